"""The state of a success criterion: what is missing to judge it, or how it was judged."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from goldenthread.core.months import day_words
from goldenthread.improvement.rules.criteria.book import criteria_rules, problem
from goldenthread.improvement.rules.criteria.facts import CriterionFacts, CriterionStanding
from goldenthread.improvement.rules.criteria.names import (
    NO_TARGET,
    RELATIVE,
    UPWARD,
    Comparator,
    CriterionState,
    Kind,
)

if TYPE_CHECKING:
    from datetime import date

    from goldenthread.improvement.rules.status.facts import Problem

PER_CENT = Decimal(100)


def is_change(comparator: Comparator | None) -> bool:
    """Whether the criterion is held against a baseline."""
    return comparator is not None and bool(criteria_rules()["comparators"][comparator]["change"])


def needs_target(comparator: Comparator | None) -> bool:
    """Whether a number must say how much is enough. True while nobody has said how to compare."""
    return comparator is None or bool(criteria_rules()["comparators"][comparator]["needs_target"])


def criterion_standing(facts: CriterionFacts, on: date | None = None) -> CriterionStanding:
    """The state on a day. "Met" does not count while evidence or a needed baseline is missing.

    Without a day, the day of every target counts as come.
    """
    missing = _missing(facts)
    blocking = [state for state in missing if state not in NO_TARGET]
    judged = facts.judgement
    if judged is not None and not judged.met:
        return CriterionStanding(CriterionState.NOT_MET, missing)
    if judged is not None and not blocking:
        return CriterionStanding(CriterionState.MET, missing)
    if missing:
        return CriterionStanding(missing[0], missing)
    early = on is not None and is_early(facts, on)
    state = CriterionState.NOT_DUE if early else CriterionState.READY_TO_JUDGE
    return CriterionStanding(state, missing)


def is_early(facts: CriterionFacts, on: date) -> bool:
    """Whether the day of the target has not come on the day `on`."""
    return facts.target_by is not None and on < facts.target_by


def due_words(facts: CriterionFacts) -> str:
    """What stands for a criterion whose day has not come; empty where the target has no day."""
    if facts.target_by is None:
        return ""
    codes = {True: "met_so_far", False: "not_met_so_far", None: "to_be_judged"}
    code = codes[reaches_target(facts)]
    words: str = criteria_rules()["due_words"][code]
    return words.format(day=day_words(facts.target_by))


def check_judgement(
    facts: CriterionFacts,
    met: bool,
    note: str,
    *,
    on: date | None = None,
    own: bool = False,
    alone: bool = False,
) -> list[Problem]:
    """Why the criterion may not be judged so on the day `on`; empty where it may.

    `own`: whoever judges, or a post that they hold, set the target or recorded the figure. Then somebody else has
    to say "met", unless they are `alone`: nobody else can, and they carry the right for that.
    """
    missing = _missing(facts)
    codes: list[str] = []
    if met:
        blocking = (CriterionState.EVIDENCE_MISSING, CriterionState.BASELINE_MISSING)
        codes += [state.value for state in blocking if state in missing]
    if met and own and not alone:
        codes.append("judged_by_teller")
    if not note.strip() and not codes:
        codes += _unexplained(facts, met, missing)
        if met and own:
            codes.append("note_missing_own")
        if on is not None and is_early(facts, on):
            codes.append("note_missing_early")
    said = f"that the target is {'reached' if reaches_target(facts) else 'not reached'}"
    day = day_words(facts.target_by) if facts.target_by else ""
    return [problem(code, figures=said, day=day) for code in codes]


def reaches_target(facts: CriterionFacts) -> bool | None:
    """What the figures say. None where a figure, the target or the comparator is missing."""
    comparator, latest, baseline = facts.comparator, facts.latest, facts.baseline
    if comparator is None or latest is None:
        return None
    if not needs_target(comparator):
        if baseline is None:
            return None
        return latest > baseline if comparator is Comparator.INCREASE else latest < baseline
    figure = wanted(comparator, facts.target, baseline)
    if figure is None:
        return None
    return latest >= figure if comparator in UPWARD else latest <= figure


def wanted(
    comparator: Comparator, target: Decimal | None, baseline: Decimal | None
) -> Decimal | None:
    """The figure to reach, in the criterion's unit; None where it is not known or no figure is asked for."""
    if target is None or not is_change(comparator):
        return target
    if baseline is None:
        return None
    step = baseline * target / PER_CENT if comparator in RELATIVE else target
    return baseline + step if comparator in UPWARD else baseline - step


def _missing(facts: CriterionFacts) -> tuple[CriterionState, ...]:
    found = []
    if facts.kind is Kind.QUANTITATIVE:
        if needs_target(facts.comparator) and facts.target is None:
            found.append(
                CriterionState.NUMBER_PRINTED if facts.printed else CriterionState.TARGET_NOT_SET
            )
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
    if met and any(state in NO_TARGET for state in missing):
        return ["note_missing_target"]
    if not met and CriterionState.EVIDENCE_MISSING in missing:
        return ["note_missing_evidence"]
    reached = reaches_target(facts)
    if facts.kind is Kind.QUANTITATIVE and reached is not None and reached is not met:
        return ["note_missing_figures"]
    return []
