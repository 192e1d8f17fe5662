"""A child's record goes when it has been kept for long enough, with all that hangs on it; a day earlier it stays."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db.models import PROTECT

from goldenthread.access import retention
from goldenthread.access.models import AuditEntry
from goldenthread.access.rules.retention import keepings
from goldenthread.duties.models import Case, CaseEvent, Duty
from goldenthread.organisations.models import LocalArea
from goldenthread.people.models import Carer, CarerLink, Consent, ContactPoint, Merge, NameKey
from goldenthread.people.models import Person as Child
from tests.factories import make_area
from tests.people.makers import make_child

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
BORN = TODAY - timedelta(days=keepings()["children"].days)


def carried_out(*, dry_run: bool = False) -> tuple[int, int]:
    """How many records were due, and removed."""
    found = {one.keeping.name: one for one in retention.carry_out(TODAY, dry_run=dry_run)}
    return found["children"].due, found["children"].removed


def with_case(area: LocalArea, born: date, closed_on: date | None = date(2019, 7, 1)) -> Child:
    """A child with a case, an event and a duty, and a mother who has agreed to something."""
    child = make_child(area, born=born)
    why = "The plan ceased" if closed_on else ""
    case = Case.objects.create(
        person=child, area=area, opened_on=date(2012, 1, 1), closed_on=closed_on, closed_why=why
    )
    event = CaseEvent.objects.create(case=case, kind="plan_first_made", on=date(2012, 1, 1))
    Duty.objects.create(
        case=case, person=child, area=area, rule="AR-1", kind="LAW", owner="local_authority",
        started_by=event.kind, since=event.on, outcome=Duty.Outcome.ENDED,
    )  # fmt: skip
    mother = Carer.objects.create(area=area, forename="Kim", surname="Fell")
    CarerLink.objects.create(
        person=child, carer=mother, relation="mother", parental_responsibility="yes"
    )
    ContactPoint.objects.create(carer=mother, kind="mobile", value="07700 900123")
    Consent.objects.create(
        person=child, carer=mother, purpose="share_health", answer="given", how="In a talk"
    )
    return child


def test_it_goes_on_the_day_with_all_that_hangs_on_it_and_not_a_day_earlier() -> None:
    area = make_area()
    due, later = with_case(area, BORN), with_case(area, BORN + timedelta(days=1))
    assert carried_out(dry_run=True) == (1, 0)
    assert carried_out() == (1, 1)
    assert list(Child.objects.all()) == [later]
    for table in (Case, CaseEvent, Duty, Carer, CarerLink, ContactPoint, Consent):
        assert table.objects.count() == 1, table
    assert not NameKey.objects.exclude(person=later).exists()
    entry = AuditEntry.objects.get(action="person.erased")
    assert (entry.target_id, entry.area_id) == (str(due.pk), area.pk)
    assert carried_out() == (0, 0)


def test_an_open_case_holds_the_record() -> None:
    area = make_area()
    with_case(area, BORN, closed_on=None)
    assert carried_out() == (0, 0)


def test_a_mother_stays_while_another_of_her_children_does() -> None:
    area = make_area()
    first, second = with_case(area, BORN), make_child(area, born=TODAY - timedelta(days=6000))
    mother = Carer.objects.get(links__person=first)
    CarerLink.objects.create(
        person=second, carer=mother, relation="mother", parental_responsibility="yes"
    )
    assert carried_out() == (1, 1)
    assert list(Carer.objects.all()) == [mother]


def test_records_that_were_merged_go_together() -> None:
    area = make_area()
    kept = with_case(area, BORN)
    gone = make_child(area, born=BORN + timedelta(days=30), merged_into=kept)
    before = make_child(area, born=BORN, merged_into=gone)
    for one, into in ((gone, kept), (before, gone)):
        Merge.objects.create(kept=into, gone=one, why="The same number")
    assert carried_out() == (1, 1)
    assert not Child.objects.exists()
    assert not Merge.objects.exists()


def test_whatever_keeps_a_record_from_going_is_removed_with_it() -> None:
    """A table of a room above that protects a child has to say how it is removed: people.removing."""
    protecting = {
        relation.related_model.__name__
        for model in (Child, Case, Carer)
        for relation in model._meta.related_objects
        if relation.on_delete is PROTECT
    }
    assert protecting == {
        "Person",
        "Merge",
        "Case",
        "Duty",
        "CarerLink",
        "Consent",
        "CapacityNote",
        "KeptFile",
        "Request",
        "FamilyAnswer",
        "Letter",
        "Copy",
        "FamilyMessage",
    }
