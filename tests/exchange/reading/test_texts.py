"""Plain text, CSV, Markdown and HTML to blocks."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.exchange.reading import (
    Document,
    Heading,
    ListItem,
    Paragraph,
    Table,
    UnreadableFile,
    read_document,
)

WORDS = "Ann’s plan – £5"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (WORDS.encode(), "utf-8"),
        (WORDS.encode("utf-8-sig"), "utf-8"),
        (WORDS.encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"), "utf-16"),
        (WORDS.encode("utf-16-le"), "utf-16"),
        ("A plain plan\n".encode("utf-16-le"), "utf-16"),
        ("A plain plan\n".encode("utf-16-be"), "utf-16"),
        (WORDS.encode("utf-32"), "utf-32"),
        (WORDS.encode("cp1252"), "cp1252"),
    ],
)
def test_encodings(data: bytes, encoding: str) -> None:
    document = read_document("plan.txt", data)
    assert document.encoding == encoding
    assert texts(document) in ([WORDS], ["A plain plan"])
    assert [n.code for n in document.notes] == (
        ["encoding_windows"] if encoding == "cp1252" else []
    )


def texts(document: Document) -> list[str]:
    return [b.text for b in document.blocks if not isinstance(b, Table)]


def rows(document: Document) -> list[list[str]]:
    return [
        [cell.text for cell in row.cells]
        for block in document.blocks if isinstance(block, Table)
        for row in block.rows
    ]  # fmt: skip


def test_plain_text_lists_headings_and_tables() -> None:
    document = read_document("plan.txt", (
        b"# Plan\n\nA **bold** word\n\n- one\n  - inner\n- two\n\n"
        b"Action\tLead\nAsk\tHead\n\n\t\tstray\t\n1) first\n"
    ))  # fmt: skip
    assert document.format == "text"
    assert document.blocks[:5] == (
        Heading(1, "Plan", 1), Paragraph("A bold word", 3), ListItem(0, "-", "one", 5),
        ListItem(1, "-", "inner", 6), ListItem(0, "-", "two", 7),
    )  # fmt: skip
    assert rows(document) == [["Action", "Lead"], ["Ask", "Head"], ["", "", "stray", ""]]
    assert document.blocks[-1] == ListItem(0, "1)", "first", 13)


def test_lines_broken_by_a_program_are_joined() -> None:
    first = "This line is long enough that a program must have broken it in the"
    document = read_document("plan.txt", f"{first}\nmiddle of a sentence.\nNext\n".encode())
    assert texts(document) == [f"{first} middle of a sentence.", "Next"]


def test_html_fragments_in_cells_of_text() -> None:
    cell = (
        "<p>A. Ask &amp; tell</p> <p>B. Hear<br>again</p><ul> ○ one ○ two "
        "<ol><li>x</li><li>y</li></ol>"
    )
    document = read_document("plan.txt", f"Action\tLead\n{cell}\tHead\n".encode())
    table = document.blocks[0]
    assert isinstance(table, Table)
    assert [(p.kind, p.marker, p.text) for p in table.rows[1].cells[0].parts] == [
        ("paragraph", None, "A. Ask & tell"), ("paragraph", None, "B. Hear"),
        ("text", None, "again"), ("item", "○", "one"), ("item", "○", "two"),
        ("item", "1.", "x"), ("item", "2.", "y"),
    ]  # fmt: skip
    assert {p.line for p in table.rows[1].cells[0].parts} == {2}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv_with_quotes_line_breaks_and_lines(delimiter: str) -> None:
    lines = ["My plan", delimiter.join(["Action", "Lead", "Due"]),
             delimiter.join(['"Ask; or, tell\nagain"', "Head", "=1+1"]), "",
             delimiter.join(["Hear", "", "Jul 2025"])]  # fmt: skip
    document = read_document("plan.csv", "\r\n".join(lines).encode())
    assert document.format == "csv"
    table = document.blocks[0]
    assert isinstance(table, Table)
    assert [row.line for row in table.rows] == [1, 2, 3, 6]
    assert rows(document)[2] == ["Ask; or, tell\nagain", "Head", ""]
    assert [(n.code, n.source_line, n.text) for n in document.notes] == [
        ("formula_cell", 3, "=1+1")
    ]


def test_a_csv_is_known_by_its_content_and_prose_is_not() -> None:
    assert read_document("x.txt", b"a,b,c\n1,2,3\n4,5,6\n").format == "csv"
    assert read_document("x.txt", b"Well, yes, and no.\nThen, perhaps, so.\nNo.\n").format == "text"


def test_markdown() -> None:
    document = read_document("plan.txt", (
        b"# Plan\n\n## 1a. Hear\n\nLead: Head\nA. Ask\nB. Tell\n\n3. three\n   - inner\n\n"
        b"| Action | Due |\n|---|:--|\n| A. Ask<br>B. Tell | *Jul* 2025 |\n\n"
        b"<table><tr><td>in HTML</td></tr></table>\n"
    ))  # fmt: skip
    assert document.format == "markdown"
    assert document.blocks[:7] == (
        Heading(1, "Plan", 1), Heading(2, "1a. Hear", 3), Paragraph("Lead: Head", 5),
        ListItem(0, "A.", "Ask", 6), ListItem(0, "B.", "Tell", 7), ListItem(0, "3.", "three", 9),
        ListItem(1, "-", "inner", 10),
    )  # fmt: skip
    assert rows(document) == [["Action", "Due"], ["A. Ask\nB. Tell", "Jul 2025"], ["in HTML"]]
    assert [b.line for b in document.blocks if isinstance(b, Table)] == [12, 16]


def test_html_page() -> None:
    document = read_document(
        "page.txt",
        b"""<!DOCTYPE html><html><head><title>no</title>
<script>var x = 1</script></head><body><!-- no --><h2>Head</h2><p>One<br>two</p>
<ol start=3 type=a><li>c<ul><li>inner</li></ul></li><li value=9>i</li></ol>
<table><caption>Cap</caption><tr><th colspan=2>Wide</th><th>C</th></tr>
<tr><td rowspan=2>Tall</td><td>b1</td><td>c1</td></tr><tr><td>b2</td><td>c2</td></tr></table>
<div>Loose</div></body></html>""",
    )
    assert document.format == "html"
    assert document.blocks[:7] == (
        Heading(2, "Head", 2), Paragraph("One", 2), Paragraph("two", 2), ListItem(0, "c.", "c", 3),
        ListItem(1, "•", "inner", 3), ListItem(0, "i.", "i", 3), Paragraph("Cap", 4),
    )  # fmt: skip
    assert rows(document) == [["Wide", "", "C"], ["Tall", "b1", "c1"], ["", "b2", "c2"]]
    table = next(b for b in document.blocks if isinstance(b, Table))
    assert [cell.merged for cell in table.rows[2].cells] == ["above", "", ""]
    assert table.rows[0].cells[1].merged == "left"
    assert document.blocks[-1] == Paragraph("Loose", 6)


@given(st.text(max_size=300), st.sampled_from(["p.txt", "p.csv", "p.md", "p.html", "p.docx"]))
def test_any_text_is_read_or_refused(text: str, name: str) -> None:
    try:
        document = read_document(name, text.encode("utf-8", "replace"))
    except UnreadableFile as error:
        assert error.fix
        return
    assert document.blocks


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for start in (b"", b"PK\x03\x04", b"<html>"):
        try:
            read_document("plan.xlsx", start + data)
        except UnreadableFile as error:
            assert error.fix
