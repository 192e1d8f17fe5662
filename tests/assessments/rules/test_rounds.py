"""What a request does to a clock: it begins one, begins it earlier, or joins it."""

from __future__ import annotations

from datetime import date

import pytest

from goldenthread.assessments.rules.rounds import (
    BEGINS,
    EARLIER,
    JOINS,
    decision_due,
    effect_of,
    event_of,
    open_round,
)
from goldenthread.statute.settings import Settings
from goldenthread.statute.timeline import Case, Child, Event

BORN = date(2016, 5, 4)
FIRST = date(2026, 3, 10)


def case(*events: tuple[str, date]) -> Case:
    made = [Event(kind, on, {"by": "parent"} if kind == "request_received" else {}) for kind, on in events]  # fmt: skip
    return Case(child=Child(BORN), events=tuple(made))


ASKED = ("request_received", FIRST)


@pytest.mark.parametrize(
    ("before", "on", "code"),
    [
        ((), FIRST, BEGINS),
        ((ASKED,), FIRST, JOINS),
        ((ASKED,), date(2026, 4, 1), JOINS),
        # While the assessment goes on, too: the clock runs to the plan or to the notice that there is none.
        ((ASKED, ("assessment_decision_sent", date(2026, 4, 2))), date(2026, 5, 1), JOINS),
        # Found in a drawer: received before the one that is being worked on.
        ((ASKED,), date(2026, 2, 20), EARLIER),
        ((("brought_to_attention", FIRST),), date(2026, 4, 1), JOINS),
        # After a refusal, after a notice that there is no plan, after a plan: a new one.
        (
            (ASKED, ("assessment_decision_sent", date(2026, 4, 2)), ("appealable_decision_sent", date(2026, 4, 2))),
            date(2026, 5, 1),
            BEGINS,
        ),
        ((ASKED, ("no_plan_notice_sent", date(2026, 6, 1))), date(2026, 7, 1), BEGINS),
        ((ASKED, ("final_plan_sent", date(2026, 7, 1))), date(2026, 9, 1), BEGINS),
    ],
)  # fmt: skip
def test_what_a_request_does(before: tuple[tuple[str, date], ...], on: date, code: str) -> None:
    effect = effect_of(case(*before), event_of("parent", "post", on))
    assert effect.code == code
    assert effect.start.on == (FIRST if code == JOINS else on)


def test_it_says_that_what_it_joins_is_of_another_kind_and_over_already() -> None:
    day = date(2026, 4, 2)
    over = (ASKED, ("assessment_decision_sent", day), ("appealable_decision_sent", day))
    told = effect_of(case(*over), event_of("health_body", "email", date(2026, 3, 20)))
    assert (told.code, told.other_kind, told.ended_on) == (JOINS, True, day)
    same = effect_of(case(ASKED), event_of("school", "email", date(2026, 3, 20)))
    assert (same.other_kind, same.ended_on) == (False, None)


def test_only_who_may_ask_makes_a_request() -> None:
    assert event_of("parent", "post", FIRST) == Event(
        "request_received", FIRST, {"by": "parent", "channel": "post"}
    )
    assert event_of("social_worker", "post", FIRST) == Event(
        "brought_to_attention", FIRST, {"by": "social_worker"}
    )


def test_the_six_week_day_is_the_engines_by_the_councils_own_way_of_counting() -> None:
    saturday = event_of("parent", "online", date(2026, 3, 7))
    assert decision_due(saturday, BORN, Settings()) == date(2026, 4, 18)
    logged = Settings().with_values({"receipt": "next_working_day"})
    assert decision_due(saturday, BORN, logged) == date(2026, 4, 20)
    # From the 25th birthday on the law gives no clock.
    assert decision_due(saturday, date(2000, 1, 1), Settings()) is None


def test_the_open_round_is_the_one_that_nobody_has_ended() -> None:
    running = open_round(case(ASKED))
    assert running is not None
    assert running.on == FIRST
    assert open_round(case(ASKED, ("final_plan_sent", date(2026, 7, 1)))) is None
    assert open_round(case()) is None
