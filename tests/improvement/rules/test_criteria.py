from __future__ import annotations

import copy
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from goldenthread.improvement.rules.criteria import (
    Comparator,
    CriterionFacts,
    CriterionState,
    Judgement,
    Kind,
    check_judgement,
    check_rules,
    criteria_rules,
    criterion_standing,
    is_change,
    needs_target,
    reaches_target,
)

WAIT = CriterionFacts(
    Kind.QUANTITATIVE,
    Comparator.DECREASE_BY_PERCENT,
    target=Decimal(20),
    baseline=Decimal(50),
    latest=Decimal(40),
)


def codes(facts: CriterionFacts, met: bool, note: str = "") -> list[str]:
    return [problem.code for problem in check_judgement(facts, met, note)]


@pytest.mark.parametrize(
    ("comparator", "target", "baseline", "latest", "expected"),
    [
        (Comparator.AT_LEAST, "60", None, "60", True),
        (Comparator.AT_LEAST, "60", None, "59.9", False),
        (Comparator.AT_MOST, "12", None, "12", True),
        (Comparator.AT_MOST, "12", None, "12.1", False),
        (Comparator.INCREASE, None, "10", "10", False),
        (Comparator.INCREASE, None, "10", "10.1", True),
        (Comparator.DECREASE, None, "10", "10", False),
        (Comparator.DECREASE, None, "10", "9.9", True),
        (Comparator.INCREASE_BY, "5", "10", "15", True),
        (Comparator.INCREASE_BY, "5", "10", "14", False),
        (Comparator.DECREASE_BY, "5", "10", "5", True),
        (Comparator.DECREASE_BY, "5", "10", "6", False),
        (Comparator.INCREASE_BY_PERCENT, "10", "50", "55", True),
        (Comparator.INCREASE_BY_PERCENT, "10", "50", "54", False),
        (Comparator.DECREASE_BY_PERCENT, "20", "50", "40", True),
        (Comparator.DECREASE_BY_PERCENT, "20", "50", "41", False),
        (Comparator.AT_LEAST, None, None, "60", None),
        (Comparator.AT_LEAST, "60", None, None, None),
        (Comparator.INCREASE, None, None, "10", None),
        (Comparator.DECREASE_BY_PERCENT, "20", None, "40", None),
        (None, "60", None, "60", None),
    ],
)
def test_reaches_target(
    comparator: Comparator | None,
    target: str | None,
    baseline: str | None,
    latest: str | None,
    expected: bool | None,
) -> None:
    figures = [None if text is None else Decimal(text) for text in (target, baseline, latest)]
    facts = CriterionFacts(Kind.QUANTITATIVE, comparator, *figures)
    assert reaches_target(facts) is expected


def test_a_measured_figure_is_evidence_for_a_quantitative_criterion_only() -> None:
    assert criterion_standing(WAIT).state is CriterionState.READY_TO_JUDGE
    told = CriterionFacts(Kind.QUALITATIVE, latest=Decimal(1))
    assert criterion_standing(told).state is CriterionState.EVIDENCE_MISSING


def test_everything_missing_is_named_whatever_the_state() -> None:
    standing = criterion_standing(replace(WAIT, target=None, baseline=None, latest=None))
    assert standing.state is CriterionState.TARGET_NOT_SET
    assert standing.missing == (
        CriterionState.TARGET_NOT_SET,
        CriterionState.BASELINE_MISSING,
        CriterionState.EVIDENCE_MISSING,
    )


def test_met_without_a_target_still_says_that_none_is_set() -> None:
    facts = CriterionFacts(
        Kind.QUANTITATIVE, evidence=2, judgement=Judgement(met=True, on=date(2026, 1, 10))
    )
    standing = criterion_standing(facts)
    assert (standing.state, standing.missing) == (
        CriterionState.MET,
        (CriterionState.TARGET_NOT_SET,),
    )


def test_met_falls_back_when_its_evidence_is_taken_away() -> None:
    judged = replace(WAIT, judgement=Judgement(met=True, on=date(2026, 1, 10)))
    assert criterion_standing(judged).state is CriterionState.MET
    assert criterion_standing(replace(judged, latest=None)).state is CriterionState.EVIDENCE_MISSING
    assert (
        criterion_standing(replace(judged, baseline=None)).state is CriterionState.BASELINE_MISSING
    )


def test_met_names_everything_that_stands_in_its_way() -> None:
    bare = replace(WAIT, baseline=None, latest=None)
    assert codes(bare, True, "Agreed.") == ["evidence_missing", "baseline_missing"]


@pytest.mark.parametrize(
    ("facts", "met", "expected"),
    [
        (WAIT, True, []),
        (WAIT, False, ["note_missing_figures"]),
        (replace(WAIT, latest=Decimal(45)), True, ["note_missing_figures"]),
        (replace(WAIT, latest=Decimal(45)), False, []),
        (CriterionFacts(Kind.QUANTITATIVE, evidence=1), True, ["note_missing_target"]),
        (CriterionFacts(Kind.QUALITATIVE), False, ["note_missing_evidence"]),
        (CriterionFacts(Kind.QUALITATIVE, evidence=1), False, []),
    ],
)
def test_judgements_that_need_a_reason(
    facts: CriterionFacts, met: bool, expected: list[str]
) -> None:
    assert codes(facts, met) == expected
    assert codes(facts, met, "Agreed by the board on 10 January.") == []


def test_the_message_says_what_the_figures_say() -> None:
    (problem,) = check_judgement(WAIT, met=False, note="")
    assert problem.message == (
        "The figures say that the target is reached, so this judgement needs a reason."
    )


def test_comparators() -> None:
    assert not is_change(None)
    assert needs_target(None)
    assert not is_change(Comparator.AT_LEAST)
    assert is_change(Comparator.DECREASE)
    assert not needs_target(Comparator.DECREASE)


def test_a_rules_file_that_is_not_whole_is_refused() -> None:
    lacking = copy.deepcopy(criteria_rules())
    del lacking["states"]["met"]
    with pytest.raises(ValueError, match="states needs"):
        check_rules(lacking)
    # A comma in an unquoted YAML line makes a second key of the rest of the sentence.
    split = copy.deepcopy(criteria_rules())
    split["states"]["met"]["on evidence"] = None
    with pytest.raises(ValueError, match=r"states\.met"):
        check_rules(split)
