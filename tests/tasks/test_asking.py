"""Asking for a task: who may, what is kept, and that twice is once."""

from __future__ import annotations

import hashlib

import pytest

from goldenthread.access.audit.digests import hash_of_ids
from goldenthread.access.models import AuditEntry
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.tasks.actions import asking
from goldenthread.tasks.models import Job
from goldenthread.tasks.worker import work_on_one
from tests.factories import Person, make_area, make_person
from tests.tasks.making import NOTE, Notes, ask

pytestmark = pytest.mark.django_db


def test_asking_keeps_keys_and_one_entry(person: Person, notes: Notes) -> None:
    job = ask(person)
    assert (job.state, job.arguments, job.asked_by_id) == ("waiting", {"note": 1}, person.user.pk)
    entry = AuditEntry.objects.get(action="job.asked")
    assert (entry.target_id, entry.area_id, entry.fields) == (str(job.pk), job.area_id, "")


def test_asking_again_is_asking_once(person: Person, notes: Notes) -> None:
    assert ask(person) == ask(person)
    assert ask(person, 2) != ask(person, 1)
    assert AuditEntry.objects.filter(action="job.asked").count() == 2
    work_on_one()
    assert ask(person, 1).state == "waiting"  # it may have changed since: made anew


def test_two_people_do_not_share_a_task(person: Person, notes: Notes) -> None:
    area = person.scope.grants[0].area_id
    other = make_person(Job._meta.get_field("area").related_model.objects.get(pk=area), "analyst")
    assert ask(person) != ask(other)


def test_without_the_right_nothing_is_kept(person: Person, notes: Notes) -> None:
    with pytest.raises(NotAllowed):
        ask(person, area=make_area())
    notes.forbidden = {7}
    with pytest.raises(UserError) as raised:
        ask(person, 7)
    assert raised.value.code == "not_yours"
    assert not Job.objects.exists()


@pytest.mark.parametrize("words", ["Ann Archer", "", "../x", "UPPER", "a" * 41])
def test_what_somebody_typed_is_no_argument(person: Person, notes: Notes, words: str) -> None:
    with pytest.raises(ValueError, match="keys and codes"):
        asking.ask(
            scope=person.scope, kind_code=NOTE, area_id=person.scope.grants[0].area_id,
            arguments={"note": words},
        )  # fmt: skip


def test_the_copy_is_recorded_when_it_is_fetched(person: Person, notes: Notes) -> None:
    job = ask(person)
    work_on_one()
    assert not AuditEntry.objects.filter(action="plan.exported").exists()
    made = asking.fetch(scope=person.scope, job=job)
    assert (bytes(made.content), made.size, made.name) == (b"note", 4, "note.txt")
    assert made.sha256 == hashlib.sha256(b"note").hexdigest()
    entry = AuditEntry.objects.get(action="plan.exported")
    assert (entry.target_type, entry.target_id, entry.user_id) == (
        "improvement.plan", "1", person.user.pk,
    )  # fmt: skip
    assert (entry.count, entry.ids_hash) == (2, hash_of_ids(["7", "8"]))


def test_what_is_no_longer_theirs_cannot_be_fetched(person: Person, notes: Notes) -> None:
    job = ask(person)
    work_on_one()
    notes.forbidden = {1}
    with pytest.raises(UserError) as raised:
        asking.fetch(scope=person.scope, job=job)
    assert raised.value.code == "copy_gone"
    assert not AuditEntry.objects.filter(action="plan.exported").exists()
