"""The background sealer: chains new entries, so that writers never wait for one another.

Only one sealer works at a time. On PostgreSQL an advisory lock sees to it; on SQLite the one write lock does.
Should both fail, the primary key on `position` lets only one of two transactions commit.
"""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass

from django.db import DatabaseError, connection, transaction
from django.db.models import Exists, Max, OuterRef

from goldenthread.access.audit import checkpoints
from goldenthread.access.audit.checkpoints import Checkpoint
from goldenthread.access.audit.digests import SEALED_FIELDS, START, digest, link
from goldenthread.access.models.audit import AuditEntry, AuditEntryQuerySet, AuditSeal
from goldenthread.core import clock

BATCH = 5_000
# How far below the newest sealed id a round looks for rows that were committed late. Rows later than that
# wait for the next sweep, which looks at everything.
WINDOW = 50_000
SWEEP_SECONDS = 3_600.0
# An entry that has waited longer than this shows that no sealer is at work.
LATE_SECONDS = 60
ADVISORY_LOCK = 7_305_812_019
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Sealing:
    """What one round did: links added, links there are now and the chain's head. `busy`: another was at work."""

    sealed: int
    count: int
    head: str
    busy: bool = False


def unsealed(*, sweep: bool = True) -> AuditEntryQuerySet:
    """Entries that no link holds yet, oldest id first; without `sweep` only those near the newest."""
    found = AuditEntry.objects.exclude(
        Exists(AuditSeal.objects.filter(entry_id=OuterRef("pk")))
    ).order_by("pk")
    if sweep:
        return found
    newest: int = AuditSeal.objects.aggregate(newest=Max("entry_id"))["newest"] or 0
    return found.filter(pk__gt=newest - WINDOW)


def seal(limit: int = BATCH, *, sweep: bool = False) -> Sealing:
    """Chain at most `limit` entries in one transaction, then write a checkpoint outside the database."""
    with transaction.atomic():
        count, head = _end_of_chain()
        if not _only_sealer():
            return Sealing(0, count, head, busy=True)
        # Read again: whoever held the lock before may have added links.
        count, head = _end_of_chain()
        links = []
        for row in unsealed(sweep=sweep).values("pk", *SEALED_FIELDS)[:limit]:
            count += 1
            mark = digest(row)
            head = link(head, count, row["pk"], mark)
            links.append(AuditSeal(position=count, entry_id=row["pk"], digest=mark, chain=head))
        AuditSeal.objects.bulk_create(links, batch_size=1_000)
    _checkpoint(count, head)
    return Sealing(len(links), count, head)


def seal_once(*, sweep: bool = False) -> Sealing:
    """Chain everything that waits, batch by batch."""
    total = 0
    while True:
        done = seal(BATCH, sweep=sweep)
        total += done.sealed
        if done.sealed < BATCH:
            return Sealing(total, done.count, done.head, done.busy)


def keep_sealed(stop: threading.Event, *, every: float = 30.0) -> None:
    """Seal every `every` seconds until `stop` is set, with a sweep at the start and each hour."""
    sweep_at = 0.0
    while not stop.is_set():
        sweep = time.monotonic() >= sweep_at
        try:
            seal_once(sweep=sweep)
        except DatabaseError:
            # The database is away or busy: the rows wait, and the next round finds them.
            log.exception("the audit trail could not be sealed")
        else:
            sweep_at = time.monotonic() + SWEEP_SECONDS if sweep else sweep_at
        finally:
            connection.close_if_unusable_or_obsolete()
        stop.wait(every)


def _end_of_chain() -> tuple[int, str]:
    last = AuditSeal.objects.order_by("-position").values_list("position", "chain").first()
    return last or (0, START)


def _only_sealer() -> bool:
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [ADVISORY_LOCK])
        return bool(cursor.fetchone()[0])


def _checkpoint(count: int, head: str) -> None:
    """After the commit, never before it: a checkpoint must not promise links that were rolled back."""
    last = checkpoints.last()
    if count and (last is None or (last.count, last.head) != (count, head)):
        checkpoints.append(Checkpoint(count, head, clock.now()))
