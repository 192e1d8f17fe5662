"""Where events bring a case: a row for every move of the file."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from goldenthread.duties.models import Case
from goldenthread.duties.rules.stages import CLOSED, MOVED_AWAY, stage_of, stages_file
from goldenthread.statute.reading import vocabulary
from goldenthread.statute.timeline import Event

pytestmark = pytest.mark.pure
FIRST = date(2026, 1, 5)
LATER = date(2026, 12, 1)
ASKED = ["request_received"]
REFUSED = [*ASKED, "assessment_decision_sent", "+appealable_decision_sent"]
ASSESSED = [*ASKED, "assessment_decision_sent"]
DRAFTED = [*ASSESSED, "draft_plan_served"]
PLAN = [*DRAFTED, "final_plan_sent"]
REVIEW = [*PLAN, "review_meeting_held"]
AMENDING = [*REVIEW, ("review_decision_sent", {"outcome": "amend"})]
REASSESSED = [*PLAN, "reassessment_requested", "reassessment_decision_sent"]
CEASING = [*PLAN, "cease_decision_sent"]


def timeline(told: list[Any]) -> list[Event]:
    """Events a week apart; one that begins with + is of the day of the one before."""
    events: list[Event] = []
    day = FIRST
    for one in told:
        kind, details = one if isinstance(one, tuple) else (one, {})
        if events and not kind.startswith("+"):
            day += timedelta(days=7)
        events.append(Event(kind.removeprefix("+"), day, details))
    return events


@pytest.mark.parametrize(
    ("told", "stage"),
    [
        ([], "nothing_yet"),
        (["advice_requested"], "nothing_yet"),
        (ASKED, "request"),
        (["brought_to_attention"], "request"),
        (ASSESSED, "assessment"),
        ([*ASKED, "appealable_decision_sent"], "request"),
        (REFUSED, "not_assessed"),
        ([*ASKED, "appealable_decision_sent", "+assessment_decision_sent"], "not_assessed"),
        ([*REFUSED, "request_received"], "request"),
        ([*REFUSED, ("tribunal_order_made", {"order": "assess"})], "assessment"),
        ([*REFUSED, ("tribunal_order_made", {"order": "reconsider"})], "request"),
        ([*REFUSED, ("concession_notified", {"appeal": "refusal_to_assess"})], "assessment"),
        ([*ASSESSED, "request_received"], "assessment"),
        ([*ASSESSED, "no_plan_notice_sent"], "no_plan"),
        ([*ASSESSED, "no_plan_notice_sent", ("tribunal_order_made", {"order": "make_plan"})], "drafting"),
        ([*ASSESSED, "no_plan_notice_sent", ("concession_notified", {"appeal": "refusal_to_issue"})], "drafting"),
        (DRAFTED, "drafting"),
        ([*ASSESSED, "draft_plan_posted"], "drafting"),
        (PLAN, "plan"),
        ([*PLAN, "request_received"], "plan"),
        ([*PLAN, "draft_plan_served"], "plan"),
        (["plan_first_made"], "plan"),
        (REVIEW, "review"),
        ([*PLAN, "early_review_requested"], "review"),
        ([*REVIEW, "review_decision_sent"], "plan"),
        ([*REVIEW, ("review_decision_sent", {"outcome": "maintain"})], "plan"),
        (AMENDING, "amending"),
        ([*AMENDING, "amendment_notice_sent"], "amending"),
        ([*REVIEW, "amendment_notice_sent"], "amending"),
        ([*AMENDING, "final_amended_plan_sent"], "plan"),
        ([*AMENDING, "not_amending_notice_sent"], "plan"),
        ([*REVIEW, ("review_decision_sent", {"outcome": "cease"})], "ceasing"),
        ([*PLAN, "reassessment_requested"], "reassessment"),
        (REASSESSED, "assessment"),
        ([*REASSESSED, "+appealable_decision_sent"], "plan"),
        (CEASING, "ceasing"),
        ([*CEASING, "request_received"], "request"),
        ([*CEASING, ("tribunal_order_made", {"order": "maintain"})], "plan"),
        ([*CEASING, ("concession_notified", {"appeal": "cease"})], "plan"),
        ([*PLAN, ("tribunal_order_made", {"order": "amend_content"})], "amending"),
        ([*PLAN, ("concession_notified", {"appeal": "contents"})], "amending"),
        ([*PLAN, "family_moved"], "moving"),
        ([*PLAN, "move_known_to_old_authority"], "moving"),
        ([*PLAN, "family_moved", "plan_transferred"], "plan"),
        ([*ASSESSED, "family_moved"], "assessment"),
    ],
)  # fmt: skip
def test_where_events_bring_a_case(told: list[Any], stage: str) -> None:
    assert stage_of(timeline(told), LATER).code == stage


def test_every_stage_and_every_kind_of_the_file_is_known_and_fits_its_column() -> None:
    stages, known = stages_file()["stages"], vocabulary()["events"]
    column = Case._meta.get_field("stage").max_length
    assert column is not None
    assert max(map(len, stages)) <= column
    for move in stages_file()["moves"]:
        assert {move["to"], *move.get("from", ())} <= set(stages)
        assert {*move["by"], *([move["with"]] if "with" in move else [])} <= set(known)
        for kind in move["by"]:
            assert set(move.get("when", {})) <= set(known[kind].get("may", ())) | set(
                known[kind].get("needs", ())
            )
    reached = {move["to"] for move in stages_file()["moves"]}
    assert set(stages) == reached | {"nothing_yet", MOVED_AWAY, CLOSED}


def test_what_lies_ahead_has_brought_a_case_nowhere() -> None:
    events = timeline(PLAN)
    assert stage_of(events, events[-1].on).code == "plan"
    before = stage_of(events, events[-1].on - timedelta(days=1))
    assert (before.code, before.since) == ("drafting", events[2].on)


def test_the_day_of_a_stage_is_that_of_the_event_that_led_there() -> None:
    events = [*timeline(ASSESSED), Event("advice_received", date(2026, 5, 1), {})]
    assert stage_of(events, LATER).since == events[1].on


def test_a_child_for_whom_another_council_is_responsible_has_moved_away() -> None:
    assert stage_of(timeline(PLAN), LATER, elsewhere=True).code == MOVED_AWAY
