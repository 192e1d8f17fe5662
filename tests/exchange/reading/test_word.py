"""Word documents: automatic numbers, merged cells, and what is left out with a note."""

from __future__ import annotations

from collections.abc import Callable

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from goldenthread.exchange.reading import (
    Document,
    Heading,
    ListItem,
    Paragraph,
    Table,
    read_document,
)
from tests.exchange.reading.files import changed
from tests.improvement.rules.importing.word import Lists, saved


def read(build: Callable[[WordDocument], None]) -> Document:
    document = docx.Document()
    build(document)
    return read_document("plan.docx", saved(document))


def test_headings_paragraphs_and_line_breaks() -> None:
    def build(d: WordDocument) -> None:
        d.add_paragraph("Our plan", style="Title")
        d.add_paragraph("")
        d.add_heading("Section 1", level=2)
        d.add_paragraph("Lead: Head\nA. Ask")

    assert read(build).blocks == (
        Heading(1, "Our plan", 1), Heading(2, "Section 1", 3), Paragraph("Lead: Head", 4),
        ListItem(0, "A.", "Ask", 4),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("style", "text", "start", "markers"),
    [
        ("decimal", "%1.", 1, ["1.", "2.", "3."]),
        ("decimal", "(%1)", 4, ["(4)", "(5)", "(6)"]),
        ("lowerLetter", "1%1.", 1, ["1a.", "1b.", "1c."]),
        ("upperLetter", "%1.", 1, ["A.", "B.", "C."]),
        ("lowerRoman", "%1)", 3, ["iii)", "iv)", "v)"]),
        ("upperRoman", "%1.", 9, ["IX.", "X.", "XI."]),
        ("ordinal", "%1", 1, ["1st", "2nd", "3rd"]),
        ("decimalZero", "%1", 1, ["01", "02", "03"]),
        ("bullet", "o", 1, ["•", "•", "•"]),
        ("none", "", 1, [None, None, None]),
    ],
)
def test_automatic_numbers_as_printed(
    style: str, text: str, start: int, markers: list[str | None]
) -> None:
    def build(d: WordDocument) -> None:
        lists = Lists(d)
        number = lists.new(style, text, start)
        for word in ("one", "two", "three"):
            lists.number(d.add_paragraph(word), number)

    assert read(build).blocks == tuple(
        ListItem(0, marker, word, line)
        for line, (marker, word) in enumerate(
            zip(markers, ("one", "two", "three"), strict=True), start=1
        )
    )


def numbered_levels(d: WordDocument) -> Lists:
    lists = Lists(d)
    lists.new("decimal", "%1.")
    root = d.part.numbering_part.element
    abstract = next(e for e in root if e.get(e.tag.split("}")[0] + "}abstractNumId") == "901")
    abstract.append(parse_xml(
        f'<w:lvl {nsdecls("w")} w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>'
        '<w:lvlText w:val="%1%2."/></w:lvl>'
    ))  # fmt: skip
    root.append(parse_xml(
        f'<w:num {nsdecls("w")} w:numId="950"><w:abstractNumId w:val="901"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>'
    ))  # fmt: skip
    return lists


def test_levels_count_on_their_own_and_lists_start_again_where_told() -> None:
    def build(d: WordDocument) -> None:
        lists = numbered_levels(d)
        for level, list_id in ((0, 901), (1, 901), (1, 901), (0, 901), (1, 901), (0, 950)):
            lists.number(d.add_paragraph("x"), list_id, level)

    blocks = read(build).blocks
    assert [b.marker for b in blocks if isinstance(b, ListItem)] == [
        "1.", "1a.", "1b.", "2.", "2a.", "7.",
    ]  # fmt: skip


def test_numbered_headings_carry_their_numbers() -> None:
    def build(d: WordDocument) -> None:
        lists = Lists(d)
        lists.number(d.add_heading("Hear", level=2), lists.new("lowerLetter", "1%1."))

    assert read(build).blocks == (Heading(2, "1a. Hear", 1),)


