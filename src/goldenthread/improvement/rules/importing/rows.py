"""Rows of a plan's table into the priority that they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from goldenthread.exchange.reading import Cell, Part, Row
from goldenthread.improvement.rules.dates import Due
from goldenthread.improvement.rules.importing.cells import (
    cell_parts,
    is_merged,
    is_unread,
    joined,
    lacks_words,
)
from goldenthread.improvement.rules.importing.choices import IMPORT_AGAIN, UNPLACED
from goldenthread.improvement.rules.importing.columns import Columns
from goldenthread.improvement.rules.importing.drafts import (
    MilestoneDraft,
    PlanDraft,
    PriorityDraft,
    RowLeads,
)
from goldenthread.improvement.rules.importing.entries import (
    Entry,
    bare_mark,
    split_actions,
    split_milestones,
)
from goldenthread.improvement.rules.importing.leads import perhaps_several, split_leads
from goldenthread.improvement.rules.importing.parsed import ParsedAction, ParsedRecurring
from goldenthread.improvement.rules.importing.rowupdates import give_updates
from goldenthread.improvement.rules.importing.vocabulary import Vocabulary
from goldenthread.improvement.rules.importing.wordless import ask_for_words

_LONGEST_NUMBER = 12


@dataclass
class RowGroup:
    """Consecutive rows of one table under one priority (None where there is no such)."""

    priority: PriorityDraft | None
    columns: Columns
    rows: list[Row] = field(default_factory=list)


@dataclass
class RowReader:
    """Reads groups of rows; what fits nowhere becomes a finding."""

    draft: PlanDraft
    words: Vocabulary

    def read(self, group: RowGroup) -> None:
        priority = group.priority
        rows = [self._with_carried_action(group, place) for place in range(len(group.rows))]
        per_row = [self._entries(row, group.columns) for row in rows]
        several = len(group.rows) > 1 or group.columns.is_flat
        one_each = several and all(len(entries) <= 1 for entries in per_row)
        carried: list[ParsedAction] = []
        rows_leads: list[tuple[str, ...]] = []
        for place, (row, entries) in enumerate(zip(group.rows, per_row, strict=True)):
            actions, shared = self._actions(group, place)
            if actions or is_unread(row, group.columns, "action"):
                carried = actions
            beside = carried if group.columns.is_flat else actions
            linked = beside[0] if one_each and len(beside) == 1 and not shared else None
            leads = self._leads(row, group)
            if not leads and is_merged(row, group.columns, "lead") and place:
                leads = rows_leads[-1]
            rows_leads.append(leads)
            made = self._milestones(entries, priority, linked, row, group.columns)
            unread = any(is_unread(row, group.columns, kind) for kind in ("milestone", "action"))
            ask_for_words(self.draft, priority, made, actions, unread=unread)
            if priority is not None and several and entries:
                priority.row_leads.append(_row_leads(row, group.columns, entries, leads))
                for milestone in made:
                    milestone.leads = leads
            recurs = any(entry.cadence for entry in entries)
            give_updates(self.draft, row, group.columns, made, priority, recurs=recurs)

    def _with_carried_action(self, group: RowGroup, place: int) -> Row:
        """Without a column of milestones, a row that shares the cell of the action above is a further date of it."""
        row, columns = group.rows[place], group.columns
        if columns.at("milestone") or not place or not cell_parts(row, columns, "due"):
            return row
        cells = list(row.cells)
        for index in columns.at("action"):
            above = group.rows[place - 1].cells
            if index < min(len(cells), len(above)) and cells[index].merged == "above":
                here = tuple(replace(part, line=row.line) for part in above[index].parts)
                cells[index] = Cell(here, merged="above")
        group.rows[place] = Row(tuple(cells), row.line)
        return group.rows[place]

    def _actions(self, group: RowGroup, place: int) -> tuple[list[ParsedAction], bool]:
        """The actions that a row prints itself, and whether their cell reaches over other rows."""
        row, columns = group.rows[place], group.columns
        parts = cell_parts(row, columns, "action")
        codes = cell_parts(row, columns, "action_code")
        if is_unread(row, columns, "action") and group.priority is not None:
            return [group.priority.add_action(Entry(_code_of(codes), "", row.line))], False
        if not parts:
            if codes:
                self._not_placed(row.line, joined(codes), "a number of an action without its text")
            return [], False
        entries = split_actions(parts)
        mark = _as_mark(codes[0]) if len(codes) == 1 else ""
        fits = len(entries) == 1 and entries[0].mark is None and len(mark) <= _LONGEST_NUMBER
        if mark and fits:
            entries = [replace(entries[0], mark=mark)]
        elif codes and not self._same_marks(codes, entries):
            self._not_placed(row.line, joined(codes), "numbers that belong to no single action")
        if group.priority is None:
            self._not_placed(row.line, joined(parts), "actions that belong to no priority")
            return [], False
        shared = False
        if place + 1 < len(group.rows):
            below = group.rows[place + 1].cells
            shared = (
                any(below[i].merged == "above" for i in columns.at("action") if i < len(below))
                and not columns.is_flat
            )
        return [group.priority.add_action(entry) for entry in entries], shared

    def _same_marks(self, codes: Sequence[Part], entries: Sequence[Entry]) -> bool:
        return [bare_mark(code.text) for code in codes] == [entry.mark for entry in entries]

    def _leads(self, row: Row, group: RowGroup) -> tuple[str, ...]:
        parts = cell_parts(row, group.columns, "lead")
        if group.priority is None:
            if parts:
                self._not_placed(row.line, joined(parts), "leads that belong to no priority")
            return ()
        named = split_leads(parts, self.words)
        return tuple(self.add_lead(group.priority, name, line) for name, line in named)

    def add_lead(self, priority: PriorityDraft, name: str, line: int) -> str:
        """One lead under one spelling; other apostrophes and doubtful lists are reported."""
        known = self.draft.lead_names.same(name)
        if known != name:
            self.draft.note(
                "mixed_apostrophes",
                "warning",
                f"“{name}” and “{known}” differ only in apostrophes or punctuation and were taken "
                "as one post.",
                line,
                name,
                about=priority.key,
            )
        if perhaps_several(known) and known not in [lead for lead, _ in priority.leads]:
            self.draft.note(
                "lead_perhaps_several",
                "info",
                f"“{known}” may name several leads. It was kept as one. If it is not, write each on a "
                "line of its own in the document and import it again.",
                line,
                name,
                about=priority.key,
            )
        priority.add_lead(known, line)
        return known

    def _entries(self, row: Row, columns: Columns) -> list[Entry]:
        """The milestones that a row prints, its own date column taken into account."""
        parts = cell_parts(row, columns, "milestone")
        dues = cell_parts(row, columns, "due")
        numbers = cell_parts(row, columns, "number")
        cadences = cell_parts(row, columns, "cadence")
        if columns.at("month"):
            return [*split_milestones(parts, self.words), *self._by_month(row, columns)]
        if not columns.at("milestone"):
            parts = self._action_as_milestone(row, columns, [*dues, *cadences])
        entries = split_milestones(parts, self.words)
        if not entries and lacks_words(row, columns):
            entries = [Entry(None, "", row.line)]
        entries = self._with_numbers(entries, numbers, row)
        return self._with_dues(entries, [*cadences, *dues], row)

    def _by_month(self, row: Row, columns: Columns) -> list[Entry]:
        """What stands below each month is due in it; a mark there says that of the row's action."""
        actions = " ".join(part.text for part in cell_parts(row, columns, "action"))
        entries = []
        for index in columns.at("month"):
            parts = row.cells[index].parts if index < len(row.cells) else ()
            due = self.words.dates.read(columns.names[index])
            for part in parts:
                marked = len(part.text) == 1 or not any(sign.isalnum() for sign in part.text)
                text = actions if marked and actions else part.printed
                entries.append(Entry(None, text, part.line, due))
        return entries

    def _action_as_milestone(self, row: Row, columns: Columns, dues: Sequence[Part]) -> list[Part]:
        """Without a column of milestones, a dated action is its own milestone."""
        actions = cell_parts(row, columns, "action")
        status = cell_parts(row, columns, "status")
        if not actions or not (dues or status or cell_parts(row, columns, "update")):
            return []
        entries = split_actions(actions)
        return [Part("paragraph", None, entry.text, entry.line) for entry in entries]

    def _with_numbers(self, entries: list[Entry], numbers: Sequence[Part], row: Row) -> list[Entry]:
        if not numbers:
            return entries
        marks = [_as_mark(part) for part in numbers]
        fits = len(numbers) == len(entries) and all(
            len(mark) <= _LONGEST_NUMBER and entry.mark in (None, mark)
            for entry, mark in zip(entries, marks, strict=True)
        )
        if fits:
            return [replace(e, mark=mark) for e, mark in zip(entries, marks, strict=True)]
        self._not_placed(row.line, joined(numbers), "numbers that belong to no single milestone")
        return entries

    def _with_dues(self, entries: list[Entry], dues: Sequence[Part], row: Row) -> list[Entry]:
        if not dues:
            return entries
        whole = " ".join(part.printed for part in dues)
        undated = [entry for entry in entries if entry.due is None and entry.cadence is None]
        if len(entries) == 1 and undated:
            return [self._dated(entries[0], whole)]
        if len(dues) == len(entries) == len(undated):
            return [self._dated(e, d.text) for e, d in zip(entries, dues, strict=True)]
        if len(dues) == 1 and len(undated) == len(entries) and entries:
            return [self._dated(entry, whole) for entry in entries]
        if entries and not undated and self._same_dates(entries, whole):
            return entries
        self._not_placed(row.line, whole, "dates that belong to no single milestone")
        return entries

    def _same_dates(self, entries: Sequence[Entry], whole: str) -> bool:
        due = self.words.dates.read(whole)
        if due.kind != "month" or due.qualifier:
            return False
        return all(e.due and e.due.month == due.month for e in entries)

    def _dated(self, entry: Entry, text: str) -> Entry:
        due = self.words.dates.read(text)
        if due.kind == "cadence":
            return Entry(entry.mark, entry.text, entry.line, None, due.cadence, due.text)
        return Entry(entry.mark, entry.text, entry.line, due)

    def _milestones(
        self,
        entries: Sequence[Entry],
        priority: PriorityDraft | None,
        linked: ParsedAction | None,
        row: Row,
        columns: Columns,
    ) -> list[MilestoneDraft]:
        qualifier = joined(cell_parts(row, columns, "qualifier")) or None
        made = []
        for entry in entries:
            milestone = self.add(entry, priority, linked)
            if milestone is None:
                continue
            if qualifier:
                remarks = [milestone.qualifier, qualifier]
                milestone.qualifier = ", ".join(filter(None, remarks))
            made.append(milestone)
        if qualifier and not made:
            self._not_placed(row.line, qualifier, "a remark that belongs to no milestone")
        return made

    def add(
        self, entry: Entry, priority: PriorityDraft | None, linked: ParsedAction | None = None
    ) -> MilestoneDraft | None:
        """One milestone or recurring item into its priority, or among the unplaced."""
        if entry.cadence and priority is not None:
            priority.recurring.append(
                ParsedRecurring(entry.mark, entry.cadence, entry.text, entry.line, entry.heading)
            )
            return None
        due = entry.due or self.words.dates.inside(entry.text)
        if entry.cadence:
            due = Due("cadence", entry.heading or entry.cadence)
        milestone = MilestoneDraft(
            entry.mark, due, entry.text, entry.line, self.draft.key("m"),
            qualifier=due.qualifier if due and entry.due else None,
        )  # fmt: skip
        if priority is None:
            self.unplace(milestone)
            return milestone
        if linked:
            milestone.action, milestone.action_line = linked.letter, linked.source_line
        priority.milestones.append(milestone)
        return milestone

    def unplace(self, milestone: MilestoneDraft) -> None:
        """Keep a milestone aside for a person to place."""
        self.draft.unplaced.append(milestone)
        number = f"Milestone {milestone.number}" if milestone.number else "This milestone"
        self.draft.note(
            "milestone_unplaced",
            "error",
            f"{number} stands in a row that belongs to no priority. Say where it belongs, or leave "
            "it out with a reason. It is not imported until then.",
            milestone.line,
            " ".join(filter(None, [milestone.due.text if milestone.due else "", milestone.text])),
            choices=UNPLACED,
            about=milestone.key,
        )

    def _not_placed(self, line: int, text: str, what: str) -> None:
        self.draft.note(
            "row_unplaced",
            "warning",
            f"The row holds {what}. It is kept here only. If it belongs to the plan, "
            f"{IMPORT_AGAIN}",
            line,
            text,
        )


def _row_leads(
    row: Row, columns: Columns, entries: Sequence[Entry], leads: tuple[str, ...]
) -> RowLeads:
    """What a row says about who leads its milestone; a merged cell says what stands above."""
    whole = bool(cell_parts(row, columns, "priority") or cell_parts(row, columns, "priority_code"))
    numbers = ", ".join(entry.mark or entry.text[:60] or f"line {entry.line}" for entry in entries)
    return RowLeads(numbers, leads, row.line, is_merged(row, columns, "lead"), whole)


def _code_of(codes: Sequence[Part]) -> str | None:
    """The number of an action whose text is not known yet."""
    mark = _as_mark(codes[0]) if len(codes) == 1 else ""
    return mark if 0 < len(mark) <= _LONGEST_NUMBER else None


def _as_mark(part: Part) -> str:
    """A number in a cell of its own, without punctuation or a bullet."""
    printed = part.printed if bare_mark(part.marker) else part.text
    return printed.strip("(): ").rstrip(".")
