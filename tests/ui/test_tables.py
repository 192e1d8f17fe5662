"""A table that becomes cards: roles, the columns' names, and what heads a card."""

from __future__ import annotations

import re
from typing import Any

from markupsafe import Markup, escape

from goldenthread.ui.charts import Cell, Column, DataTable
from goldenthread.ui.tables import stacked, tables_stacked

TABLE = Markup(
    '<table class="t"><caption>Plans</caption>'
    '<thead><tr><th scope="col">No.</th><th scope="col">Plan &amp; "name"</th>'
    '<th colspan="2">Falls<br>due</th>'
    '<th><span class="govuk-visually-hidden">Actions</span></th></tr></thead>'
    '<tbody><tr class="r"><td>1</td><th scope="row"><a href="?a=1&amp;b=2">Waits</a></th>'
    "<td>May</td><td> – </td><td><button>End</button></td></tr></tbody></table>"
)


def cells(html: str) -> list[tuple[str, ...]]:
    """Of each cell of the body: role, part, label."""
    return [
        tuple(
            (re.search(rf'{name}="([^"]*)"', tag) or ["", ""])[1]
            for name in ("role", "data-part", "data-label")
        )
        for tag in re.findall(r"<t[hd]\b[^>]*>", html.rsplit("</thead>", maxsplit=1)[-1])
    ]


def test_each_cell_says_its_column_and_its_part() -> None:
    assert cells(stacked(TABLE)) == [
        ("cell", "lead", "No."),
        ("rowheader", "title", ""),
        ("cell", "", "Falls due"),
        ("cell", "none", ""),
        ("cell", "", ""),  # its column's name is for screen readers, who have it from the header
    ]


def test_the_table_stays_a_table_for_screen_readers() -> None:
    html = stacked(TABLE)
    assert isinstance(html, Markup)
    for part in ('<table role="table" class="t">', '<tr role="row" class="r">'):
        assert part in html
    assert html.count('role="rowgroup"') == 2
    assert html.count('role="columnheader"') == 4
    assert re.sub(r' (?:role|data-part|data-label)="[^"]*"', "", html) == TABLE


def test_a_quote_in_a_name_cannot_leave_its_attribute() -> None:
    html = stacked(
        Markup('<table><thead><tr><th>A</th><th>The "x" &lt;b&gt;</th></tr></thead>')
        + Markup("<tbody><tr><td>1</td><td>2</td></tr></tbody></table>")
    )
    assert 'data-label="The &#34;x&#34; &lt;b&gt;"' in html


def test_without_a_row_header_the_first_cell_heads_the_card() -> None:
    html = stacked(
        Markup("<table><thead><tr><th>When</th><th>What</th></tr></thead><tbody>")
        + Markup("<tr><td>Today</td><td></td></tr><tr><td>–</td><td><svg></svg></td></tr>")
        + Markup("</tbody></table>")
    )
    assert cells(html) == [
        ("cell", "title", ""),
        ("cell", "none", ""),
        ("cell", "title", ""),
        ("cell", "", "What"),
    ]


def test_what_a_reader_alone_hears_does_not_fill_a_cell() -> None:
    words = Markup(
        '<span aria-hidden="true">–</span><span class="govuk-visually-hidden">No role</span>'
    )
    row = Markup("<table><tbody><tr><th>A</th><td>") + words + Markup("</td></tr></tbody>")
    html = stacked(row + Markup("</table>"))
    assert cells(html)[1] == ("cell", "none", "")


def test_filters_fold_and_say_how_many_are_on(render: Any) -> None:
    source = (
        '{% from "ui/components.html" import filter_panel %}{{ filter_panel(form, "", applied) }}'
    )
    still = render(source, form={"errors": {}}, applied=[])
    assert '<details class="gt-filter__fold">' in still
    assert re.search(r"<summary[^>]*>Filter</summary>", still)
    filtered = render(source, form={"errors": {}}, applied=[{"text": "Red", "href": "?"}] * 2)
    assert re.search(r"<summary[^>]*>Filter \(2 on\)</summary>", filtered)
    assert filtered.index("Remove the filter") < filtered.index("<details")
    assert '<details class="gt-filter__fold" open>' in render(
        source, form={"errors": {"status": ["Choose one"]}}, applied=[]
    )


def test_each_table_of_a_longer_text_has_its_own_columns() -> None:
    other = TABLE.replace("No.", "Code").replace("Waits", "Reviews")
    page = Markup("<h1>A paper &amp; its tables</h1>") + TABLE + Markup("<p>Between.</p>") + other
    html = tables_stacked(page)
    assert isinstance(html, Markup)
    assert re.findall(r'data-part="lead" data-label="([^"]+)"', html) == ["No.", "Code"]
    assert re.sub(r' (?:role|data-part|data-label)="[^"]*"', "", html) == page


def test_a_header_may_span_rows() -> None:
    table = Markup(
        "<table><thead><tr><th>Finding</th><th>Answered by</th><th>Status</th></tr></thead><tbody>"
        '<tr><th rowspan="2">Long waits</th><td>2. Waits</td><td>Red</td></tr>'
        "<tr><td>3. Reviews</td><td>Grey</td></tr>"
        "<tr><th>Letters</th><td>1. Families</td><td>Blue</td></tr></tbody></table>"
    )
    html = stacked(table)
    told = [("", "Answered by"), ("", "Status")]
    assert [cell[1:] for cell in cells(html)] == [("title", ""), *told, *told, ("title", ""), *told]
    assert html.count('<tr role="row" data-part="more">') == 1


def test_a_table_of_data_is_marked_as_a_plain_one_is() -> None:
    columns = (Column("Lane"), Column('What "now"  &', numeric=True), Column("Status"), Column(""))
    rows = (
        (Cell("1a <b>", "/a?b=1&c=2"), Cell("–"), Cell("Red", status="red"), Cell("x")),
        (Cell(""), Cell("12", "/"), Cell(" ", status="red"), Cell(" ")),
    )
    table = DataTable("T", columns, rows)

    def drawn(cell: Cell) -> Markup:
        link = Markup('<a class="govuk-link" href="{}">{}</a>').format(cell.href, cell.text)
        return Markup("<b>{}</b>").format(cell.status) if cell.status else link

    def plain(cell: Cell, column: Column, kind: str) -> str:
        look = "header" if kind == "th" else "cell"
        look += " govuk-table__cell--numeric" if column.numeric and kind == "td" else ""
        row = ' scope="row"' if kind == "th" else ""
        text = drawn(cell) if cell.status or cell.href else escape(cell.text)
        return f'<{kind}{row} class="govuk-table__{look}">{text}</{kind}>'

    body = "\n".join(
        '<tr class="govuk-table__row">'
        + "".join(
            plain(cell, column, "td" if place else "th")
            for place, (cell, column) in enumerate(zip(row, columns, strict=True))
        )
        + "</tr>"
        for row in rows
    )
    head = "".join(f"<th>{escape(column.text)}</th>" for column in columns)
    whole = Markup(f"<table><thead><tr>{head}</tr></thead>{body}</table>")  # noqa: S704
    found = table.body(lambda status: Markup("<b>{}</b>").format(status))
    assert stacked(whole).rpartition("</thead>")[2] == f"{found}</table>"
