"""Whose record a scope may read, against the rule told once more in plain Python."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goldenthread.access.scope import Grant, Opening, Scope
from goldenthread.core import clock
from goldenthread.organisations.models import LocalArea, Organisation, Post
from goldenthread.people.models import NetworkMember, Person, SettingStay
from goldenthread.people.permissions import KIND, can_edit, can_see
from tests.factories import make_area, make_organisation, make_post
from tests.people.makers import BORN, make_child

pytestmark = pytest.mark.django_db

ALL = {"send_manager", "case_coordinator"}
ROLES = [*sorted(ALL), "school_senco", "advice_giver", "designated_officer", "partnership_manager"]
places = st.integers(0, 1)
ends = st.sampled_from([None, -1, 0, 1])


@dataclass(frozen=True)
class Told:
    """A child of an area, with a stay and a place in a network: which of two, and the day of its end from today."""

    area: int
    stay: tuple[int, int | None]
    member: tuple[int, int | None]
    opened: bool


grants = st.lists(st.tuples(st.sampled_from(ROLES), places, places, places), max_size=3)
children = st.lists(
    st.builds(Told, places, st.tuples(places, ends), st.tuples(places, ends), st.booleans()),
    min_size=1, max_size=3,
)  # fmt: skip


@pytest.fixture
def ground() -> tuple[list[LocalArea], list[Organisation], list[Post]]:
    """Two areas, two organisations that serve both, and a post in each."""
    areas = [make_area(), make_area()]
    organisations = [make_organisation(*areas, kind="school") for _ in areas]
    return areas, organisations, [make_post(one, {}) for one in organisations]


def holds(end: int | None) -> bool:
    return end is None or end >= 0


def seen(told: Told, held: list[tuple[str, int, int, int]]) -> bool:
    """The rule: all of the area, one's own setting's, one's own network's, or opened."""
    for role, area, organisation, post in held:
        if area != told.area:
            continue
        if role in ALL:
            return True
        if role == "school_senco" and told.stay[0] == organisation and holds(told.stay[1]):
            return True
        in_network = told.member[0] == post and holds(told.member[1])
        if role in {"advice_giver", "designated_officer"} and in_network:
            return True
    return told.opened


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(held=grants, told=children)
def test_a_record_is_seen_by_exactly_whom_the_rule_names(
    ground: tuple[list[LocalArea], list[Organisation], list[Post]],
    held: list[tuple[str, int, int, int]],
    told: list[Told],
) -> None:
    areas, organisations, posts = ground
    today = clock.today()
    made = make(told, ground, today)
    opened = frozenset(
        (KIND, child.pk) for child, one in zip(made, told, strict=True) if one.opened
    )
    scope = Scope(
        1, "Somebody",
        tuple(Grant(role, areas[a].pk, posts[p].pk, organisations[o].pk) for role, a, o, p in held),
        openings=(Opening(1, opened, clock.now(), "In danger"),),
    )  # fmt: skip
    listed = set(Person.objects.visible_to(scope).values_list("pk", flat=True))
    for child, one in zip(made, told, strict=True):
        assert can_see(scope, child) is (child.pk in listed) is seen(one, held)
        assert not can_edit(scope, child) or child.pk in listed


def make(
    told: list[Told], ground: tuple[list[LocalArea], list[Organisation], list[Post]], today: date
) -> list[Person]:
    areas, organisations, posts = ground

    def day(end: int | None) -> date | None:
        return None if end is None else today + timedelta(end)

    made = Person.objects.bulk_create(
        Person(area=areas[one.area], legal_surname="Tarn", born=BORN, sent_key=uuid4())
        for one in told
    )
    SettingStay.objects.bulk_create(
        SettingStay(person=child, organisation=organisations[one.stay[0]], ends_on=day(one.stay[1]))
        for child, one in zip(made, told, strict=True)
    )
    NetworkMember.objects.bulk_create(
        NetworkMember(
            person=child, post=posts[one.member[0]], role="therapist", ends_on=day(one.member[1])
        )
        for child, one in zip(made, told, strict=True)
    )
    return made


def test_nobody_who_is_not_signed_in_sees_anything() -> None:
    child = make_child(make_area())
    assert not can_see(Scope(None, "Nobody"), child)
