"""A new date that stands in the remarks: asked about, never set silently."""

from __future__ import annotations

import pytest

from goldenthread.exchange.findings import Finding
from goldenthread.improvement.rules.importing import Decision, ParsedPlan, decide
from tests.improvement.rules.importing.reading import read, table


def plan_with(update: str, due: str = "Dec 2026", status: str = "R") -> ParsedPlan:
    return read(table("Action|Lead|Due|RAG|Progress", f"A. Ask|Head|{due}|{status}|{update}"))


def asked(plan: ParsedPlan) -> list[Finding]:
    return [f for f in plan.findings if f.code == "date_revised"]


@pytest.mark.parametrize(
    ("update", "printed", "month"),
    [
        ("Two left. Revised date Feb 2027", "Revised date Feb 2027", "February 2027"),
        ("New date: 3 March 2027.", "New date: 3 March 2027", "March 2027"),
        ("Moved to Easter 2027, staff ill", "Moved to Easter 2027", "April 2027"),
        ("now expected by the end of March 2027", "now expected by the end", "March 2027"),
    ],
)
def test_the_date_is_proposed(update: str, printed: str, month: str) -> None:
    plan = plan_with(update)
    (finding,) = asked(plan)
    assert finding.text.startswith(printed)
    assert f"Is {month} the new date?" in finding.message
    assert [choice.value for choice in finding.choices] == ["take_revised", "keep_date"]
    (milestone,) = plan.milestones()
    assert (str(milestone.due), milestone.first_due) == ("2026-12", None)


@pytest.mark.parametrize(
    "update", ["New dates are awaited", "Revised offer out", "Since Feb 2027", ""]
)
def test_other_words_propose_nothing(update: str) -> None:
    assert not asked(plan_with(update))


def test_the_same_month_is_no_new_date() -> None:
    assert not asked(plan_with("New date: Dec 2026"))


def test_yes_keeps_the_first_date_on_record() -> None:
    plan = plan_with("Revised date Feb 2027")
    (milestone,) = decide(plan, {asked(plan)[0].id: Decision("take_revised")}).milestones()
    assert (str(milestone.due), str(milestone.first_due)) == ("2027-02", "2026-12")
    assert milestone.update == "Revised date Feb 2027"


def test_no_keeps_the_date() -> None:
    plan = plan_with("Revised date Feb 2027")
    (milestone,) = decide(plan, {asked(plan)[0].id: Decision("keep_date")}).milestones()
    assert (str(milestone.due), milestone.first_due) == ("2026-12", None)


def test_the_first_date_may_be_another_answers() -> None:
    plan = plan_with("Revised date Feb 2027", due="Febtember 2026")
    unreadable = next(f.id for f in plan.findings if f.code == "due_unreadable")
    answers = {
        asked(plan)[0].id: Decision("take_revised"),
        unreadable: Decision("give_month", "2026-09"),
    }
    (milestone,) = decide(plan, answers).milestones()
    assert (str(milestone.due), str(milestone.first_due)) == ("2027-02", "2026-09")
