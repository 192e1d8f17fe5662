"""Tables in which each row names its own section and priority, written out or left blank below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from goldenthread.exchange.reading import Row
from goldenthread.improvement.rules.dates import normal
from goldenthread.improvement.rules.importing.cells import is_unread
from goldenthread.improvement.rules.importing.choices import IMPORT_AGAIN
from goldenthread.improvement.rules.importing.codecolumns import with_codes
from goldenthread.improvement.rules.importing.columns import Columns
from goldenthread.improvement.rules.importing.drafts import PlanDraft, PriorityDraft, SectionDraft
from goldenthread.improvement.rules.importing.headings import HeadingReader
from goldenthread.improvement.rules.importing.units import Unit
from goldenthread.improvement.rules.importing.vocabulary import vocabulary

_LONGEST_CODE = 20
_GROUPING = ("section", "priority", "priority_code")


@dataclass
class FlatRows:
    """Remembers the section and priority of the row before; a blank cell means the same again."""

    draft: PlanDraft
    headings: HeadingReader
    _section: SectionDraft | None = None
    _priority: PriorityDraft | None = None

    @property
    def section(self) -> SectionDraft | None:
        """The section of the last row."""
        return self._section

    def forget(self) -> None:
        """A new section heading begins afresh."""
        self._section = self._priority = None

    def settled(self, columns: Columns, header: Unit, units: Sequence[Unit]) -> Columns:
        """A column "Priority" that says High or Low ranks the rows; it names no priority."""
        ranks = vocabulary().ranks
        kinds = list(columns.kinds)
        for index in columns.at("priority"):
            values = {
                normal(unit.row.cells[index].text)
                for unit in units
                if unit.table == header.table
                and unit.row
                and unit.line != header.line
                and index < len(unit.row.cells)
                and unit.row.cells[index].parts
            }
            if values and values <= ranks and columns.names[index].lower() == "priority":
                kinds[index] = None
        below = (u for u in units if u.table == header.table and u.line > header.line)
        same = takewhile(lambda u: u.columns in (None, header.columns), below)
        rows = [unit.row for unit in same if unit.row and not unit.columns]
        return with_codes(Columns(tuple(kinds), columns.names, columns.split), rows, self.headings)

    def priority_of(
        self, unit: Unit, columns: Columns, outer: SectionDraft | None
    ) -> PriorityDraft | None:
        """The priority that a row belongs to, made when first met; None where none is named."""
        if unit.row is None:
            return None
        if any(is_unread(unit.row, columns, kind) for kind in _GROUPING):
            # It names something that cannot be told: neither this row nor blank ones below go on with the last.
            self._priority = None
            return None
        section_text = _cell(unit.row, columns, "section")
        if section_text:
            section = self._find_section(section_text, unit.line)
            if section is not self._section:
                self._priority = None
            self._section = section
        elif self._section is None:
            self._section = outer or self._implied_section(unit.line)
        code = _cell(unit.row, columns, "priority_code")
        title = _cell(unit.row, columns, "priority")
        if code or title:
            self._priority = self._find_priority(code, title, unit.line)
        elif self._priority is None and not columns.found & {"priority", "priority_code"}:
            self._priority = self._priority_of_section(unit.line)
        return self._priority

    def _implied_section(self, line: int) -> SectionDraft:
        for section in self.draft.sections:
            if section.implied:
                return section
        section = SectionDraft(None, None, line, self.draft.key("s"), implied=True)
        self.draft.sections.append(section)
        return section

    def _find_section(self, text: str, line: int) -> SectionDraft:
        match = self.headings.numbered(text) or self.headings.code_alone(text)
        number, title = (match.code, match.title) if match else (None, text)
        for section in self.draft.sections:
            same_number = number is not None and section.number == number
            if same_number and (not title or normal(section.title or "") == normal(title)):
                return section
            if number is None and normal(section.title or "") == normal(text):
                return section
        section = SectionDraft(number, title, line, self.draft.key("s"))
        self.draft.sections.append(section)
        return section

    def _find_priority(self, code: str | None, title: str | None, line: int) -> PriorityDraft:
        section = self._section or self._implied_section(line)
        if code and len(code) > _LONGEST_CODE:
            code, title = None, f"{code} {title}" if title else code
        if title and not code:
            match = self.headings.numbered(title) or self.headings.code_alone(title)
            if match:
                code, title = match.code, match.title
        elif code:
            worded = self.headings.numbered(code)
            code = worded.code if worded and not worded.title else code.strip(".: ")
        for priority in section.priorities:
            same_title = not title or normal(priority.title or "") == normal(title)
            if code in (priority.code, None) and same_title and (code or title):
                return priority
        priority = PriorityDraft(code, title, line, self.draft.key("p"))
        section.priorities.append(priority)
        return priority

    def _priority_of_section(self, line: int) -> PriorityDraft:
        section = self._section or self._implied_section(line)
        if section.priorities:
            return section.priorities[0]
        priority = PriorityDraft(None, None, line, self.draft.key("p"))
        section.priorities.append(priority)
        self.draft.note(
            "priority_missing",
            "warning",
            f"The actions of {section.name} stand under no priority. They were put under one "
            f"priority without a code or title. If it has a heading, {IMPORT_AGAIN}",
            line,
            section.title or "",
        )
        return priority


def _cell(row: Row, columns: Columns, kind: str) -> str | None:
    texts = [
        " ".join(row.cells[index].text.split())
        for index in columns.at(kind)
        if index < len(row.cells)
    ]
    # A repeated column repeats its text: said once.
    return " ".join(dict.fromkeys(text for text in texts if text)) or None
