"""Printed statuses: known words, remarks that begin with one, and words that are not known."""

from __future__ import annotations

import pytest

from goldenthread.improvement.rules.importing import Decision, ParsedPlan, decide
from goldenthread.improvement.rules.importing.statuses import STATUSES, kept_words, read_status
from goldenthread.improvement.rules.importing.vocabulary import vocabulary
from tests.improvement.rules.importing.reading import codes, read, table


def plan_with(status: str, update: str = "") -> ParsedPlan:
    header = "Action|Lead|Milestones|RAG|Update"
    return read(table(header, f"A. Ask|Head|1. Jul 2025: Asked|{status}|{update}"))


@pytest.mark.parametrize(
    ("printed", "status", "exact"),
    [
        ("Green", "green", True),
        ("on-target", "green", True),
        ("A", "amber", True),
        ("R.", "red", True),
        ("Off track - some slippage", "red", False),
        ("Off track", "red", True),
        ("Not started yet", "grey", False),
        ("Complete (not signed off)", "blue", False),
        ("A - waiting for staff", "amber", False),
        ("A report was written", None, False),
        ("Greenhouse built", None, False),
        ("Red/Amber", None, False),
        ("R / A", None, False),
        ("Not on track", None, False),
        ("Purple", None, False),
        ("50%", None, False),
    ],
)
def test_what_printed_words_mean(printed: str, status: str | None, exact: bool) -> None:
    found = read_status(printed, vocabulary())
    assert (found.status, found.exact) == (status, exact)


def test_every_word_of_the_vocabulary_means_one_of_the_five_statuses() -> None:
    words = vocabulary()
    assert set(words.statuses.values()) == set(STATUSES)
    assert all(read_status(word, words).exact for word in words.statuses)


@pytest.mark.parametrize("status", STATUSES)
def test_an_unknown_status_waits_for_a_person(status: str) -> None:
    plan = plan_with("Purple", "Waiting.")
    (finding,) = plan.open_errors
    assert (finding.code, finding.text) == ("status_unknown", "Purple")
    done = decide(plan, {finding.id: Decision(f"status_{status}")})
    (milestone,) = done.milestones()
    found = read_status(milestone.status or "", vocabulary())
    assert (found.status, found.exact) == (status, True)
    assert milestone.update == "Purple. Waiting."
    assert done.open_errors == ()


def test_a_remark_that_begins_with_a_status_is_read_and_said() -> None:
    plan = plan_with("Off track - some slippage")
    (finding,) = [f for f in plan.findings if f.code == "status_read_as"]
    assert finding.severity == "warning"
    assert "read as Red" in finding.message
    assert [choice.value for choice in finding.choices] == [
        "accept", "status_grey", "status_blue", "status_green", "status_amber", "status_red",
    ]  # fmt: skip
    assert next(decide(plan, {finding.id: Decision("accept")}).milestones()).status == finding.text
    amber = next(decide(plan, {finding.id: Decision("status_amber")}).milestones())
    assert (amber.status, amber.update) == ("Amber", "Off track - some slippage")


def test_a_known_status_and_none_at_all_need_nothing() -> None:
    for status in ("On track", "", "–"):
        assert not {"status_unknown", "status_read_as"} & set(codes(plan_with(status)))


def test_the_status_of_a_milestone_that_was_left_out_changes_nothing() -> None:
    rows = table("Action|Lead|Milestones|RAG", "A. Do|Head|1. Jul 2025: Done|Green", "",
                 "||9. Sep 2025: Lost|Purple")  # fmt: skip
    plan = read(rows)
    by_code = {f.code: f.id for f in plan.open_errors}
    done = decide(
        plan,
        {
            by_code["milestone_unplaced"]: Decision("leave_out", reason="Printed by mistake"),
            by_code["status_unknown"]: Decision("status_red"),
        },
    )
    assert [m.status for m in done.milestones()] == ["Green"]


def test_the_printed_words_stand_before_the_update() -> None:
    assert kept_words("Delayed: staff", None) == "Delayed: staff"
    assert kept_words("Late!", "Soon") == "Late! Soon"
    assert kept_words(None, "Soon") == "Soon"
