"""Where the walk through a document stands: the open section, priority, zone and table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from goldenthread.exchange.reading import Document, Part
from goldenthread.improvement.rules.importing.choices import IMPORT_AGAIN
from goldenthread.improvement.rules.importing.columns import Columns
from goldenthread.improvement.rules.importing.drafts import PlanDraft, PriorityDraft, SectionDraft
from goldenthread.improvement.rules.importing.entries import Entry, split_actions, split_milestones
from goldenthread.improvement.rules.importing.flat import FlatRows
from goldenthread.improvement.rules.importing.glossary import Glossary
from goldenthread.improvement.rules.importing.head import HeadReader
from goldenthread.improvement.rules.importing.headings import HeadingMatch, HeadingReader
from goldenthread.improvement.rules.importing.leftovers import Leftovers
from goldenthread.improvement.rules.importing.levels import Levels, decide_levels
from goldenthread.improvement.rules.importing.loosetext import LooseText
from goldenthread.improvement.rules.importing.rows import RowGroup, RowReader
from goldenthread.improvement.rules.importing.sectiontext import SectionText
from goldenthread.improvement.rules.importing.units import Unit, units_of
from goldenthread.improvement.rules.importing.vocabulary import Vocabulary

SECTION_ZONES = {
    "area_for_improvement", "what_good_looks_like", "success_criteria", "quantitative",
    "qualitative", "interdependencies",
}  # fmt: skip
PRIORITY_ZONES = {"actions", "milestones", "recurring", "leads", "updates"}


@dataclass
class WalkState:
    """The draft that grows and what is open. Zones name where plain text goes."""

    document: Document
    words: Vocabulary
    draft: PlanDraft = field(default_factory=PlanDraft)
    zone: str = "prelude"
    section: SectionDraft | None = None
    priority: PriorityDraft | None = None
    columns: Columns | None = None
    columns_table: int = 0
    last_columns: Columns | None = None
    tabled: str = ""  # the key of the priority that the last table's rows went to
    group: RowGroup | None = None
    group_key: tuple[int, str] = (0, "")
    pending: list[Part] = field(default_factory=list)
    criteria_header: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.headings = HeadingReader(self.words)
        self.units: Sequence[Unit] = units_of(self.document, self.words)
        self.levels: Levels = decide_levels(
            self.units, self.headings, self.words, sheets=self.document.format == "xlsx"
        )
        self.rows = RowReader(self.draft, self.words)
        self.flat = FlatRows(self.draft, self.headings)
        self.left = Leftovers(self.draft)
        self.loose = LooseText(self.draft)
        self.glossary = Glossary(self.draft, self.words)
        self.head = HeadReader(self.draft, self.words)
        self.text = SectionText(self.draft, self.document.format)

    def end_all(self) -> None:
        self.end_rows()
        self.end_list()
        self.text.end()
        self.left.close()
        self.loose.close()
        self.glossary.close()

    def end_rows(self) -> None:
        if self.group:
            self.rows.read(self.group)
        self.group = None

    def open_section(self, unit: Unit, match: HeadingMatch) -> None:
        self.end_all()
        title = match.title
        self.section = SectionDraft(match.code or None, title, unit.line, self.draft.key("s"))
        self.draft.sections.append(self.section)
        self.priority = None
        self.flat.forget()
        self.zone = "section_title" if title is None else "section"

    def open_priority(self, unit: Unit, match: HeadingMatch) -> None:
        self.end_all()
        if unit.kind == "row":
            self.draft.note(
                "split_header",
                "info",
                "The heading of this priority stands in a row of a table. It was read as a heading.",
                unit.line,
                unit.text or " | ".join(cell.text for cell in unit.filled),
            )
        self.make_priority(match.code or None, match.title, unit.line)
        self.zone = "priority" if match.title else "priority_title"

    def make_priority(self, code: str | None, title: str | None, line: int) -> PriorityDraft:
        section = self.current_section(line)
        key = self.draft.key("p")
        self.priority = PriorityDraft(code, title, line, key)
        section.priorities.append(self.priority)
        return self.priority

    def current_section(self, line: int) -> SectionDraft:
        if self.section is None:
            self.section = SectionDraft(None, None, line, self.draft.key("s"), implied=True)
            self.draft.sections.append(self.section)
        return self.section

    def any_priority(self, line: int) -> PriorityDraft:
        """The priority that rows belong to; one without code or title where none is named."""
        if self.priority is None:
            section = self.current_section(line)
            self.make_priority(None, None, line)
            self.draft.note(
                "priority_missing",
                "warning",
                f"The actions of {section.name} stand under no priority. They were put under one "
                f"priority without a code or title. If it has a heading, {IMPORT_AGAIN}",
                line,
                section.title or "",
            )
        if self.priority is None:
            raise AssertionError("a priority was just made")
        return self.priority

    def end_list(self) -> None:
        """Close a list of actions or milestones that was gathered line by line."""
        parts, self.pending = self.pending, []
        if not parts or self.priority is None:
            return
        if self.zone == "actions":
            for entry in split_actions(parts):
                self.priority.add_action(entry)
        else:
            for entry in split_milestones(parts, self.words):
                self.rows.add(entry, self.priority)

    def goes_on(self, entries: Sequence[Entry]) -> bool:
        """Whether milestones cut off from their table go on counting where it stopped."""
        self.end_rows()
        numbers = [m.number for m in self.priority.milestones] if self.priority else []
        before, after = (numbers or [None])[-1], entries[0].mark
        if not before or not after or not before.isdigit() or not after.isdigit():
            return False
        return int(after) == int(before) + 1

    def take_stray_entries(self, entries: Sequence[Entry], line: int, text: str) -> None:
        """Milestones that stand alone after a table and do not go on with it."""
        for entry in entries:
            self.rows.add(entry, None)
        self.note_lost_heading(line, text)

    def note_lost_heading(self, line: int, text: str) -> None:
        """Say that a page may have been lost before a stray row."""
        self.draft.note(
            "priority_missing",
            "warning",
            "Milestones stand here without their table. A page with a priority's heading may have "
            f"been lost after {self.priority.name if self.priority else 'the text above'}. Look at "
            "the original document.",
            line,
            text,
        )
