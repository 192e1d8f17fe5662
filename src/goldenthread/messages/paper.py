"""Letters on paper: one copy, or all of a post tray, as an accessible PDF, in large print, or as Word documents."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import docx
from django.template.loader import render_to_string
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.documents.pages import FONTS
from goldenthread.exchange.exports import Export
from goldenthread.messages.models import Letter
from goldenthread.messages.queries.letter_page import CopyRow, LetterPage
from goldenthread.messages.rules.marked import HEADING, LIST, Block
from goldenthread.ui.filters import date_long

STYLE = "letters/letter.css"
PDF, LARGE, WORD = "pdf", "large", "docx"
FORMS = {PDF: "PDF", LARGE: "PDF in large print", WORD: "Word"}
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Sheet:
    """One copy as it lies in the envelope. The address of a held one is empty: only its name stands in the window."""

    reference: str
    name: str
    address: tuple[str, ...]
    head: dict[str, str]
    title: str
    blocks: tuple[Block, ...]
    on: date
    draft: bool


def sheet_of(page: LetterPage, row: CopyRow) -> Sheet:
    """The sheet of one copy, with the day on which it went, or today.

    NotAllowed where something of it is hidden from the reader; UserError where it no longer says what it said.
    """
    if row.shortened:
        raise NotAllowed(
            "Something in this letter is protected and not shown to your posts, so no copy of it is made.",
            "Ask one of the posts that may see it.",
        )
    if row.sent_on is not None and not row.intact:
        raise UserError(
            "letter_altered", "This letter no longer says what it said when it went, so no copy is made of it.",
            fix="Tell the system administrator: the database was changed from outside.",
        )  # fmt: skip
    return Sheet(
        reference=page.letter.reference, name=row.name, address=row.address, head=page.head, title=row.title,
        blocks=row.blocks, on=row.sent_on or clock.today(),
        draft=page.letter.state in (Letter.State.DRAFT, Letter.State.WITHDRAWN),
    )  # fmt: skip


def write(sheets: Sequence[Sheet], form: str, title: str) -> Export:
    """The sheets as `pdf`, `large` or `docx`; KeyError for any other form. `title` names nobody."""
    return _WRITERS[form](sheets, title)


def _pdf(sheets: Sequence[Sheet], title: str) -> Export:
    return Export(_laid_out(sheets, title, large=False), "application/pdf", "pdf")


def _large(sheets: Sequence[Sheet], title: str) -> Export:
    return Export(_laid_out(sheets, title, large=True), "application/pdf", "pdf")


def _laid_out(sheets: Sequence[Sheet], title: str, *, large: bool) -> bytes:
    # What lays pages out takes a second to load, which no other page should wait for.
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    from goldenthread.documents.pdf import OwnFilesOnly

    fetcher, fonts, ours = OwnFilesOnly(), FontConfiguration(), "https://static.invalid/"
    page = render_to_string("letters/paper.html", {"sheets": sheets, "title": title, "large": large})  # fmt: skip
    styles = [CSS(url=ours + name, url_fetcher=fetcher, font_config=fonts) for name in (FONTS, STYLE)]  # fmt: skip
    made = HTML(string=page, base_url=ours, url_fetcher=fetcher).write_pdf(
        stylesheets=styles, font_config=fonts, pdf_variant="pdf/ua-1"
    )
    return bytes(made)


def _word(sheets: Sequence[Sheet], title: str) -> Export:
    made = docx.Document()
    _set_up(made, title)
    for place, sheet in enumerate(sheets):
        if place:
            made.add_page_break()
        _add(made, sheet)
    out = io.BytesIO()
    made.save(out)
    return Export(out.getvalue(), _WORD, "docx")


def _set_up(made: Any, title: str) -> None:
    made.core_properties.title, made.core_properties.language = title, "en-GB"
    made.core_properties.author = ""
    for section in made.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2)
    normal = made.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(12)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    normal.element.get_or_add_rPr().append(language)


def _add(made: Any, sheet: Sheet) -> None:
    head = sheet.head
    if sheet.draft:
        made.add_paragraph().add_run("Draft. This letter has not been sent.").bold = True
    lines = [
        head.get("council_name", ""),
        head.get("council_team", ""),
        head.get("council_address", ""),
    ]
    made.add_paragraph("\n".join(line for line in lines if line))
    ways = [("Telephone", head.get("council_telephone")), ("E-mail", head.get("council_email"))]
    told = [f"{word}: {text}" for word, text in ways if text]
    made.add_paragraph("\n".join([*told, f"Our reference: {sheet.reference}", date_long(sheet.on)]))
    made.add_paragraph("\n".join((sheet.name, *sheet.address)))
    made.add_heading(sheet.title, 1)
    for block in sheet.blocks:
        if block.kind == HEADING:
            made.add_heading(block.lines[0], 2)
        elif block.kind == LIST:
            for line in block.lines:
                made.add_paragraph(line, style="List Bullet")
        else:
            made.add_paragraph("\n".join(block.lines))


_WRITERS = {PDF: _pdf, LARGE: _large, WORD: _word}
