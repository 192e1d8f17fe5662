"""Making: the claim, the lease, retries with pauses, giving up, killed workers, expiry."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.http import Http404

from goldenthread.access.models import AuditEntry
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed
from goldenthread.tasks import leases
from goldenthread.tasks.actions import asking, making, ticking
from goldenthread.tasks.kinds import Made
from goldenthread.tasks.leases import LeaseLost
from goldenthread.tasks.models import Job, JobFile
from goldenthread.tasks.rules.retries import LOST_AFTER, PAUSES
from goldenthread.tasks.worker import HandBack, work_off, work_on_one
from tests.factories import Person
from tests.tasks.making import Notes, ask

pytestmark = pytest.mark.django_db


def later(**by: float) -> object:
    return clock.fixed(clock.now() + timedelta(**by))


def claimed() -> Job:
    job = leases.claim()
    assert job is not None
    return job


def test_a_task_is_made_once_and_recorded_once(person: Person, notes: Notes) -> None:
    job = ask(person)
    assert (work_on_one(), work_on_one()) == ("made", "nothing")
    job.refresh_from_db()
    assert (job.state, job.attempts, job.lease) == ("done", 1, None)
    assert (job.progress_words, job.progress_done, job.progress_total) == ("Writing", 1, 2)
    assert JobFile.objects.filter(job=job).count() == 1
    entry = AuditEntry.objects.get(action="job.made")
    assert (entry.target_id, entry.channel, entry.user_id) == (str(job.pk), "worker", None)


def test_the_longest_waiting_comes_first_and_one_can_be_named(person: Person, notes: Notes) -> None:
    first, second, third = (ask(person, note) for note in (1, 2, 3))
    assert work_on_one(second.pk) == "made"
    assert work_on_one(second.pk) == "nothing"
    assert claimed() == first
    assert claimed() == third
    assert leases.claim() is None


def test_a_run_that_lost_its_lease_writes_nothing(person: Person, notes: Notes) -> None:
    ask(person)
    stale = claimed()
    Job.objects.update(lease=None, state="waiting")  # what the reaper does
    fresh = claimed()
    with pytest.raises(LeaseLost):
        making.finish(job=stale, made=Made(b"stale", "text/plain", "stale.txt"))
    with pytest.raises(LeaseLost):
        making.went_wrong(job=stale, code="x", words="x")
    with pytest.raises(LeaseLost):
        leases.say(stale, "still here", 1, 2)
    assert (leases.beat(stale), leases.beat(fresh)) == (False, True)
    assert not JobFile.objects.exists()
    making.finish(job=fresh, made=Made(b"fresh", "text/plain", "fresh.txt"))
    assert bytes(JobFile.objects.get().content) == b"fresh"
    assert AuditEntry.objects.filter(action="job.made").count() == 1


def test_pauses_grow_until_it_is_given_up(person: Person, notes: Notes) -> None:
    def goes_wrong(_job: Job) -> None:
        raise OSError("Ann Archer's disk is full")

    notes.first = goes_wrong
    job = ask(person)
    moment = clock.now()
    for attempt, pause in enumerate(PAUSES, 1):
        with clock.fixed(moment):
            assert work_off() == {"again": 1}
        job.refresh_from_db()
        assert (job.state, job.attempts) == ("waiting", attempt)
        assert job.run_after == moment + pause
        with clock.fixed(moment + pause - timedelta(seconds=1)):
            assert work_on_one() == "nothing"
        moment += pause
    with clock.fixed(moment):
        assert work_on_one() == "given_up"
    job.refresh_from_db()
    assert (job.state, job.error_code, job.attempts) == ("failed", "OSError", len(PAUSES) + 1)
    # What the error said may name somebody; it stays in the worker's log.
    assert "Ann" not in job.error_words
    assert AuditEntry.objects.get(action="job.given_up").target_id == str(job.pk)


@pytest.mark.parametrize(
    ("problem", "code"), [(NotAllowed("Not any more."), "not_allowed"), (Http404(), "not_there")]
)
def test_what_cannot_get_better_is_given_up_at_once(
    person: Person, notes: Notes, problem: Exception, code: str
) -> None:
    def goes_wrong(_job: Job) -> None:
        raise problem

    notes.first = goes_wrong
    job = ask(person)
    assert work_on_one() == "given_up"
    job.refresh_from_db()
    assert (job.state, job.error_code, job.attempts) == ("failed", code, 1)


def test_a_success_after_a_failure_leaves_no_trace_of_it(person: Person, notes: Notes) -> None:
    def goes_wrong_once(job: Job) -> None:
        if job.attempts == 1:
            raise OSError

    notes.first = goes_wrong_once
    job = ask(person)
    assert work_on_one() == "again"
    with later(minutes=1):
        assert work_on_one() == "made"
    job.refresh_from_db()
    assert (job.state, job.error_code, job.error_words) == ("done", "", "")


def test_while_the_database_is_away_nothing_is_decided(person: Person, notes: Notes) -> None:
    def away(_job: Job) -> None:
        raise OperationalError

    notes.first = away
    job = ask(person)
    with pytest.raises(OperationalError):
        work_on_one()
    job.refresh_from_db()
    assert job.state == "running"  # the reaper finds it


def test_a_handed_back_task_has_lost_nothing(person: Person, notes: Notes) -> None:
    def stopped(_job: Job) -> None:
        raise HandBack

    notes.first = stopped
    job = ask(person)
    with pytest.raises(HandBack):
        work_on_one()
    job.refresh_from_db()
    assert (job.state, job.attempts, job.lease) == ("waiting", 0, None)


def test_the_reaper_takes_only_from_the_silent(person: Person, notes: Notes) -> None:
    ask(person, 1), ask(person, 2)
    silent, alive = claimed(), claimed()
    with clock.fixed(clock.now() + LOST_AFTER + timedelta(seconds=1)):
        leases.beat(alive)
        assert ticking.reap() == 1
        assert ticking.reap() == 0
        silent.refresh_from_db()
        assert (silent.state, silent.error_code) == ("waiting", "worker_lost")
        assert silent.run_after == clock.now() + PAUSES[0]
    alive.refresh_from_db()
    assert alive.state == "running"


def test_a_task_that_kills_every_worker_is_given_up(person: Person, notes: Notes) -> None:
    job = ask(person)
    moment = clock.now()
    for _ in range(len(PAUSES) + 1):
        moment += timedelta(hours=1)
        with clock.fixed(moment):
            claimed()
        with clock.fixed(moment + timedelta(minutes=1)):
            assert ticking.reap() == 1
    job.refresh_from_db()
    assert (job.state, job.error_code) == ("failed", "worker_lost")


def test_copies_expire_with_an_entry(person: Person, notes: Notes, settings: object) -> None:
    settings.COPY_DAYS = 3  # type: ignore[attr-defined]
    job = ask(person)
    work_on_one()
    with later(days=2.9):
        assert ticking.expire() == 0
        assert asking.fetch(scope=person.scope, job=job).size == 4
    with later(days=3.1):
        with pytest.raises(Exception, match="no copy"):
            asking.fetch(scope=person.scope, job=job)
        assert (ticking.expire(), ticking.expire()) == (1, 0)
    job.refresh_from_db()
    assert (job.state, JobFile.objects.count()) == ("expired", 0)
    entry = AuditEntry.objects.get(action="job.expired")
    assert (entry.channel, entry.area_id) == ("scheduler", job.area_id)
