"""The state of a success criterion: what is missing to judge it, or how it was judged."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from goldenthread.improvement.rules.status.facts import Problem

if TYPE_CHECKING:
    from datetime import date

DATA = Path(__file__).parent / "data" / "criteria.yaml"
PER_CENT = Decimal(100)


class Kind(StrEnum):
    """How a criterion is known: by numbers or by what people say and see."""

    QUANTITATIVE = "quantitative"
    QUALITATIVE = "qualitative"


class Comparator(StrEnum):
    """How the measured figure is held against the target."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    INCREASE = "increase"
    DECREASE = "decrease"
    INCREASE_BY = "increase_by"
    DECREASE_BY = "decrease_by"
    INCREASE_BY_PERCENT = "increase_by_percent"
    DECREASE_BY_PERCENT = "decrease_by_percent"


class CriterionState(StrEnum):
    """In the order in which they are looked for; a judgement that counts goes first."""

    TARGET_NOT_SET = "target_not_set"
    BASELINE_MISSING = "baseline_missing"
    EVIDENCE_MISSING = "evidence_missing"
    READY_TO_JUDGE = "ready_to_judge"
    MET = "met"
    NOT_MET = "not_met"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What someone judged, and when."""

    met: bool
    on: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class CriterionFacts:
    """All that decides the state. Figures are in the criterion's own unit.

    For a change by per cent, `target` is the per cent of the baseline (20 for "reduced by 20%").
    `evidence` is the number of evidence items; a measured figure is evidence too.
    """

    kind: Kind
    comparator: Comparator | None = None
    target: Decimal | None = None
    baseline: Decimal | None = None
    latest: Decimal | None = None
    evidence: int = 0
    judgement: Judgement | None = None


@dataclass(frozen=True, slots=True)
class CriterionStanding:
    """The state, and everything that is missing, whatever the state."""

    state: CriterionState
    missing: tuple[CriterionState, ...]


@cache
def criteria_rules() -> dict[str, Any]:
    """The parsed and checked data/criteria.yaml."""
    rules: dict[str, Any] = yaml.safe_load(DATA.read_text(encoding="utf-8"))
    check_rules(rules)
    return rules


def check_rules(rules: dict[str, Any]) -> None:
    """ValueError where a table lacks, invents or misorders an entry, or an entry has other keys."""
    tables: tuple[tuple[str, type[StrEnum], set[str]], ...] = (
        ("states", CriterionState, {"word", "meaning"}),
        ("comparators", Comparator, {"word", "change", "needs_target"}),
    )
    for table, names, keys in tables:
        if list(rules[table]) != list(names):
            raise ValueError(f"criteria.yaml: {table} needs {', '.join(names)} in this order")
        for name, entry in rules[table].items():
            if set(entry) != keys:
                raise ValueError(f"criteria.yaml: {table}.{name} needs {', '.join(sorted(keys))}")


def is_change(comparator: Comparator | None) -> bool:
    """Whether the criterion is held against a baseline."""
    return comparator is not None and bool(criteria_rules()["comparators"][comparator]["change"])


def needs_target(comparator: Comparator | None) -> bool:
    """Whether a number must say how much is enough. True while nobody has said how to compare."""
    return comparator is None or bool(criteria_rules()["comparators"][comparator]["needs_target"])


def criterion_standing(facts: CriterionFacts) -> CriterionStanding:
    """The state. "Met" does not count while evidence or a needed baseline is missing."""
    missing = _missing(facts)
    blocking = [state for state in missing if state is not CriterionState.TARGET_NOT_SET]
    judged = facts.judgement
    if judged is not None and not judged.met:
        return CriterionStanding(CriterionState.NOT_MET, missing)
    if judged is not None and not blocking:
        return CriterionStanding(CriterionState.MET, missing)
    return CriterionStanding(missing[0] if missing else CriterionState.READY_TO_JUDGE, missing)


def check_judgement(facts: CriterionFacts, met: bool, note: str) -> list[Problem]:
    """Why the criterion may not be judged so; empty where it may."""
    missing = _missing(facts)
    codes: list[str] = []
    if met:
        blocking = (CriterionState.EVIDENCE_MISSING, CriterionState.BASELINE_MISSING)
        codes += [state.value for state in blocking if state in missing]
    if not note.strip() and not codes:
        codes += _unexplained(facts, met, missing)
    said = f"that the target is {'reached' if reaches_target(facts) else 'not reached'}"
    return [_problem(code, said) for code in codes]


def reaches_target(facts: CriterionFacts) -> bool | None:
    """What the figures say. None where a figure, the target or the comparator is missing."""
    comparator, latest, baseline = facts.comparator, facts.latest, facts.baseline
    if comparator is None or latest is None:
        return None
    if not needs_target(comparator):
        if baseline is None:
            return None
        return latest > baseline if comparator is Comparator.INCREASE else latest < baseline
    wanted = _wanted(comparator, facts.target, baseline)
    if wanted is None:
        return None
    upward = (Comparator.AT_LEAST, Comparator.INCREASE_BY, Comparator.INCREASE_BY_PERCENT)
    return latest >= wanted if comparator in upward else latest <= wanted


def _wanted(
    comparator: Comparator, target: Decimal | None, baseline: Decimal | None
) -> Decimal | None:
    """The figure to reach, in the criterion's unit."""
    if target is None or not is_change(comparator):
        return target
    if baseline is None:
        return None
    relative = comparator in (Comparator.INCREASE_BY_PERCENT, Comparator.DECREASE_BY_PERCENT)
    step = baseline * target / PER_CENT if relative else target
    upward = comparator in (Comparator.INCREASE_BY, Comparator.INCREASE_BY_PERCENT)
    return baseline + step if upward else baseline - step


def _missing(facts: CriterionFacts) -> tuple[CriterionState, ...]:
    found = []
    if facts.kind is Kind.QUANTITATIVE:
        if needs_target(facts.comparator) and facts.target is None:
            found.append(CriterionState.TARGET_NOT_SET)
        if is_change(facts.comparator) and facts.baseline is None:
            found.append(CriterionState.BASELINE_MISSING)
    measured = facts.kind is Kind.QUANTITATIVE and facts.latest is not None
    if facts.evidence <= 0 and not measured:
        found.append(CriterionState.EVIDENCE_MISSING)
    return tuple(found)


def _unexplained(
    facts: CriterionFacts, met: bool, missing: tuple[CriterionState, ...]
) -> list[str]:
    """Judgements that a reader would question, and that therefore need a note."""
    if met and CriterionState.TARGET_NOT_SET in missing:
        return ["note_missing_target"]
    if not met and CriterionState.EVIDENCE_MISSING in missing:
        return ["note_missing_evidence"]
    reached = reaches_target(facts)
    if facts.kind is Kind.QUANTITATIVE and reached is not None and reached is not met:
        return ["note_missing_figures"]
    return []


def _problem(code: str, figures: str) -> Problem:
    text = criteria_rules()["problems"][code]
    return Problem(code, text["field"], text["message"].format(figures=figures), text["fix"])
