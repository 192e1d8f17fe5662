"""A plan as a Word document with automatic numbers, as Word itself stores them."""

from __future__ import annotations

import io

import docx
from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

from tests.improvement.rules.importing.model import Plan, Priority
from tests.improvement.rules.importing.rendering import CADENCE_WORDS


def as_docx(plan: Plan) -> bytes:
    """Headings by style, a table under each priority, letters and numbers by Word's own lists."""
    document = docx.Document()
    lists = Lists(document)
    document.add_paragraph(plan.title, style="Title")
    table = document.add_table(rows=2, cols=2)
    for row, (name, value) in zip(
        table.rows, (("Date", plan.date), ("Version", plan.version)), strict=True
    ):
        row.cells[0].text, row.cells[1].text = name, value
    for section in plan.sections:
        document.add_heading(f"Section {section.number}: {section.title}", level=1)
        document.add_heading("Area for improvement", level=2)
        document.add_paragraph(section.area)
        for label, lines in (
            ("What good looks like", section.good),
            ("Quantitatively", section.quantitative),
            ("Qualitatively", section.qualitative),
            ("Interdependencies with other plans", section.interdependencies),
        ):
            document.add_heading(label, level=2)
            bullets = lists.new("bullet", "•")
            for line in lines:
                lists.number(document.add_paragraph(line), bullets)
        for priority in section.priorities:
            document.add_heading(f"{priority.code}. {priority.title}", level=2)
            _priority_table(document, lists, priority)
    return saved(document)


def _priority_table(document: Document, lists: Lists, priority: Priority) -> None:
    table = document.add_table(rows=2, cols=4)
    for cell, name in zip(
        table.rows[0].cells,
        ("Action", "Lead", "Delivery Milestones", "Update / Impact"),
        strict=True,
    ):
        cell.text = name
    actions, leads, milestones, _ = table.rows[1].cells
    letters = lists.new("upperLetter", "%1.")
    for _, text in priority.actions:
        lists.number(actions.add_paragraph(text), letters)
    for lead in priority.leads:
        leads.add_paragraph(lead)
    numbers = lists.new("decimal", "%1.")
    for m in priority.milestones:
        qualifier = f" ({m.qualifier})" if m.qualifier else ""
        paragraph = milestones.add_paragraph(f"{m.due.short_label}{qualifier}: {m.text}")
        if m.number:
            lists.number(paragraph, numbers)
    for r in priority.recurring:
        milestones.add_paragraph(f"{r.number}. {CADENCE_WORDS[r.cadence]}: {r.text}")


class Lists:
    """Numbering definitions in a document, one for each list."""

    def __init__(self, document: Document) -> None:
        self._root = document.part.numbering_part.element
        self._count = 900

    def new(self, style: str, text: str, start: int = 1) -> int:
        """A list of its own; returns its number."""
        self._count += 1
        abstract = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{self._count}">'
            f'<w:lvl w:ilvl="0"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>'
            f'<w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
        )
        first_num = self._root.find(qn("w:num"))
        if first_num is None:
            self._root.append(abstract)
        else:
            first_num.addprevious(abstract)
        self._root.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{self._count}">'
                f'<w:abstractNumId w:val="{self._count}"/></w:num>'
            )
        )
        return self._count

    def number(self, paragraph: Paragraph, list_id: int, level: int = 0) -> None:
        """Make a paragraph an item of a list."""
        properties = paragraph._p.get_or_add_pPr()
        number = OxmlElement("w:numPr")
        for name, value in (("w:ilvl", level), ("w:numId", list_id)):
            element = OxmlElement(name)
            element.set(qn("w:val"), str(value))
            number.append(element)
        properties.append(number)


def saved(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
