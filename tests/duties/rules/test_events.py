"""How what happened is asked for: every word of the vocabulary has a place and words; what cannot be is refused."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import chain
from typing import Any

import pytest

from goldenthread.core.errors import UserError
from goldenthread.duties.rules.events import (
    checked_event,
    detail_lines,
    details_of,
    events_file,
    stored,
    topics,
    value_words,
)
from goldenthread.duties.rules.words import OWNERS, evidence_words, owner_words, rule_name
from goldenthread.statute.reading import vocabulary
from goldenthread.statute.rulebook import rulebook

pytestmark = pytest.mark.pure
TODAY = date(2026, 11, 23)
BORN = date(2017, 9, 15)


def test_every_kind_of_event_stands_under_one_topic() -> None:
    asked = [kind for topic in topics() for kind, _ in topic.kinds]
    assert sorted(asked) == sorted(vocabulary()["events"])
    assert set(events_file()["may_lie_ahead"]) < set(asked)


def test_every_detail_has_a_question_and_every_value_its_own_words() -> None:
    assert set(events_file()["details"]) == set(vocabulary()["details"])
    for name, shape in vocabulary()["details"].items():
        words = [value_words(name, value) for value in shape.get("values", ())]
        assert len(set(words)) == len(words), name
        assert not any("_" in word for word in words), name
    unknown = {
        name: set(values) - set(vocabulary()["details"][name]["values"])
        for name, values in events_file()["values"].items()
    }
    assert not any(unknown.values()), unknown


def test_the_details_of_a_kind_are_those_of_the_vocabulary_the_needed_first() -> None:
    found = {one.name: one.needed for one in details_of("tribunal_order_made")}
    assert found == {"order": True, "sections": False, "directed_date": False}
    assert details_of("final_plan_sent") == []


@pytest.mark.parametrize(
    ("kind", "on", "details", "code", "where"),
    [
        ("never_heard_of", TODAY, {}, "unknown_word", "event.kind"),
        ("advice_requested", TODAY, {}, "missing_field", "event.details"),
        ("advice_requested", TODAY, {"adviser": "a friend"}, "unknown_word", "event.details.adviser"),
        ("final_plan_sent", TODAY, {"by": "parent"}, "unknown_field", "event.details.by"),
        ("final_plan_sent", TODAY + timedelta(days=1), {}, "not_happened_yet", "event.on"),
        ("request_received", BORN - timedelta(days=1), {}, "before_birth", "event.on"),
        ("school_closed", TODAY, {"reopens": "2026-02-31"}, "no_such_day", "event.details.reopens"),
        ("school_closed", TODAY, {"reopens": "2026-01-01"}, "dates_the_wrong_way_round", "event.details.reopens"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_its_place(
    kind: str, on: date, details: dict[str, Any], code: str, where: str
) -> None:
    with pytest.raises(UserError) as refused:
        checked_event(kind, on, details, born=BORN, today=TODAY)
    assert (refused.value.code, refused.value.where) == (code, where)


@pytest.mark.parametrize("kind", ["transfer_planned", "school_closed"])
def test_a_plan_may_lie_ahead(kind: str) -> None:
    needs: dict[str, Any] = {
        "transfer_planned": {"type": "primary_to_secondary"},
        "school_closed": {"reopens": "2027-09-03"},
    }
    ahead = date(2027, 7, 23)
    assert checked_event(kind, ahead, needs[kind], born=BORN, today=TODAY).on == ahead


def test_details_survive_being_stored_and_are_said_in_words() -> None:
    given = {"order": "amend_content", "sections": ["B", "F"], "directed_date": "2026-10-01"}
    event = checked_event("tribunal_order_made", date(2026, 9, 1), given, born=BORN, today=TODAY)
    assert stored(event.details) == given
    assert detail_lines(given) == (
        ("What does it order?", "To amend the content"),
        ("Which sections of the plan?", "B, F"),
        ("By which day does the order say?", "1 October 2026"),
    )
    assert detail_lines({"final": True}) == (
        ("Is this the family’s last word on the draft?", "Yes"),
    )


def test_rules_owners_and_marks_have_words() -> None:
    plain = {"local_authority", "new_authority", "setting", "health_body", "family"}
    assert plain < set(OWNERS)
    assert owner_words("somebody_new") == "somebody_new"
    assert rule_name("REQ-5") != "REQ-5"
    assert rule_name("GONE-1") == "GONE-1"
    marks = {rule.evidence for rule in rulebook().values()}
    assert all(len(evidence_words(mark)) > len(mark) for mark in marks)
    assert evidence_words("M/S") == evidence_words("M")
    assert evidence_words(None) == ""
    assert not set(chain.from_iterable(evidence_words(mark) for mark in marks)) & {"_"}
