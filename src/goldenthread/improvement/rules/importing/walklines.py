"""Lines of text on the walk: labels, titles and texts to their places."""

from __future__ import annotations

import re
from collections.abc import Sequence

from goldenthread.exchange.reading import Part
from goldenthread.improvement.rules.importing.entries import Entry, split_actions, split_milestones
from goldenthread.improvement.rules.importing.leads import split_leads
from goldenthread.improvement.rules.importing.units import Unit
from goldenthread.improvement.rules.importing.vocabulary import is_known_name
from goldenthread.improvement.rules.importing.walkstate import SECTION_ZONES, WalkState

_LONGEST_HEADING = 90


class LineWalk(WalkState):
    """Takes units that are lines."""

    def take_line(self, unit: Unit) -> None:
        before = self.loose.count
        self._place_line(unit)
        if self.loose.count == before:
            self.loose.close()

    def _place_line(self, unit: Unit) -> None:
        self.end_rows()
        label = self.headings.label(unit.text) or self.headings.label(unit.words)
        if self.headings.left_out(unit.text) and not self._inside_list(unit):
            self._leave_out(unit)
        elif label and self._opens(label[0], unit):
            self.open_zone(label[0], label[1], unit)
        elif self.zone in ("section_title", "priority_title"):
            self._take_title(unit)
        else:
            self.take_text(unit, (Part("paragraph", unit.marker, unit.words, unit.line),))

    def _inside_list(self, unit: Unit) -> bool:
        return unit.kind == "item" and self.zone not in ("prelude", "left_out")

    def _leave_out(self, unit: Unit) -> None:
        self.end_all()
        if self.section is not None:
            self.zone, self.priority = "left_out", None
        if self.glossary.is_heading(unit.text):
            self.glossary.open(unit.line, unit.text)
        self.left.begin(unit.line, unit.text)

    def _opens(self, name: str, unit: Unit) -> bool:
        """Whether a label means something here: in the prelude "Status" is just a word."""
        if name in SECTION_ZONES:
            return self.section is not None and self.zone != "left_out"
        return self.priority is not None and unit.kind != "item"

    def open_zone(self, name: str, rest: str, unit: Unit) -> None:
        self.end_list()
        self.left.close()
        if name in SECTION_ZONES:
            self.text.open(name)
        self.zone = name
        brackets = re.findall(r"[(\[]([^)\]]+)", unit.text.partition(":")[0])
        if not all(is_known_name(inner) for inner in brackets):
            self.draft.note(
                "bracketed_note",
                "info",
                "A note in brackets stands in a heading. It was not read into the plan.",
                unit.line,
                unit.text,
            )
        if rest:
            self.take_text(unit, (Part("paragraph", None, rest, unit.line),))

    def _take_title(self, unit: Unit) -> None:
        if self.zone == "section_title" and self.section:
            self.section.title = unit.text
            self.zone = "section"
        elif self.priority:
            self.priority.title = unit.text
            self.zone = "priority"

    def take_text(self, unit: Unit, parts: Sequence[Part]) -> None:
        """Text that is no heading, to the zone that is open."""
        printed = " ".join(part.printed for part in parts)
        if self.zone == "prelude" and self.head.take_line(printed, unit.line):
            self.left.close()
        elif self.zone in ("prelude", "left_out"):
            self._take_left_out(unit, printed)
        elif self.zone in SECTION_ZONES and self.section:
            level = unit.level if unit.kind == "item" else None
            for part in parts:
                self.text.take(self.section, self.zone, part, level)
        elif self._says_area(unit) and self.section:
            self.section.area.append(printed)
        elif not self._take_priority_text(parts):
            self._unplaced_text(unit, parts)

    def _says_area(self, unit: Unit) -> bool:
        """The first text of a section is its area for improvement; a heading above a list is none."""
        first = self.zone == "section" and self.section is not None and self.section.empty
        return first and not self.loose.is_open and not self._heads_list(unit)

    def _heads_list(self, unit: Unit) -> bool:
        """A heading, or a short line that is no sentence, right above the items of a list."""
        if unit.kind in ("heading", "row", "item"):
            return unit.kind == "heading"
        short = len(unit.text) <= _LONGEST_HEADING and unit.text[-1:] not in ".;,"
        place = next((at for at, one in enumerate(self.units) if one is unit), None)
        below = self.units[place + 1 : place + 2] if place is not None else ()
        return short and any(one.kind == "item" for one in below)

    def _take_left_out(self, unit: Unit, printed: str) -> None:
        """A line outside the plan's tree: a term of its glossary, or one that stays in the document."""
        fresh = not self.glossary.begun
        if unit.kind != "heading" and self.glossary.take_line(unit.words, unit.line):
            if fresh:
                self.left.forget_heading()
            return
        self.left.take(unit.line, printed, heading=unit.kind == "heading")

    def _take_priority_text(self, parts: Sequence[Part]) -> bool:
        """Leads, actions and milestones that stand in lines below a priority."""
        if self.priority is None:
            return False
        if self.zone == "leads":
            for name, line in split_leads(parts, self.words):
                self.rows.add_lead(self.priority, name, line)
        elif self.zone in ("actions", "milestones", "recurring"):
            self.pending.extend(parts)
        else:
            return self.zone == "priority" and self._loose_item(parts)
        return True

    def _unplaced_text(self, unit: Unit, parts: Sequence[Part]) -> None:
        where = self.priority.name if self.priority else "this section"
        section = self.current_section(unit.line)
        heads = self._heads_list(unit)
        for part in parts:
            self.loose.take(section, where, part.line, part.text, heads=heads)

    def _says_when(self, entry: Entry) -> bool:
        """Whether an item is dated, in front or for sure at its end."""
        inside = None if entry.due else self.words.dates.inside(entry.text)
        return bool(entry.due or entry.cadence or (inside and inside.kind == "month"))

    def _loose_item(self, parts: Sequence[Part]) -> bool:
        """An item right under a priority: dated, it is a milestone; with a letter, an action."""
        if self.priority is None:
            return False
        entries = split_milestones(parts, self.words)
        if entries and all(self._says_when(entry) for entry in entries):
            if self.tabled == self.priority.key and not self.goes_on(entries):
                self.take_stray_entries(entries, parts[0].line, " ".join(p.printed for p in parts))
                return True
            for entry in entries:
                self.rows.add(entry, self.priority)
            return True
        actions = split_actions(parts)
        if actions and all(entry.mark and entry.mark.isalpha() for entry in actions):
            for entry in actions:
                self.priority.add_action(entry)
            return True
        return False
