"""How many criteria lack what, or are judged how: each count is a list of the same name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from goldenthread.improvement.models import (
    Plan,
)
from goldenthread.improvement.queries.criteria.reading import plan_criteria
from goldenthread.improvement.queries.criteria.rows import CriterionRow, word_of
from goldenthread.improvement.queries.versions import Ending
from goldenthread.improvement.rules.criteria import (
    NO_TARGET,
    CriterionState,
    criteria_rules,
    is_change,
)

ALL = "all"
NOT_JUDGED = "open"
# What a list of criteria may be narrowed to, in words.
FILTERS: dict[str, str] = {
    ALL: "All",
    **{state.value: criteria_rules()["states"][state]["word"] for state in CriterionState},
    NOT_JUDGED: "Not judged",
}


@dataclass(frozen=True)
class Counted:
    """How many of how many; `show` is the filter that lists them."""

    show: str
    word: str
    count: int
    base: int
    of: str


@dataclass(frozen=True)
class Tally:
    """How the criteria of a plan stand, for one line of its page; `measured` are those in numbers, of `total`."""

    total: int
    measured: int
    met: int
    not_met: int
    open: int
    without_target: int
    printed: int


def tally(plan: Plan, ending: Ending | None, today: date) -> Tally | None:
    """The line on a plan's criteria; None where it has none: one query."""
    rows = plan_criteria(plan, ending, today)
    if not rows:
        return None
    met = sum(answers_to(row, CriterionState.MET) for row in rows)
    not_met = sum(answers_to(row, CriterionState.NOT_MET) for row in rows)
    lacking, printed = (sum(answers_to(row, state) for row in rows) for state in NO_TARGET)
    measured = sum(row.quantitative for row in rows)
    return Tally(len(rows), measured, met, not_met, not_judged(rows).count, lacking, printed)


def counted(rows: Iterable[CriterionRow]) -> list[Counted]:
    """How many criteria lack what, and how many are judged how, each with its base."""
    rows = list(rows)
    everything = ("criteria", rows)
    measured = ("criteria in numbers", [row for row in rows if row.quantitative])
    changes = (
        "criteria that are a change",
        [row for row in rows if is_change(row.target.comparator)],
    )
    bases = {
        CriterionState.NUMBER_PRINTED: measured,
        CriterionState.TARGET_NOT_SET: measured,
        CriterionState.BASELINE_MISSING: changes,
    }
    found = []
    for state in CriterionState:
        of, base = bases.get(state, everything)
        number = sum(answers_to(row, state) for row in base)
        found.append(Counted(state.value, word_of("states", state), number, len(base), of))
    return found


def not_judged(rows: Sequence[CriterionRow]) -> Counted:
    """How many are judged neither met nor not met, or so that it does not count."""
    number = sum(answers_to(row, NOT_JUDGED) for row in rows)
    return Counted(NOT_JUDGED, FILTERS[NOT_JUDGED], number, len(rows), "criteria")


def answers_to(row: CriterionRow, show: str) -> bool:
    """Whether the criterion is listed under a filter, which every count of them follows."""
    if show == NOT_JUDGED:
        return row.state not in (CriterionState.MET, CriterionState.NOT_MET)
    return show == ALL or row.standing.counts_as(show)


def by_section(rows: Iterable[CriterionRow]) -> list[tuple[str, list[CriterionRow]]]:
    """The rows under the titles of their sections, both in the order of the plan."""
    found: dict[int, tuple[str, list[CriterionRow]]] = {}
    for row in rows:
        found.setdefault(row.section_id, (row.section, []))[1].append(row)
    return list(found.values())
