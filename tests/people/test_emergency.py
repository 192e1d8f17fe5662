"""Opening a child's record in an emergency: what it opens, who is told, what stays hidden."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.core.cache import cache

from goldenthread.access.break_glass.actions import open_record
from goldenthread.access.break_glass.kinds import get_kind, holders_of
from goldenthread.access.scope import Opening
from goldenthread.core import clock
from goldenthread.people.emergency import find, opens, reference_of
from goldenthread.people.models import Person as Child
from goldenthread.people.permissions import KIND
from tests.factories import Person, make_area, make_person
from tests.people.makers import make_child

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture
def officer() -> Person:
    cache.clear()  # the limit on attempts counts by the key of the person
    return make_person(make_area(), "designated_officer")


def test_a_reference_is_read_as_it_is_printed(officer: Person) -> None:
    child = make_child(officer.post.organisation.areas.get())
    for typed in (reference_of(child.pk), f" p {child.pk} ", f"P{child.pk}"):
        found = find(typed)
        assert found is not None
        assert (found.key, found.area_id) == (child.pk, child.area_id)
    assert find(f"PLAN-{child.pk}") is None
    assert find("P-0") is None


def test_it_opens_the_record_to_whoever_may_not_see_it(officer: Person) -> None:
    area = officer.post.organisation.areas.get()
    child, other = make_child(area), make_child(area)
    assert not get_kind(KIND).seen(officer.scope, child.pk)
    with clock.fixed(NOW):
        made = open_record(
            scope=officer.scope, kind=KIND, reference=reference_of(child.pk),
            reason="The ward has to know tonight", hours=1,
        )  # fmt: skip
    opened = Opening(made.pk, opens(child.pk), made.ends_at, made.reason)
    scope = replace(officer.scope, openings=(opened,))
    assert set(Child.objects.visible_to(scope)) == {child}
    assert other not in Child.objects.visible_to(scope)


def test_one_that_was_merged_opens_the_record_that_it_went_into(officer: Person) -> None:
    area = officer.post.organisation.areas.get()
    kept = make_child(area)
    gone = make_child(area, merged_into=kept)
    assert opens(gone.pk) == {(KIND, gone.pk), (KIND, kept.pk)}
    assert opens(kept.pk) == {(KIND, kept.pk)}
    assert opens(0) == frozenset()


def test_the_send_manager_is_told() -> None:
    area = make_area()
    manager = make_person(area, "send_manager")
    make_person(area, "case_coordinator")
    told = holders_of(get_kind(KIND).owner_right, area.pk)
    assert [one.user_id for one in told] == [manager.user.pk]
