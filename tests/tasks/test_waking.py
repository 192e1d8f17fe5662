"""The bell: none without a broker; with one a lost message is sent again and a doubled one does no harm."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from asgiref.local import Local
from django.test import TestCase
from django_tasks import task_backends
from pytest_django import Settings

from goldenthread.config import environment
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.tasks import queries, waking
from goldenthread.tasks.actions import ticking
from goldenthread.tasks.models import Job
from goldenthread.tasks.worker import work_on_one
from tests.factories import Person
from tests.tasks.broker import Unreliable
from tests.tasks.making import Notes, ask

pytestmark = pytest.mark.django_db


@pytest.fixture
def broker(settings: Settings) -> Iterator[type[Unreliable]]:
    def forget() -> None:
        task_backends.__dict__.pop("settings", None)
        task_backends._settings = None
        task_backends._connections = Local()

    settings.TASKS = {"default": {"BACKEND": "tests.tasks.broker.Unreliable"}}
    forget()
    Unreliable.sent.clear()
    yield Unreliable
    settings.TASKS = {}
    forget()


def asked(person: Person, note: int = 1) -> Job:
    with TestCase.captureOnCommitCallbacks(execute=True):
        return ask(person, note)


def test_without_a_broker_nothing_is_rung(person: Person, notes: Notes) -> None:
    asked(person)
    assert not waking.uses_a_broker()
    assert ticking.tick().rung == 0


def test_a_message_leads_to_the_work(
    person: Person, notes: Notes, broker: type[Unreliable]
) -> None:
    job = asked(person)
    broker.deliver()
    job.refresh_from_db()
    assert (job.state, notes.runs) == ("done", 1)


def test_nothing_is_rung_before_the_commit(
    person: Person, notes: Notes, broker: type[Unreliable]
) -> None:
    ask(person)  # a test's transaction is never committed
    assert broker.sent == []


def test_a_lost_message_is_sent_again(
    person: Person, notes: Notes, broker: type[Unreliable]
) -> None:
    job = asked(person)
    broker.sent.clear()
    assert ticking.tick(ring=False).rung == 0
    assert ticking.tick().rung == 1
    broker.deliver()
    job.refresh_from_db()
    assert (job.state, ticking.tick().rung) == ("done", 0)


def test_a_broker_that_is_away_loses_no_request(
    person: Person, notes: Notes, broker: type[Unreliable], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(broker, "away", True)
    job = asked(person)
    assert ticking.tick().rung == 1
    monkeypatch.setattr(broker, "away", False)
    ticking.tick()
    broker.deliver()
    job.refresh_from_db()
    assert job.state == "done"


def test_a_doubled_message_does_the_work_once(
    person: Person, notes: Notes, broker: type[Unreliable]
) -> None:
    asked(person)
    broker.sent *= 3
    broker.deliver()
    assert notes.runs == 1


def test_a_late_message_finds_the_work_done(
    person: Person, notes: Notes, broker: type[Unreliable]
) -> None:
    job = asked(person)
    work_on_one(job.pk)
    broker.deliver()
    assert notes.runs == 1


def test_a_task_to_be_tried_again_is_rung_when_it_is_due(
    person: Person, notes: Notes, broker: type[Unreliable]
) -> None:
    def goes_wrong(_job: Job) -> None:
        raise OSError

    notes.first = goes_wrong
    asked(person)
    broker.deliver()
    assert ticking.tick().rung == 0
    with clock.fixed(clock.now() + timedelta(seconds=11)):
        assert ticking.tick().rung == 1


def test_with_a_broker_a_task_that_nobody_takes_says_so(
    person: Person, notes: Notes, broker: type[Unreliable]
) -> None:
    job = asked(person)
    assert not queries.nobody_at_work(job)
    with clock.fixed(clock.now() + timedelta(minutes=2)):
        assert queries.nobody_at_work(job)


@pytest.mark.parametrize("given", ["redis://localhost", "a b", "package..Class"])
def test_a_backend_is_named_as_a_class(given: str) -> None:
    with pytest.raises(UserError) as raised:
        environment._task_backend(given)
    assert raised.value.where == "GOLDENTHREAD_TASK_BACKEND"
    assert environment._task_backend("package.module.Class") == "package.module.Class"
