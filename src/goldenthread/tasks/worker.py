"""Takes due tasks one after another, makes what each asks for, and says meanwhile that it lives."""

from __future__ import annotations

import logging
import os
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.http import Http404
from django.urls import get_resolver

from goldenthread.core.errors import UserError
from goldenthread.tasks import leases
from goldenthread.tasks.actions import making
from goldenthread.tasks.leases import LeaseLost
from goldenthread.tasks.models import Job
from goldenthread.tasks.rules.retries import BEAT_SECONDS

Outcome = Literal["nothing", "made", "again", "given_up", "lost"]
# How long a person waits at most before anybody looks at their task: one small query each time.
LOOK_SECONDS = 0.25
SAY_SECONDS = 0.5
log = logging.getLogger(__name__)


class HandBack(BaseException):
    """The worker must stop now: the task is left to another."""


def name_of_this() -> str:
    """The host and the process."""
    return f"{socket.gethostname()[:100]}:{os.getpid()}"


def work_on_one(job_id: int | None = None, *, name: str = "") -> Outcome:
    """Take one due task (that one, when named) and make what it asks for."""
    job = leases.claim(job_id)
    if job is None:
        return "nothing"
    with _beating(job, name):
        try:
            return _make(job)
        except LeaseLost:
            log.warning("task %s was given to another worker meanwhile", job.pk)
            return "lost"
        except HandBack:
            leases.hand_back(job)
            raise


def work_off(name: str = "") -> Counter[str]:
    """Work until nothing is due; how often each outcome was."""
    done: Counter[str] = Counter()
    while (outcome := work_on_one(name=name)) != "nothing":
        done[outcome] += 1
    return done


def keep_working(stop: threading.Event, *, name: str) -> None:
    """Work until `stop` is set. HandBack, raised by a signal, ends it at once."""
    leases.seen(name)
    # Everything that a task may need is loaded now, not while somebody waits for the first one.
    get_resolver().url_patterns  # noqa: B018 - read for what reading it loads
    seen_at = -BEAT_SECONDS
    try:
        while not stop.is_set():
            outcome: Outcome = "nothing"
            try:
                if time.monotonic() - seen_at >= BEAT_SECONDS:
                    leases.seen(name)
                    seen_at = time.monotonic()
                outcome = work_on_one(name=name)
            except DatabaseError:
                # The database is away or busy. A task that was under way is found by the scheduler.
                log.exception("the worker could not reach the database")
            finally:
                connection.close_if_unusable_or_obsolete()
            if outcome == "nothing":
                stop.wait(LOOK_SECONDS)
    finally:
        leases.gone(name)


def _make(job: Job) -> Outcome:
    try:
        making.finish(job=job, made=job.job_kind.make(job, _Progress(job)))
    except UserError as problem:
        # A person can put it right; trying the same again cannot.
        return _wrong(job, problem.code, problem.message, for_good=True)
    except Http404:
        words = "What it was asked for is no longer there, or no longer theirs to have."
        return _wrong(job, "not_there", words, for_good=True)
    except (LeaseLost, OperationalError, InterfaceError):
        # Not this run's any more, or the database is away: nothing can be decided here.
        raise
    except Exception as problem:
        log.exception("task %s went wrong", job.pk)
        words = "Something happened that was not foreseen. The log of the worker says what."
        return _wrong(job, type(problem).__name__[:60], words)
    return "made"


def _wrong(job: Job, code: str, words: str, *, for_good: bool = False) -> Outcome:
    given_up = making.went_wrong(job=job, code=code, words=words, for_good=for_good)
    return "given_up" if given_up else "again"


class _Progress:
    """Shows how far a task is, at most twice a second."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._said_at = -SAY_SECONDS

    def __call__(self, words: str, done: int = 0, total: int = 0) -> None:
        if time.monotonic() - self._said_at >= SAY_SECONDS:
            leases.say(self._job, words, done, total)
            self._said_at = time.monotonic()


@contextmanager
def _beating(job: Job, name: str) -> Iterator[None]:
    """Give signs of life beside the work, from a thread with a connection of its own."""
    over = threading.Event()

    def beats() -> None:
        while not over.wait(BEAT_SECONDS):
            try:
                leases.beat(job)
                if name:
                    leases.seen(name)
            except DatabaseError:
                log.exception("no sign of life could be given")
            finally:
                # A connection of a thread is nobody's once the thread is over.
                connection.close()

    thread = threading.Thread(target=beats, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
