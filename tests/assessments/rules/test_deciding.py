"""The test of section 36(8): two limbs, and what is asked before a decision that they do not bear."""

from __future__ import annotations

import pytest

from goldenthread.assessments.rules.deciding import (
    ASSESS,
    REFUSE,
    advice_lines,
    against_test,
    checked_evidence,
    doubts_of_deciding,
    limbs,
    must_assess,
    need_lawful,
)
from goldenthread.core.errors import UserError
from goldenthread.duties.actions.keeping import Doubtful


def doubts(
    outcome: str, needs: bool, plan: bool, *, looked_at: bool = True, asked: bool = True
) -> str:
    return " ".join(doubts_of_deciding(outcome, needs, plan, looked_at=looked_at, asked=asked))


@pytest.mark.parametrize(
    ("needs", "plan", "must"),
    [(True, True, True), (True, False, False), (False, True, False), (False, False, False)],
)
def test_the_council_must_assess_where_both_may_be_so(needs: bool, plan: bool, must: bool) -> None:
    assert must_assess(needs, plan) is must
    assert against_test(ASSESS, needs, plan) is not must
    assert against_test(REFUSE, needs, plan) is must
    assert doubts(ASSESS if must else REFUSE, needs, plan) == ""
    assert ("whether it may be so" in doubts(ASSESS, needs, plan)) is not must
    need_lawful(ASSESS, needs, plan, asked=False)
    if not must:
        need_lawful(REFUSE, needs, plan, asked=True)


@pytest.mark.parametrize(
    ("plan", "asked", "law"), [(True, True, "s.36(8)"), (True, False, "s.36(8)"), (False, False, "s.36(4)")]
)  # fmt: skip
def test_a_refusal_against_the_law_cannot_be_confirmed(plan: bool, asked: bool, law: str) -> None:
    with pytest.raises(UserError) as problem:
        need_lawful(REFUSE, True, plan, asked=asked)
    assert not isinstance(problem.value, Doubtful)
    assert law in str(problem.value)
    assert problem.value.fix


def test_looking_at_nothing_and_asking_nobody_are_asked_about() -> None:
    assert "s.36(7)" in doubts(ASSESS, True, True, looked_at=False)
    assert "s.36(4)" in doubts(ASSESS, True, True, asked=False)


def test_evidence_is_kept_in_the_order_of_the_file_and_once() -> None:
    assert checked_evidence(["progress", "request", "progress"]) == ["request", "progress"]
    with pytest.raises(UserError, match="not in the list"):
        checked_evidence(["a hunch"])


def test_each_answer_has_plain_words_for_the_family() -> None:
    told = [limb.told(answer, "Robin") for limb in limbs().values() for answer in (True, False)]
    assert len(set(told)) == 4
    assert all("Robin" in one for one in told)


def test_whose_advice_is_asked_for_leaves_out_a_setting_that_there_is_not() -> None:
    assert "the school" in advice_lines("primary")
    assert len(advice_lines("not_in_education")) == len(advice_lines("primary")) - 1
