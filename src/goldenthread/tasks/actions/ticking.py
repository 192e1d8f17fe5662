"""What falls due by the clock: killed workers' tasks are given to others, old copies removed, bells rung again,
messages that could not be sent tried again, what a new day changes worked out a little at a time.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from itertools import count

from django.db import DatabaseError, connection, transaction

from goldenthread.access.audit import record
from goldenthread.access.break_glass import telling
from goldenthread.access.scope import Origin, Scope
from goldenthread.core import clock
from goldenthread.tasks import daily, sweeping, waking
from goldenthread.tasks.actions.making import went_wrong
from goldenthread.tasks.leases import LeaseLost
from goldenthread.tasks.models import Job, JobFile
from goldenthread.tasks.rules.retries import LOST_AFTER

State = Job.State
SCHEDULER = Scope(None, "Scheduler", (), Origin(channel="scheduler"))
TICK_SECONDS = 3.0
# A bell that was not heard is rung again once in so many ticks: some half minute.
RING_EVERY = 10
# What killed processes left lying about is looked for once an hour.
SWEEP_EVERY = 1200
BATCH = 200
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Tick:
    """What one look at the clock did."""

    reaped: int
    expired: int
    rung: int


def tick(*, ring: bool = True) -> Tick:
    """Look once. Safe to repeat and to run in several places at the same time."""
    if ring:
        telling.tell_waiting()
    return Tick(reap(), expire(), _ring_due() if ring else 0)


def reap() -> int:
    """Take tasks from workers that have been silent for too long: again later, or given up."""
    silent = Job.objects.filter(
        state=State.RUNNING, heartbeat_at__lt=clock.now() - LOST_AFTER
    ).order_by("pk")
    taken = 0
    for job in silent[:BATCH]:
        try:
            with transaction.atomic():
                # Held and asked again: it may have given a sign of life since.
                held = Job.objects.select_for_update().get(pk=job.pk)
                if held.lease != job.lease or held.heartbeat_at != job.heartbeat_at:
                    continue
                went_wrong(
                    job=held, code="worker_lost",
                    words="The worker stopped before it had finished: it was killed or the machine "
                    "was switched off.",
                )  # fmt: skip
        except LeaseLost:
            continue
        taken += 1
    return taken


def expire() -> int:
    """Remove copies whose time is over, each with its entry."""
    over = Job.objects.filter(state=State.DONE, expires_at__lte=clock.now()).order_by("pk")
    removed = 0
    for pk in over.values_list("pk", flat=True)[:BATCH]:
        with transaction.atomic():
            job = Job.objects.select_for_update().get(pk=pk)
            if job.state != State.DONE:
                continue
            JobFile.objects.filter(job=job).delete()
            job.state = State.EXPIRED
            job.save(update_fields=["state"])
            record(SCHEDULER, "job.expired", job)
        removed += 1
    return removed


def keep_ticking(stop: threading.Event, *, every: float = TICK_SECONDS) -> None:
    """Tick every `every` seconds until `stop` is set."""
    more = False
    for number in count():
        if stop.is_set():
            return
        try:
            tick(ring=number % RING_EVERY == 0)
            if more or number % RING_EVERY == 0:
                more = daily.do_some() > 0
            if number % SWEEP_EVERY == 0:
                sweeping.sweep()
        except DatabaseError:
            # The database is away or busy: what is due stays due.
            log.exception("the tasks could not be looked at")
        finally:
            connection.close_if_unusable_or_obsolete()
        stop.wait(every)


def _ring_due() -> int:
    """With a broker, send each due task again: its message may have been lost, and twice does no harm."""
    if not waking.uses_a_broker():
        return 0
    due = list(Job.objects.due(clock.now()).values_list("pk", flat=True)[:BATCH])
    for pk in due:
        waking.ring(pk)
    return len(due)
