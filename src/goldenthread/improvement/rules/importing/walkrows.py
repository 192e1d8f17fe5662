"""Rows of tables on the walk: headers, data, headings in rows, and rows cut off from their table."""

from __future__ import annotations

from goldenthread.exchange.reading import Cell, Part, Row
from goldenthread.improvement.rules.importing.cells import cell_parts
from goldenthread.improvement.rules.importing.choices import IMPORT_AGAIN
from goldenthread.improvement.rules.importing.columns import Columns
from goldenthread.improvement.rules.importing.drafts import PriorityDraft
from goldenthread.improvement.rules.importing.entries import split_milestones
from goldenthread.improvement.rules.importing.rows import RowGroup
from goldenthread.improvement.rules.importing.tablenotes import note_columns
from goldenthread.improvement.rules.importing.units import Unit
from goldenthread.improvement.rules.importing.walklines import LineWalk
from goldenthread.improvement.rules.importing.walkstate import PRIORITY_ZONES, SECTION_ZONES


class RowWalk(LineWalk):
    """Takes units that are rows."""

    def take_row(self, unit: Unit) -> None:
        before = self.loose.count
        self._place_row(unit)
        if self.loose.count == before:
            self.loose.close()

    def _place_row(self, unit: Unit) -> None:
        if unit.ruling:
            self.left.rule(unit.line, unit.text)
        elif unit.columns:
            self._begin_table(unit, unit.columns)
        elif self.columns_table == unit.table and self.columns:
            self._take_data_row(unit, self.columns)
        elif self._takes_term(unit):
            pass
        elif unit.text:
            self._take_single_row(unit)
        else:
            self._take_free_row(unit)

    def _takes_term(self, unit: Unit) -> bool:
        """A row of the glossary. A table that names a term and its meaning is one, whatever stands above it."""
        if self.glossary.is_header(unit) and not self.glossary.is_open:
            self.end_all()
            if self.section is not None:
                self.zone, self.priority = "left_out", None
            self.glossary.open(unit.line, "Glossary")
        fresh = not self.glossary.begun
        taken = self.glossary.take_row(unit)
        if fresh and self.glossary.begun:
            self.left.forget_heading()
        return taken

    def _begin_table(self, unit: Unit, columns: Columns) -> None:
        if self.columns_table == unit.table and self.columns == columns:
            return
        self.end_all()
        self.columns, self.columns_table = self.flat.settled(columns, unit, self.units), unit.table
        if self.columns.is_plan:
            self.last_columns = self.columns
            if self.zone == "left_out" and not self.columns.is_flat:
                self.zone = "section"
        note_columns(self.draft, self.columns, unit.line)
        for name, kind in zip(self.columns.names, self.columns.kinds, strict=True):
            if name and kind is None:
                self.left.unknown_column(name, unit.line)

    def _take_data_row(self, unit: Unit, columns: Columns) -> None:
        if unit.row is None:
            return
        if unit.text and not columns.is_criteria:
            if self._label_row(unit):
                return
            if len(unit.row.cells) > 1 and all(c.parts or c.merged for c in unit.row.cells):
                self._take_wide_row(unit)
                return
        for index, cell in enumerate(unit.row.cells):
            kind = columns.kinds[index] if index < len(columns.kinds) else None
            if cell.parts and kind is None:
                name = columns.names[index] if index < len(columns.names) else ""
                self.left.unknown_cell(name, cell, unit.line)
        if columns.is_criteria:
            self._take_criteria_row(unit, columns)
            return
        if columns.is_flat:
            priority = self.flat.priority_of(unit, columns, self.section)
        else:
            priority = self.any_priority(unit.line)
        self._add_to_group(unit, columns, priority)
        self._take_criteria_cells(unit.row, columns)

    def _take_criteria_cells(self, row: Row, columns: Columns) -> None:
        """A column of success measures beside the actions speaks for the section."""
        section = self.flat.section if columns.is_flat else self.section
        for kind in ("criterion", "quantitative", "qualitative"):
            for part in cell_parts(row, columns, kind):
                zone = "success_criteria" if kind == "criterion" else kind
                if section and part.text not in [c.text for c in section.criteria]:
                    self.text.take(section, zone, part, None)

    def _label_row(self, unit: Unit) -> bool:
        """A row with one cell inside a plan's table that is a heading of a section's part."""
        label = self.headings.label(unit.text)
        if not label or label[0] not in SECTION_ZONES or self.section is None:
            return False
        self.end_rows()
        self.open_zone(label[0], label[1], unit)
        self.columns = None
        return True

    def _take_wide_row(self, unit: Unit) -> None:
        """A remark that reaches over all columns is no action: it reads like a line."""
        zone = "priority" if self.priority else self.zone
        for part in unit.parts:
            self.take_line(
                Unit("paragraph", part.printed, part.line, words=part.text, marker=part.marker)
            )
        self.end_list()
        self.zone = zone

    def _add_to_group(self, unit: Unit, columns: Columns, priority: PriorityDraft | None) -> None:
        if unit.row is None:
            return
        key = (unit.table, priority.key if priority else "")
        if self.group is None or self.group_key != key or self.group.columns != columns:
            self.end_rows()
            self.group, self.group_key = RowGroup(priority, columns), key
        self.group.rows.append(unit.row)
        self.tabled = priority.key if priority else ""

    def _take_criteria_row(self, unit: Unit, columns: Columns) -> None:
        if unit.row is None:
            return
        section = self.current_section(unit.line)
        for kind in ("quantitative", "qualitative"):
            for index in columns.at(kind):
                if index < len(unit.row.cells):
                    self.text.open(kind)
                    for part in unit.row.cells[index].parts:
                        self.text.take(section, kind, part, None)

    def _take_single_row(self, unit: Unit) -> None:
        """A row with one filled cell outside a plan's table reads like a line."""
        self.end_rows()
        for part in unit.parts:
            line = Unit(
                "item" if part.kind == "item" else "paragraph", part.printed, part.line,
                marker=part.marker, words=part.text,
            )  # fmt: skip
            if self._is_stray(line):
                self._take_stray(unit)
                return
            self.take_line(line)

    def _is_stray(self, line: Unit) -> bool:
        if self.last_columns is None or self.zone in ("prelude", "left_out", *SECTION_ZONES):
            return False
        entries = split_milestones(line.parts, self.words)
        return bool(entries) and all(entry.due is not None for entry in entries)

    def _take_free_row(self, unit: Unit) -> None:
        """A row of a table without known columns."""
        first, *others = unit.filled
        label = self.headings.label(first.parts[0].text)
        if self.zone == "prelude" and self.head.take_row(unit):
            self.left.close()
            return
        # Inside a part, its own name heads a column: "KPI | Target" below "Success measures".
        if label and label[0] != self.zone and self._opens_in_row(label[0]):
            self.end_rows()
            self.open_zone(label[0], label[1], unit)
            for cell in (Cell(first.parts[1:]), *others):
                self._take_cell(cell)
        elif self.zone in SECTION_ZONES and self.section:
            self._take_wide_criterion(unit)
        elif self.zone in ("prelude", "left_out"):
            self.left.take(unit.line, _joined(unit), table=unit.table)
        elif self.last_columns and unit.row and len(unit.row.cells) <= len(self.last_columns.kinds):
            self._take_stray(unit)
        else:
            self._unplaced_row(unit)

    def _opens_in_row(self, name: str) -> bool:
        if name in PRIORITY_ZONES:
            return self.priority is not None
        return self.section is not None and self.zone != "left_out"

    def _take_cell(self, cell: Cell) -> None:
        for part in cell.parts:
            unit = Unit("paragraph", part.printed, part.line, words=part.text, marker=part.marker)
            self.take_text(unit, (part,))

    def _take_wide_criterion(self, unit: Unit) -> None:
        if self.section is None:
            return
        part = Part("paragraph", None, " | ".join(cell.text for cell in unit.filled), unit.line)
        self.text.take(self.section, self.zone, part, None)

    def _take_stray(self, unit: Unit) -> None:
        """Rows cut off from their table: they go on with the priority only if the number does."""
        if self.last_columns is None or unit.row is None:
            return
        entries = [
            entry
            for index in self.last_columns.at("milestone")
            if index < len(unit.row.cells)
            for entry in split_milestones(unit.row.cells[index].parts, self.words)
        ]
        if not entries:
            self._unplaced_row(unit)
        elif self.goes_on(entries):
            self._add_to_group(unit, self.last_columns, self.priority)
        else:
            self.rows.read(RowGroup(None, self.last_columns, [unit.row]))
            self.note_lost_heading(unit.line, _joined(unit))

    def _unplaced_row(self, unit: Unit) -> None:
        self.draft.note(
            "row_unplaced",
            "warning",
            "This row belongs to no table of the plan. It is kept here only. If it belongs to the "
            f"plan, {IMPORT_AGAIN}",
            unit.line,
            _joined(unit),
        )


def _joined(unit: Unit) -> str:
    return " | ".join(" ".join(cell.text.split()) for cell in unit.filled)
