"""Which column of a table holds what, from its header row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.exchange.reading import Cell, Row
from goldenthread.improvement.rules.importing.vocabulary import Vocabulary, label_key

_LONGEST_NAME = 60
_CARRIERS = {"action", "milestone"}
_BESIDE = {"month", "lead", "due", "status", "update", "milestone", "action", "number", "cadence"}


@dataclass(frozen=True, slots=True)
class Columns:
    """Column index -> what it holds (None where unknown), with the names as printed."""

    kinds: tuple[str | None, ...]
    names: tuple[str, ...]
    split: bool = False

    @property
    def found(self) -> set[str]:
        return {kind for kind in self.kinds if kind}

    @property
    def is_plan(self) -> bool:
        """A table of actions or milestones, with something said about them."""
        return bool(self.found & _CARRIERS) and len(self.found & _BESIDE) > 1

    @property
    def is_criteria(self) -> bool:
        return self.found == {"quantitative", "qualitative"}

    @property
    def is_flat(self) -> bool:
        """Each row names its own section or priority."""
        return bool(self.found & {"section", "priority", "priority_code"})

    @property
    def repeated(self) -> list[str]:
        counts = Counter(kind for kind in self.kinds if kind)
        return [kind for kind, count in counts.items() if count > 1 and kind != "month"]

    def at(self, kind: str) -> list[int]:
        return [index for index, found in enumerate(self.kinds) if found == kind]


def header_columns(cells: Sequence[Cell], words: Vocabulary) -> Columns | None:
    """The columns that a row names, or None where it is no header of a plan or of criteria."""
    return _columns([_name(cell) for cell in cells], words)


def joined_header(
    here: Row, after: Row, alone: Columns | None, words: Vocabulary
) -> Columns | None:
    """A header whose names are broken over two rows, or None."""
    first = [_name(cell) for cell in here.cells]
    second = [_name(cell) for cell in after.cells]
    if len(second) > len(first) or any(len(name) > 25 for name in second):
        return None
    second += [""] * (len(first) - len(second))
    if any(late and not early for early, late in zip(first, second, strict=True)):
        return None
    joined = _columns([f"{a} {b}".strip() for a, b in zip(first, second, strict=True)], words)
    known = sum(1 for kind in alone.kinds if kind) if alone else 0
    if joined is None or sum(1 for kind in joined.kinds if kind) <= known:
        return None
    return Columns(joined.kinds, joined.names, split=True)


def _name(cell: Cell) -> str:
    return " ".join(part.text for part in cell.parts)


def _columns(names: Sequence[str], words: Vocabulary) -> Columns | None:
    filled = [name for name in names if name]
    if len(filled) < 2 or any(len(name) > _LONGEST_NAME for name in filled):
        return None
    kinds = [_kind(name, words) for name in names]
    columns = Columns(tuple(_settled(kinds)), tuple(names))
    known = sum(1 for kind in columns.kinds if kind)
    if columns.is_criteria or (columns.is_plan and known * 2 >= len(filled)):
        return columns
    return None


def _kind(name: str, words: Vocabulary) -> str | None:
    """What a column of that name holds; one that is named by a month holds what is due in it."""
    if not name:
        return None
    found = words.columns.get(label_key(name))
    due = None if found else words.dates.read(name)
    return "month" if due and due.kind == "month" and not due.qualifier else found


def _settled(kinds: Sequence[str | None]) -> list[str | None]:
    """Names with two meanings, settled by their neighbours."""
    # A bare "Ref" numbers the milestones; without a column of milestones, the actions.
    numbers = "number" if "milestone" in kinds else "action_code"
    return [numbers if kind == "ref" else kind for kind in kinds]
