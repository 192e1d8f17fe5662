"""What a post owns on the registers is told on the page of the post."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goldenthread.organisations.dependants import dependants
from goldenthread.organisations.models import LocalArea
from goldenthread.registers.actions.moving import move_entry
from goldenthread.registers.queries.owned import owned_by
from tests.factories import Person, make_area, make_person
from tests.registers.makers import TODAY, area_of, make_entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> Person:
    return make_person(make_area(), "partnership_manager")


@pytest.fixture
def lead(manager: Person) -> Person:
    return make_person(LocalArea.objects.get(pk=area_of(manager)), "priority_lead")


def test_open_entries_that_a_post_owns_depend_on_it(manager: Person, lead: Person) -> None:
    closed, owned = make_entry(manager, owner=lead), make_entry(manager, owner=lead)
    make_entry(manager)
    move_entry(
        scope=manager.scope, entry_id=closed.pk, post_id=manager.post.pk, version=1, code="close",
        text="Over", today=TODAY,
    )  # fmt: skip
    found = dependants(manager.scope, [lead.post.pk, manager.post.pk])
    [only] = found[lead.post.pk]
    assert (only.text, only.why) == ("R-002 Reviews fall behind", "Owns it")
    assert only.href == f"/registers/entries/{owned.pk}/"
    assert manager.post.pk not in found


def test_those_who_read_the_register_find_them_on_the_page_of_the_post(
    manager: Person, lead: Person, client: Client
) -> None:
    make_entry(manager, owner=lead)
    area = LocalArea.objects.get(pk=area_of(manager))
    address = f"/people/posts/{lead.post.pk}/"
    client.force_login(manager.user)
    assert "R-001 Reviews fall behind" in client.get(address).content.decode()
    for role, where in (("case_coordinator", area), ("partnership_manager", make_area())):
        assert owned_by(make_person(where, role).scope, [lead.post.pk]) == {}, role


def test_many_entries_of_many_posts_cost_one_query(manager: Person, lead: Person) -> None:
    for owner in (lead, manager, lead, manager):
        make_entry(manager, owner=owner)
    with CaptureQueriesContext(connection) as queries:
        found = owned_by(manager.scope, [lead.post.pk, manager.post.pk])
    assert len(queries) == 1
    assert {pk: len(rows) for pk, rows in found.items()} == {lead.post.pk: 2, manager.post.pk: 2}
