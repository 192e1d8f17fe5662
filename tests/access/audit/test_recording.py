"""What one entry holds, and what is refused."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from goldenthread.access import audit
from goldenthread.access.models import AuditEntry, User
from goldenthread.access.scope import Grant, Origin, Scope
from goldenthread.core import clock

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 12, 0, 0, 123456, UTC)


def test_an_entry_says_who_did_what_to_what_when_and_from_where(
    manager: Scope, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with clock.fixed(NOON), django_assert_num_queries(1):
        audit.record(
            manager, "plan.changed", ("improvement.plan", 12), area_id=5, fields=("title", "due")
        )
    entry = AuditEntry.objects.values().get()
    entry.pop("id")
    assert entry == {
        "at": NOON,
        "user_id": 7,
        "post_ids": "3",
        "action": "plan.changed",
        "target_type": "improvement.plan",
        "target_id": "12",
        "area_id": 5,
        "fields": "title,due",
        "count": None,
        "ids_hash": "",
        "outcome": "done",
        "address": "192.0.2.9",
        "request_id": "req1",
        "channel": "web",
    }


def test_a_list_read_is_one_entry_with_count_hash_and_filters(manager: Scope) -> None:
    entry = audit.record_list_read(manager, "plan", [12, 3, 7], ("state",), area_id=5)
    assert (entry.action, entry.count, entry.fields) == ("plan.list_read", 3, "state")
    assert entry.ids_hash == hashlib.sha256(b"12\n3\n7").hexdigest()


def test_the_order_of_ids_makes_no_difference_and_an_empty_list_is_still_counted(
    manager: Scope,
) -> None:
    one = audit.record_list_read(manager, "plan", [1, 2])
    other = audit.record_list_read(manager, "plan", [2, 1])
    none = audit.record_list_read(manager, "plan", [])
    assert one.ids_hash == other.ids_hash
    assert (none.count, none.ids_hash) == (0, "")


def test_the_area_is_the_records_own_unless_given(manager: Scope) -> None:
    class Placed(User):
        area_id = 9

        class Meta:
            app_label = "access"
            proxy = True

    placed = Placed(pk=4)
    assert audit.record(manager, "plan.changed", placed).area_id == 9
    assert audit.record(manager, "plan.changed", placed, area_id=5).area_id == 5


def test_an_export_names_what_was_taken(manager: Scope) -> None:
    entry = audit.record_export(manager, ("improvement.plan", 12), ids=[1, 2], fields=("title",))
    assert (entry.action, entry.target_id, entry.count) == ("plan.exported", "12", 2)


def test_an_unknown_code_is_an_error_that_says_where_to_add_it(manager: Scope) -> None:
    with pytest.raises(ValueError, match=r"'plan\.eaten' is not an audit action: add it to"):
        audit.record(manager, "plan.eaten")


@pytest.mark.parametrize("fields", ["title", ["Ann Smith"], ["due=2026-01-01"], ["1 High Street"]])
def test_values_do_not_get_in_as_field_names(manager: Scope, fields: list[str]) -> None:
    with pytest.raises(ValueError, match="names of fields, never values"):
        audit.record(manager, "plan.changed", fields=fields)


def test_an_unsaved_record_cannot_be_named(manager: Scope) -> None:
    with pytest.raises(ValueError, match="unsaved user"):
        audit.record(manager, "plan.changed", User(email="x@example.org"))


@pytest.mark.parametrize("channel", ["", "web", "api"])
def test_nobody_cannot_change_anything(channel: str) -> None:
    with pytest.raises(ValueError, match="somebody must answer for it"):
        audit.record(Scope(None, "", (), Origin(channel=channel)), "plan.changed")
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("channel", sorted(audit.SYSTEM_CHANNELS))
def test_the_systems_own_work_names_its_channel(channel: str) -> None:
    entry = audit.record(Scope(None, "", (), Origin(channel=channel)), "plan.changed")
    assert (entry.user_id, entry.channel) == (None, channel)


def test_strangers_can_be_refused_and_fail_to_sign_in() -> None:
    stranger = Scope(None, "", (), Origin("192.0.2.1", "r", "web"))
    assert audit.record_refusal(stranger, ("page", "improvement:plan 3")).outcome == "refused"
    assert audit.record(stranger, "account.sign_in_failed", outcome="failed").outcome == "failed"


def test_an_unknown_outcome_is_an_error(manager: Scope) -> None:
    with pytest.raises(ValueError, match="maybe"):
        audit.record(manager, "plan.changed", outcome="maybe")


def test_refusals_and_list_reads_belong_to_the_persons_one_area(manager: Scope) -> None:
    two = Scope(7, "Ann", (*manager.grants, Grant("board_member", 6, 3, 2)), Origin(channel="web"))
    assert audit.record_refusal(manager).area_id == 5
    assert audit.record_refusal(two).area_id is None
    assert audit.record_refusal(two, area_id=6).area_id == 6
    assert audit.record_list_read(manager, "plan", [1]).area_id == 5
    assert audit.record_list_read(two, "plan", [1]).area_id is None
    assert audit.record_list_read(two, "plan", [1], area_id=6).area_id == 6
