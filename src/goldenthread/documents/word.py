"""A frozen version as a Word document: real headings, lists and tables with heading rows, in English.

It reads the HTML that our own templates write: headings, paragraphs, lists, tables, definition lists and
figures. Pictures are left out; their caption says in words what they show, and their table follows.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import docx
import lxml.html
from docx.document import Document as WordFile
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from lxml.html import HtmlElement

from goldenthread.documents.models import Snapshot

LANGUAGE = "en-GB"
# Elements that hold others and say nothing themselves.
_HOLDERS = {"div", "section", "article", "header", "footer", "figure", "main", "figcaption"}
_HEADINGS = {"h1": 0, "h2": 1, "h3": 2, "h4": 3}
_PAGE_WIDTH = 17.0
_STRONG = {"strong", "b", "th", "dt"}


def to_docx(snapshot: Snapshot) -> bytes:
    """The Word document of the stored body."""
    made = docx.Document()
    _set_up(made, snapshot)
    whole = lxml.html.fragment_fromstring(snapshot.body, create_parent="div")
    for part in whole:
        _add(made, part)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _set_up(made: WordFile, snapshot: Snapshot) -> None:
    about = made.core_properties
    about.title, about.language = snapshot.title, LANGUAGE
    about.author = f"{snapshot.document.area.name} SEND partnership"
    about.comments = f"Version {snapshot.number}. SHA-256 of the body: {snapshot.sha256}"
    about.created = about.modified = snapshot.frozen_at.replace(tzinfo=None)
    for section in made.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2)
        section.top_margin = section.bottom_margin = Cm(2)
    normal = made.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(11)
    normal.element.get_or_add_rPr().append(_language())
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3"):
        font = made.styles[name].font
        font.name, font.color.rgb = "Arial", RGBColor(0x0A, 0x3A, 0x42)
        fonts = made.styles[name].element.rPr.rFonts
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)


def _language() -> Any:
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), LANGUAGE)
    return language


def _add(made: WordFile, part: HtmlElement) -> None:
    if not isinstance(part.tag, str) or part.tag == "svg":
        return
    if part.tag in _HEADINGS:
        made.add_heading(_text(part), _HEADINGS[part.tag])
    elif part.tag in ("ul", "ol"):
        style = "List Bullet" if part.tag == "ul" else "List Number"
        for item in part.findall("li"):
            _write(made.add_paragraph(style=style), item)
    elif part.tag == "table":
        _table(made, part)
    elif part.tag == "dl":
        _definitions(made, part)
    elif part.tag in _HOLDERS:
        _holder(made, part)
    elif _text(part):
        _write(made.add_paragraph(), part)


def _holder(made: WordFile, part: HtmlElement) -> None:
    """A holder's own words, if it has any outside its parts, and then its parts."""
    if (part.text or "").strip():
        _write(made.add_paragraph(), part)
        return
    for child in part:
        _add(made, child)


def _definitions(made: WordFile, part: HtmlElement) -> None:
    """Each term in bold with what is said of it on the same line."""
    for term in part.iter("dt"):
        said = term.getnext()
        line = made.add_paragraph()
        line.add_run(f"{_text(term)}: ").bold = True
        if said is not None:
            _write(line, said)


def _table(made: WordFile, part: HtmlElement) -> None:
    caption = part.find("caption")
    if caption is not None and _text(caption):
        made.add_paragraph(_text(caption), style="Caption").paragraph_format.keep_with_next = True
    rows = [list(_placed(row)) for row in part.iter("tr")]
    if not rows:
        return
    width = max(start + span for row in rows for start, span, _ in row)
    table = made.add_table(rows=len(rows), cols=width, style="Table Grid")
    for column, size in zip(table.columns, _widths(rows, width), strict=True):
        for cell in column.cells:
            cell.width = Cm(size)
    heads = len(part.findall("thead/tr"))
    for place, row in enumerate(rows):
        properties = table.rows[place]._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no word for it
        properties.append(OxmlElement("w:cantSplit"))
        if place < heads:
            properties.append(OxmlElement("w:tblHeader"))
        cells = table.rows[place].cells
        for start, span, source in row:
            _fill(cells[start].merge(cells[start + span - 1]), source)
    made.add_paragraph()


def _placed(row: HtmlElement) -> Iterator[tuple[int, int, HtmlElement]]:
    """Each cell of a row with the column it starts in and how many it spans."""
    start = 0
    for cell in row:
        if cell.tag in ("th", "td"):
            span = int(cell.get("colspan", 1))
            yield start, span, cell
            start += span


def _widths(rows: list[list[tuple[int, int, HtmlElement]]], columns: int) -> list[float]:
    """Centimetres for each column, by its longest text within reason."""
    longest = [8] * columns
    for row in rows:
        for start, span, cell in row:
            if span == 1:
                longest[start] = max(longest[start], min(len(_text(cell)), 60))
    return [_PAGE_WIDTH * size / sum(longest) for size in longest]


def _fill(cell: _Cell, source: HtmlElement) -> None:
    """A cell's words; paragraphs and list items inside it stand on lines of their own."""
    blocks = [part for part in source if part.tag in ("p", "ul", "ol", "div")]
    if not blocks:
        _write(cell.paragraphs[0], source)
        return
    first = True
    for block in blocks:
        for line in block.findall("li") or [block]:
            _write(cell.paragraphs[0] if first else cell.add_paragraph(), line)
            first = False


def _write(paragraph: Paragraph, source: HtmlElement) -> None:
    for text, bold, italic in _tidy(_runs(source, source.tag in _STRONG, False)):
        run = paragraph.add_run(text)
        run.bold, run.italic = bold or None, italic or None


def _runs(part: HtmlElement, bold: bool, italic: bool) -> Iterator[tuple[str, bool, bool]]:
    """The words of an element in order, each with how it is set; line breaks as line ends."""
    if part.text:
        yield " ".join(part.text.split("\n")), bold, italic
    for child in part:
        if child.tag == "br":
            yield "\n", bold, italic
        elif isinstance(child.tag, str) and child.tag not in ("svg", "ul", "ol", "table"):
            yield from _runs(child, bold or child.tag in _STRONG, italic or child.tag == "em")
        if child.tail:
            yield " ".join(child.tail.split("\n")), bold, italic


def _tidy(runs: Iterator[tuple[str, bool, bool]]) -> Iterator[tuple[str, bool, bool]]:
    """Runs with the page's indents taken out: single spaces, none at the start of a line."""
    spaced = True
    for text, bold, italic in runs:
        if text == "\n":
            yield text, bold, italic
            spaced = True
            continue
        words = " ".join(text.split())
        if not words:
            if text and not spaced:
                yield " ", bold, italic
                spaced = True
            continue
        lead = " " if text[0].isspace() and not spaced else ""
        spaced = text[-1].isspace()
        yield f"{lead}{words}{' ' if spaced else ''}", bold, italic


def _text(part: HtmlElement) -> str:
    return "".join(text for text, _, _ in _tidy(_runs(part, False, False))).strip()
