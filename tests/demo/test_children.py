"""Invented children as they stand in the database: the same from the same seed, and each of them in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest
from django.db import transaction
from django.db.models import Q

from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.demo import actions
from goldenthread.demo.filling.children import checking, filling
from goldenthread.demo.filling.children.inventing import Mix
from goldenthread.demo.people import person
from goldenthread.demo.sizes import Volume
from goldenthread.duties.models import Case, Duty
from goldenthread.organisations.models import LocalArea
from goldenthread.people.models import NameKey, NetworkMember, Person
from goldenthread.people.protection import hidden_from
from tests.demo.contents import hashes

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 20)
SOME = Mix(plans=3, request_under_way=2, request_refused=1, request_ended=1, plan_ceased=1)


@pytest.fixture
def areas() -> Iterator[list[LocalArea]]:
    """The areas, posts and people of area.yaml, on the day."""
    with clock.fixed(DAY):
        yield actions._tell_by_hand(actions.load_area(), password="!")


def filled(area: LocalArea, seed: int) -> tuple[dict[str, str], list[str]]:
    """The hashes of all tables and the children's names, of a filling that is taken back."""
    with transaction.atomic():
        filling.fill_children(area, SOME, seed, DAY)
        found = (
            hashes(("organisations", "people", "duties")),
            [one.listed for one in Person.objects.all()],
        )
        transaction.set_rollback(True)
    return found


def test_the_same_seed_makes_the_same_children_and_another_others(areas: list[LocalArea]) -> None:
    first, again, other = (filled(areas[0], seed) for seed in (1, 1, 2))
    assert first == again
    assert first[1] != other[1]
    assert len(first[1]) == len(other[1]) == SOME.children


def test_children_told_by_hand(areas: list[LocalArea], monkeypatch: pytest.MonkeyPatch) -> None:
    """Every stage, each in order by the rules of the forms, and who sees whom."""
    monkeypatch.setattr(filling, "small_mix", lambda: Mix(0, 0, 0, 0, 0))
    monkeypatch.setattr(filling, "neighbour_mix", lambda: Mix(1, 0, 0, 0, 0))
    rows = filling.tell_children(areas, 1, DAY)
    assert rows > 300
    assert checking.check_children(1, DAY) == Case.objects.count()
    stages = set(Case.objects.values_list("stage", flat=True))
    assert stages >= {
        "request",
        "assessment",
        "drafting",
        "not_assessed",
        "plan",
        "review",
        "amending",
        "ceasing",
        "closed",
    }
    late = Duty.objects.filter(
        rule="REQ-6", outcome="pending", last_day__lt=DAY, case__closed_on=None
    )
    assert [(one.person.called, (DAY - one.last_day).days) for one in late if one.last_day] == [
        ("Amara Grace Okonjo", 3)
    ]
    senco, manager, tarnside = (
        person(name)[0] for name in ("senco", "send.manager", "tarnside.send.manager")
    )
    at_school = Person.objects.visible_to(senco)
    assert set(at_school.values_list("settingstay__organisation__short_name", flat=True)) == {
        "Harbour Lane"
    }
    assert (
        Person.objects.visible_to(manager).count() == Person.objects.exclude(area=areas[1]).count()
    )
    assert Person.objects.visible_to(tarnside).count() == 1
    hana = Person.objects.get(legal_forenames="Hana")
    assert hidden_from(senco, [hana.pk])
    assert not hidden_from(manager, [hana.pk])
    twins = Person.objects.filter(legal_surname="Chaudhry", born__month=1)
    assert (
        Person.objects.filter(
            Q(siblings_after__second__in=twins) | Q(siblings_before__first__in=twins)
        ).count()
        == 2
    )
    alike = Person.objects.filter(legal_surname="Iqbal")
    sounds = [
        set(NameKey.objects.filter(person=one, kind="sound").values_list("key", flat=True))
        for one in alike
    ]
    assert sounds[0] & sounds[1]
    assert NetworkMember.objects.filter(post__title="Designated Clinical Officer").exists()


def test_cases_are_shared_out_evenly(areas: list[LocalArea]) -> None:
    filling.fill_children(areas[0], SOME, 1, DAY)
    loads = Counter(Case.objects.filter(closed_on=None).values_list("coordinator", flat=True))
    assert len(loads) == 3
    assert max(loads.values()) - min(loads.values()) <= 1


def test_an_area_lacks_what_was_not_told_of_it_yet(areas: list[LocalArea]) -> None:
    home, neighbour = areas
    assert filling.missing(home, Volume(2_400)).plans == 2_340
    assert filling.missing(neighbour, Volume(2_400)).plans == 2_392
    other = LocalArea(name="Westshire", slug="westshire")
    assert filling.missing(other, Volume(2_400)).plans == 2_400


@pytest.mark.parametrize("spoiled", ["ledger", "events", "identity"])
def test_whatever_does_not_hold_stops_it_all(areas: list[LocalArea], spoiled: str) -> None:
    filling.fill_children(areas[0], SOME, 1, DAY)
    case = Case.objects.order_by("pk")[0]
    if spoiled == "ledger":
        Duty.objects.filter(case=case).order_by("pk").last().delete()  # type: ignore[union-attr]
    elif spoiled == "events":
        case.events.update(details={"by": "nobody"})
    else:
        Person.objects.filter(pk=case.person_id).update(nhs_number="9990000000")
    with pytest.raises(UserError) as refused:
        checking.check_children(1, DAY)
    assert refused.value.code == "demo_not_in_order"
