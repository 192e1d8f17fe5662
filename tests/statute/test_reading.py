"""What is wrong in a case is said with its place; nothing is skipped."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from goldenthread.core.errors import UserError
from goldenthread.statute.explaining import explain, parse_json
from goldenthread.statute.reading import read_case, vocabulary

CASE: dict[str, Any] = {
    "settings": {"day_one": "excluded"},
    "child": {"born": "2015-05-05", "setting": "primary", "year_group": 5},
    "events": [
        {"kind": "request_received", "on": "2025-01-06", "details": {"by": "parent"}},
        {"kind": "tribunal_order_made", "on": "2025-05-06", "details": {"order": "assess"}},
    ],
    "exemptions": [
        {
            "ground": "school_closure", "from": "2025-07-23", "to": "2025-09-02", "limits": ["PLN-9"],
            "advice_requested_on": "2025-07-18", "impractical": True,
        }
    ],
    "as_at": "2025-06-01",
    "practice_targets": [{"rule": "PLN-9", "days": 126, "label": "18 weeks"}],
}  # fmt: skip
# A place in the case, what is put there, and the code of the error.
WRONG: list[tuple[str, Any, str]] = [
    ("settings", [], "wrong_type"),
    ("settings.day_two", "excluded", "unknown_setting"),
    ("settings.day_one", "sometimes", "unknown_setting_value"),
    ("settings.day_one", None, "unknown_setting_value"),
    ("child", "Sam", "wrong_type"),
    ("child.born", "31 February 2015", "not_a_date"),
    ("child.born", "2015-02-31", "no_such_day"),
    ("child.born", "0215-02-03", "implausible_year"),
    ("child.born", 20150505, "not_a_date"),
    ("child.setting", "school", "unknown_word"),
    ("child.year_group", "5", "not_a_whole_number"),
    ("child.year_group", 21, "not_a_whole_number"),
    ("child.year_group", True, "not_a_whole_number"),
    ("child.name", "Sam", "unknown_field"),
    ("events", {}, "wrong_type"),
    ("events[0]", "request_received", "wrong_type"),
    ("events[0].kind", "request", "unknown_word"),
    ("events[0].kind", ["request_received"], "unknown_word"),
    ("events[0].on", "2025-13-01", "no_such_day"),
    ("events[0].on", "2025-1-6", "not_a_date"),
    ("events[0].on", None, "not_a_date"),
    ("events[0].when", "2025-01-06", "unknown_field"),
    ("events[0].details", None, "wrong_type"),
    ("events[0].details.by", "aunt", "unknown_word"),
    ("events[0].details.order", "assess", "unknown_field"),
    ("events[1].details", {}, "missing_field"),
    ("events[1].details.sections", "B", "wrong_type"),
    ("events[1].details.sections", [], "empty_list"),
    ("events[1].details.sections", ["B", "B"], "named_twice"),
    ("events[1].details.sections", ["L"], "unknown_word"),
    ("events[1].details.directed_date", "soon", "not_a_date"),
    ("exemptions", None, "wrong_type"),
    ("exemptions[0].ground", "holiday", "unknown_word"),
    ("exemptions[0].limits", [], "empty_list"),
    ("exemptions[0].limits", ["PLN-99"], "unknown_word"),
    ("exemptions[0].limits", ["PLN-9", "PLN-9"], "named_twice"),
    ("exemptions[0].to", "2025-07-22", "dates_the_wrong_way_round"),
    ("exemptions[0].impractical", "yes", "wrong_type"),
    ("exemptions[0].approver", "somebody", "unknown_field"),
    ("as_at", "today", "not_a_date"),
    ("practice_targets[0].days", -1, "not_a_whole_number"),
    ("practice_targets[0].label", "", "wrong_type"),
    ("practice_targets[0].rule", "X-1", "unknown_word"),
    ("surprise", 1, "unknown_field"),
]  # fmt: skip


def put(place: str, value: Any) -> dict[str, Any]:
    """The case with a value at a place, as `events[0].on`."""
    found: Any = copy.deepcopy(CASE)
    *path, last = place.replace("[", ".#").replace("]", "").split(".")
    at = found
    for step in path:
        at = at[int(step[1:])] if step.startswith("#") else at[step]
    at[int(last[1:]) if last.startswith("#") else last] = value
    return dict(found)


def test_the_case_itself_is_right() -> None:
    read = read_case(CASE)
    assert [event.kind for event in read.events] == ["request_received", "tribunal_order_made"]
    assert read.claims[0].days == 41


@pytest.mark.parametrize(("place", "value", "code"), WRONG)
def test_what_is_wrong_is_refused_with_its_place(place: str, value: Any, code: str) -> None:
    with pytest.raises(UserError) as refused:
        read_case(put(place, value))
    assert refused.value.code == code
    assert refused.value.where is not None
    assert place in refused.value.where


@pytest.mark.parametrize(
    "kind", [kind for kind, one in vocabulary()["events"].items() if one.get("needs")]
)
def test_a_detail_that_is_needed_may_not_be_missing(kind: str) -> None:
    with pytest.raises(UserError) as refused:
        read_case({"events": [{"kind": kind, "on": "2025-01-06"}]})
    assert refused.value.code == "missing_field"
    assert refused.value.where == "events[0].details"


@pytest.mark.parametrize("kind", list(vocabulary()["events"]))
def test_no_event_takes_a_detail_of_which_nobody_knows(kind: str) -> None:
    with pytest.raises(UserError) as refused:
        read_case({"events": [{"kind": kind, "on": "2025-01-06", "details": {"mood": "good"}}]})
    assert (refused.value.code, refused.value.where) == ("unknown_field", "events[0].details.mood")


def test_a_closure_that_ends_before_it_begins_is_refused() -> None:
    closed = {"kind": "school_closed", "on": "2025-07-23", "details": {"reopens": "2025-07-22"}}
    with pytest.raises(UserError) as refused:
        read_case({"events": [closed]})
    assert refused.value.where == "events[0].details.reopens"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"{", "not_json"),
        (b"\xff\xfe", "not_utf8"),
        (b'{"events": [], "events": []}', "named_twice"),
        (b"[" * 100_000, "not_json"),
    ],
)
def test_a_file_that_is_no_json_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(UserError) as refused:
        parse_json(data)
    assert refused.value.code == code


def test_the_words_of_a_worked_case_are_passed_over() -> None:
    assert explain({**CASE, "id": "SC-001", "title": "A case", "expect": []}) == explain(CASE)


def test_a_birth_after_what_happened_is_a_doubt() -> None:
    born_later = {"child": {"born": "2025-03-01"}, "events": CASE["events"][:1]}
    assert explain(born_later)["doubts"] == [
        "The child's day of birth, 1 March 2025, is later than what happened on 6 January 2025; check both days."
    ]


def test_an_act_before_all_that_calls_for_it_is_a_doubt() -> None:
    events = [
        {"kind": "final_plan_sent", "on": "2025-01-02"},
        {"kind": "request_received", "on": "2025-01-06"},
    ]
    found = explain({"events": events})
    assert found["doubts"] == [
        "The final plan was sent on 2 January 2025, before everything that calls for it: the first is "
        "6 January 2025. It meets no duty; check both days."
    ]
    (plan,) = [duty for duty in found["duties"] if duty["rule"] == "PLN-9"]
    assert plan["met_on"] is None
