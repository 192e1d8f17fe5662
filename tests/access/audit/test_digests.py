"""The canonical form and the chain: fixed for ever, because old seals were made with them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.access.audit.digests import (
    SEALED_FIELDS,
    START,
    canonical,
    digest,
    hash_of_ids,
    link,
)
from goldenthread.access.models import AuditEntry

ENTRY: dict[str, Any] = {
    "at": datetime(2026, 3, 2, 12, 0, 0, 123456, UTC),
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


def test_the_form_that_old_seals_were_made_with() -> None:
    assert canonical(ENTRY) == (
        b'{"action":"plan.changed","address":"192.0.2.9","area_id":5,'
        b'"at":"2026-03-02T12:00:00.123456+00:00","channel":"web","fields":"title,due",'
        b'"outcome":"done","post_ids":"3","request_id":"req1","target_id":"12",'
        b'"target_type":"improvement.plan","user_id":7}'
    )
    assert START == "589be73b715950982dbd2d9f4a944184eb1f473575278d7ae7994198479414d1"
    assert (
        link(START, 1, 40, digest(ENTRY))
        == "8ecce1bb7e937531c23c91e1a729b52619831d2148ebd5619ab3d24787610057"
    )


def test_every_column_but_the_id_is_sealed() -> None:
    columns = {field.name for field in AuditEntry._meta.concrete_fields}
    assert columns - {"id"} == set(SEALED_FIELDS)


@pytest.mark.parametrize("name", SEALED_FIELDS)
def test_every_column_counts(name: str) -> None:
    other = {"at": ENTRY["at"] + timedelta(microseconds=1), "count": 0}.get(name, 77)
    assert digest({**ENTRY, name: other}) != digest(ENTRY)


def test_the_same_moment_in_another_time_zone_is_the_same_entry() -> None:
    elsewhere = ENTRY["at"].astimezone(timezone(timedelta(hours=1)))
    assert digest({**ENTRY, "at": elsewhere}) == digest(ENTRY)


def test_nought_is_not_nothing() -> None:
    assert digest({**ENTRY, "count": 0}) != digest({**ENTRY, "count": None})


@given(st.lists(st.integers(0, 10**9), unique=True), st.randoms())
def test_the_order_of_ids_never_matters(ids: list[int], random: Any) -> None:
    mixed = list(ids)
    random.shuffle(mixed)
    assert hash_of_ids(mixed) == hash_of_ids(ids)


@given(st.lists(st.integers(0, 10**9), min_size=1, unique=True))
def test_another_list_has_another_hash(ids: list[int]) -> None:
    assert hash_of_ids(ids[1:]) != hash_of_ids(ids)


@pytest.mark.parametrize(
    "other",
    [("0" * 64, 1, 40, "a"), (START, 2, 40, "a"), (START, 1, 41, "a"), (START, 1, 40, "b")],
)
def test_each_part_of_a_link_counts(other: tuple[str, int, int, str]) -> None:
    assert link(*other) != link(START, 1, 40, "a")
