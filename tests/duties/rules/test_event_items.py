"""Further items of an event: what is read, what is refused and where, and how they are said."""

from __future__ import annotations

from typing import Any

import pytest

from goldenthread.core.errors import UserError
from goldenthread.duties.rules.event_items import (
    clean_items,
    item_lines,
    items_file,
    items_of,
    request_source,
    source_by,
)
from goldenthread.duties.rules.events import is_kind
from goldenthread.statute.reading import vocabulary

pytestmark = pytest.mark.pure
PLAN = {
    "first_setting": {"name": "Tarnside School", "urn": "100000", "provision": ["unit"]},
    "second_setting": {"sen_setting": "OTH", "sen_setting_other": "A farm"},
    "residential": "A",
    "personal_budget": True,
    "direct_payments": ["health"],
}


def test_only_kinds_of_the_vocabulary_carry_items_and_every_item_is_carried() -> None:
    kinds = items_file()["events"]
    assert all(is_kind(kind) for kind in kinds)
    assert {name for names in kinds.values() for name in names} == set(items_file()["items"])
    assert items_of("advice_received") == ()


def test_every_answer_to_who_asked_names_a_source() -> None:
    assert set(items_file()["source_by"]) == set(vocabulary()["details"]["by"]["values"])
    assert {source_by({"by": by}) for by in items_file()["source_by"]} == set("12345")
    assert request_source({"by": "school"}, {}) == "2"
    assert request_source({}, {"request_source": "3"}) == "3"
    assert request_source({}, {}) == ""


def test_what_is_right_is_kept_as_json_keeps_it() -> None:
    assert clean_items("final_plan_sent", PLAN, {}) == PLAN
    assert clean_items("cease_decision_sent", {"ends_on": "2026-12-01", "cease_reason": "3"}, {}) == {
        "ends_on": "2026-12-01", "cease_reason": "3",
    }  # fmt: skip
    assert clean_items("request_received", {"request_source": "1"}, {"by": "parent"})
    assert clean_items("advice_received", {}, {}) == {}


@pytest.mark.parametrize(
    ("kind", "given", "code", "where"),
    [
        ("advice_received", {"ends_on": "2026-12-01"}, "unknown_field", "ends_on"),
        ("final_plan_sent", {"ends_on": "2026-12-01"}, "unknown_field", "ends_on"),
        ("final_plan_sent", {"residential": "C"}, "unknown_word", "residential"),
        ("final_plan_sent", {"personal_budget": "yes"}, "wrong_type", "personal_budget"),
        ("final_plan_sent", {"organised_arrangements": True}, "contradiction", "organised_arrangements"),
        (
            "final_plan_sent", {"personal_budget": False, "direct_payments": ["health"]},
            "contradiction", "direct_payments",
        ),
        (
            "final_plan_sent", {"personal_budget": True, "direct_payments": ["health", "health"]},
            "named_twice", "direct_payments",
        ),
        ("final_plan_sent", {"first_setting": {}}, "empty_object", "first_setting"),
        ("final_plan_sent", {"first_setting": {"urn": "12345"}}, "wrong_digits", "first_setting.urn"),
        ("final_plan_sent", {"first_setting": {"name": "x" * 161}}, "text_too_long", "first_setting.name"),
        ("final_plan_sent", {"first_setting": {"provision": ["unit"]}}, "one_setting", "first_setting.name"),
        (
            "final_plan_sent", {"first_setting": {"name": "A", "sen_setting": "OTH"}},
            "one_setting", "first_setting.name",
        ),
        (
            "final_plan_sent", {"first_setting": {"sen_setting": "EHE", "provision": ["unit"]}},
            "not_of_this", "first_setting.provision",
        ),
        (
            "final_plan_sent", {"first_setting": {"name": "A", "sen_setting_other": "B"}},
            "not_of_this", "first_setting.sen_setting_other",
        ),
        ("final_plan_sent", {"second_setting": {"name": "A"}}, "second_alone", "second_setting.name"),
        ("cease_decision_sent", {"ends_on": "2026-02-30"}, "no_such_day", "ends_on"),
        ("plan_transferred", {"from_council": "88"}, "wrong_digits", "from_council"),
    ],
)  # fmt: skip
def test_what_is_refused_and_where(kind: str, given: dict[str, Any], code: str, where: str) -> None:
    with pytest.raises(UserError) as refused:
        clean_items(kind, given, {})
    assert (refused.value.code, refused.value.where) == (code, f"event.items.{where}")


def test_a_source_that_is_not_who_asked_is_refused() -> None:
    with pytest.raises(UserError) as refused:
        clean_items("request_received", {"request_source": "2"}, {"by": "parent"})
    assert refused.value.where == "event.items.request_source"


def test_items_in_words_and_protected_settings_withheld() -> None:
    lines = dict(item_lines("final_plan_sent", PLAN, hide_settings=False))
    assert (
        lines["First setting named in section I"] == "Tarnside School; URN 100000; In its SEN unit"
    )
    assert lines["Is there a personal budget?"] == "Yes"
    hidden = dict(item_lines("final_plan_sent", PLAN, hide_settings=True))
    assert hidden["First setting named in section I"] == "protected"
    assert hidden["Is there a personal budget?"] == "Yes"
    end = item_lines("cease_decision_sent", {"ends_on": "2026-12-01"}, hide_settings=False)
    assert end[0][1] == "1 December 2026"
