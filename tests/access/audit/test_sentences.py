"""Entries in words: every code, every kind of actor and record."""

from __future__ import annotations

from typing import Any

import pytest

from goldenthread.access.audit.registry import actions
from goldenthread.access.audit.sentences import people_in, record_label, row_of
from goldenthread.access.models import AuditEntry

NAMES = {7: "Ann", 8: "Bob"}


def _entry(**columns: Any) -> AuditEntry:
    given = {"pk": 1, "user_id": 7, "action": "plan.changed", "channel": "web", **columns}
    return AuditEntry(**given)


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        (
            {"target_type": "organisations.post", "target_id": "3"},
            "Ann changed post 3.",
        ),
        ({"target_type": "gone.thing", "target_id": "3"}, "Ann changed gone.thing 3."),
        ({"target_type": "access.user", "target_id": "8"}, "Ann changed Bob."),
        ({"target_type": "access.user", "target_id": "9"}, "Ann changed person 9, no longer kept."),
        (
            {"user_id": 9, "target_type": "organisations.post", "target_id": "3"},
            "Person 9, no longer kept, changed post 3.",
        ),
        (
            {"user_id": None, "channel": "scheduler", "target_type": "a.b", "target_id": "1"},
            "The system (scheduler) changed a.b 1.",
        ),
        (
            {
                "user_id": None,
                "action": "access.refused",
                "target_type": "page",
                "target_id": "x:y 3",
            },
            "Someone who was not signed in asked for something that their posts do not allow: "
            "the page x:y 3.",
        ),
        ({"action": "plan.list_read", "count": 2}, "Ann read a list of improvement plans."),
    ],
)
def test_sentences(columns: dict[str, Any], sentence: str) -> None:
    assert row_of(_entry(**columns), NAMES).sentence == sentence


@pytest.mark.parametrize("code", sorted(actions()))
def test_every_code_makes_a_sentence(code: str) -> None:
    row = row_of(_entry(action=code, target_type="organisations.post", target_id="3"), NAMES)
    assert row.sentence.startswith("Ann ")
    assert "{" not in row.sentence


def test_details() -> None:
    read = row_of(_entry(action="plan.list_read", count=1, fields="due_month,state"), NAMES)
    assert read.details == ("1 record", "Filtered by: due month, state")
    change = row_of(_entry(fields="title", target_type="a.b", target_id="1"), NAMES)
    assert change.details == ("Fields: title",)


def test_an_account_that_the_sentence_does_not_name_stands_beside_it() -> None:
    failed = _entry(
        user_id=None, action="account.sign_in_failed", target_type="access.user", target_id="8"
    )
    assert row_of(failed, NAMES).details == ("About Bob",)
    own = _entry(action="account.signed_in", target_type="access.user", target_id="7")
    assert row_of(own, NAMES).details == ()


def test_who_is_named() -> None:
    assert people_in(_entry(target_type="access.user", target_id="8")) == {7, 8}
    assert people_in(_entry(user_id=None, target_type="access.user", target_id="x")) == set()


@pytest.mark.parametrize("key", ["", "a/b"])
def test_a_key_that_no_address_can_hold_is_not_linked(key: str) -> None:
    assert row_of(_entry(target_type="page", target_id=key), NAMES).href_parts is None


def test_a_label_for_a_page() -> None:
    assert record_label("page", "improvement:plan 3", {}) == "the page improvement:plan 3"
