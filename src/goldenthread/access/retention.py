"""Removes what has been kept for long enough. Each room makes its own removers known; the rules say when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from goldenthread.access.rules.retention import Keeping, keepings
from goldenthread.access.scope import Origin, Scope

BATCH = 200
CLOCK = Scope(None, "Retention", (), Origin(channel="command"))


@dataclass(frozen=True)
class Remover:
    """`due` finds what came to its end on a day or before; `remove` takes rows of it, inside a transaction.

    What was removed must not be due any more, and `remove` records it.
    """

    rule: str
    due: Callable[[date], QuerySet[Any]]
    remove: Callable[[Scope, Sequence[Any]], None]


@dataclass(frozen=True)
class Outcome:
    """What one rule came to: `due` rows were found, `removed` of them removed (none in a dry run)."""

    keeping: Keeping
    cut_off: date
    due: int
    removed: int


_removers: dict[str, Remover] = {}


def _nobody(_rows: int) -> None:
    """Nobody waits for it."""


def register(remover: Remover) -> None:
    """Make a remover known; called once by its room when the product starts. KeyError without a rule."""
    _removers[keepings()[remover.rule].name] = remover


def without_remover() -> list[str]:
    """Rules that nothing carries out: there must be none."""
    return [name for name in keepings() if name not in _removers]


def due_rows(today: date) -> int:
    """How many rows are due by all rules, for a progress bar."""
    return sum(
        _removers[name].due(rule.cut_off(today)).count() for name, rule in keepings().items()
    )


def carry_out(
    today: date, *, dry_run: bool, tell: Callable[[int], None] = _nobody
) -> list[Outcome]:
    """Every rule in the file's order, in batches of one transaction each. `tell` hears how many rows went in each."""
    outcomes = []
    for name, keeping in keepings().items():
        remover, cut_off = _removers[name], keeping.cut_off(today)
        due = remover.due(cut_off).count()
        removed = 0 if dry_run else _remove(remover, cut_off, tell)
        outcomes.append(Outcome(keeping, cut_off, due, removed))
    return outcomes


def _remove(remover: Remover, cut_off: date, tell: Callable[[int], None]) -> int:
    removed = 0
    while True:
        with transaction.atomic():
            rows = list(remover.due(cut_off).select_for_update()[:BATCH])
            if not rows:
                return removed
            remover.remove(CLOCK, rows)
        removed += len(rows)
        tell(len(rows))
