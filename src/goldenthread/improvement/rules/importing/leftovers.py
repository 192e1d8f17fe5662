"""Text that is not part of the plan's tree: said in findings, group by group, never dropped."""

from __future__ import annotations

from dataclasses import dataclass, field

from goldenthread.exchange.reading import Cell, place_words
from goldenthread.improvement.rules.importing.drafts import PlanDraft

_WORDS_SHOWN = 20
_SHORT_LINE = 60


@dataclass
class Leftovers:
    """Gathers lines outside the plan until the next heading, and cells of unknown columns."""

    draft: PlanDraft
    _lines: list[tuple[int, str]] = field(default_factory=list)
    _table: int = 0
    _unknown: dict[str, list[tuple[int, str]]] = field(default_factory=dict)

    def begin(self, line: int, text: str) -> None:
        """A heading after which nothing belongs to the plan."""
        self.close()
        self._lines.append((line, text))

    def take(self, line: int, text: str, *, heading: bool = False, table: int = 0) -> None:
        """One line outside the plan; a heading, a short line or another table begins a group."""
        short = not table and len(text) <= _SHORT_LINE and text[-1:] not in ".;,!?"
        alone = short and not text[:1].islower() and text[:1].isalpha()
        if (heading or alone or table != self._table) and len(self._lines) > 1:
            self.close()
        self._table = table
        self._lines.append((line, text))

    def forget_heading(self) -> None:
        """Of a heading whose lines were kept after all, and which is told with them."""
        if len(self._lines) == 1:
            self._lines.clear()

    def rule(self, line: int, text: str) -> None:
        """A row of dashes."""
        if self._lines:
            self._lines.append((line, text))
            return
        self.draft.note(
            "not_imported",
            "info",
            "A row of dashes or dots says nothing and was left out.",
            line,
            text,
        )

    def unknown_column(self, name: str, line: int) -> None:
        """A column that no plan is known to have; the same name is reported once."""
        self._unknown.setdefault(name, []).append((line, ""))

    def unknown_cell(self, name: str, cell: Cell, line: int) -> None:
        """A filled cell of such a column."""
        self._unknown.setdefault(name, []).append((line, " ".join(cell.text.split())))

    def end(self) -> None:
        """Close what is open at the end of the document."""
        self.close()
        for name, cells in self._unknown.items():
            filled = [(line, text) for line, text in cells if text]
            shown = "; ".join(f"line {line}: {text}" for line, text in filled)
            self.draft.note(
                "unknown_column",
                "warning" if filled else "info",
                f"The column “{name or 'without a name'}” is not one that a plan is known to have. "
                f"Its {len(filled)} filled cells are not imported and stand here. If they belong to "
                "the plan, give the column a name such as Update in the document and import it "
                "again.",
                cells[0][0],
                f"{name}: {shown}" if name else shown,
                last_line=cells[-1][0],
            )
        self._unknown.clear()

    def close(self) -> None:
        """Say the gathered lines as one finding."""
        if not self._lines:
            return
        first, last = self._lines[0][0], self._lines[-1][0]
        words = " ".join(text for _, text in self._lines).split()
        shown = " ".join(words[:_WORDS_SHOWN]) + (" …" if len(words) > _WORDS_SHOWN else "")
        # Where a line has a place, that stands beside the message.
        placed = bool(place_words(first))
        where, stay = "These lines are" if placed else f"Lines {first} to {last} are", "stay"
        if first == last:
            where, stay = "This line is" if placed else f"Line {first} is", "stays"
        self.draft.note(
            "not_imported",
            "info",
            f"{where} not part of the sections and priorities and {stay} in the document only.",
            first,
            shown,
            last_line=last,
        )
        self._lines.clear()
        self._table = 0