def test_merged_cells_nested_tables_and_lists_in_cells() -> None:
    def build(d: WordDocument) -> None:
        table = d.add_table(rows=3, cols=3)
        table.cell(0, 0).merge(table.cell(0, 2)).text = "1a. Hear"
        table.cell(1, 0).merge(table.cell(2, 0)).text = "Tall"
        table.cell(1, 1).add_table(rows=1, cols=1).cell(0, 0).text = "inner"
        lists = Lists(d)
        lists.number(table.cell(2, 2).add_paragraph("done"), lists.new("decimal", "%1."))

    table = read(build).blocks[0]
    assert isinstance(table, Table)
    assert [[(c.text, c.merged) for c in row.cells] for row in table.rows] == [
        [("1a. Hear", ""), ("", "left"), ("", "left")],
        [("Tall", ""), ("inner", ""), ("", "")],
        [("", "above"), ("", ""), ("1. done", "")],
    ]
    assert [row.line for row in table.rows] == [1, 2, 3]


BODIES = {
    "tracked changes": (
        '<w:p><w:r><w:t>Keep </w:t></w:r><w:ins w:id="1"><w:r><w:t>new</w:t></w:r></w:ins>'
        '<w:del w:id="2"><w:r><w:delText>old</w:delText></w:r></w:del></w:p>',
        ["Keep new"], "tracked_changes", "old",
    ),
    "text boxes": (
        "<w:p><w:r><w:t>Body</w:t></w:r><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>Box</w:t></w:r>"
        "</w:p></w:txbxContent></w:pict></w:r></w:p>",
        ["Body"], "text_box", "Box",
    ),
    "embedded documents": ("<w:altChunk/><w:p><w:r><w:t>Body</w:t></w:r></w:p>", ["Body"],
                           "embedded_document", ""),
    "content controls and links": (
        "<w:sdt><w:sdtContent><w:p><w:hyperlink><w:r><w:t>Linked</w:t></w:r></w:hyperlink>"
        '<w:r><w:tab/><w:t>text</w:t><w:noBreakHyphen/><w:instrText>TOC</w:instrText></w:r></w:p>'
        "</w:sdtContent></w:sdt>",
        ["Linked text-"], None, "",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BODIES)
def test_what_stands_beside_the_text(case: str) -> None:
    body, expected, code, text = BODIES[case]

    def build(d: WordDocument) -> None:
        for element in parse_xml(f"<w:body {nsdecls('w')}>{body}</w:body>"):
            d.element.body.insert(len(d.element.body) - 1, element)

    document = read(build)
    assert [b.text for b in document.blocks if not isinstance(b, Table)] == expected
    assert [n.code for n in document.notes] == ([code] if code else [])
    assert all(text in n.text for n in document.notes)


def test_footnotes_comments_margins_pictures_and_contents_are_noted() -> None:
    built = docx.Document()
    built.sections[0].header.paragraphs[0].text = "DRAFT 3"
    built.styles.add_style("toc 1", 1)
    built.add_paragraph("Section 1 ..... 4", style="toc 1")
    paragraph = built.add_paragraph("Body")
    paragraph._p.append(parse_xml(
        f'<w:r {nsdecls("w")}><w:footnoteReference w:id="2"/></w:r>'
    ))  # fmt: skip
    notes = f"""<w:footnotes {nsdecls("w")}><w:footnote w:type="separator" w:id="0"/>
<w:footnote w:id="2"><w:p><w:r><w:t>Only small</w:t></w:r></w:p></w:footnote></w:footnotes>"""
    comments = f'<w:comments {nsdecls("w")}><w:comment w:id="1"/></w:comments>'
    data = changed(saved(built), {
        "word/footnotes.xml": lambda _: notes.encode(),
        "word/comments.xml": lambda _: comments.encode(),
    })  # fmt: skip
    document = read_document("plan.docx", data)
    assert document.blocks == (Paragraph("Body¹", 2),)
    found = {n.code: (n.source_line, n.text) for n in document.notes}
    assert found == {
        "footnote": (2, "Only small"),
        "header_or_footer": (None, "DRAFT 3"),
        "contents_list": (1, "Section 1 ..... 4"),
        "comments_not_read": (None, ""),
    }
