"""Checks the trail from its first link to its last and names the first thing that is not in order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import connection
from django.db.models import Count, Max, Min

from goldenthread.access.audit import protection
from goldenthread.access.audit.checkpoints import Checkpoint, own_file
from goldenthread.access.audit.digests import START
from goldenthread.access.audit.links import Problem, links
from goldenthread.access.audit.sealing import LATE_SECONDS, unsealed
from goldenthread.access.audit.witness import Witness, chain_at
from goldenthread.access.models.audit import AuditSeal
from goldenthread.core import clock

Progress = Callable[[int], object]
# So many unsealed entries are named; the rest are counted.
NAMED = 100


@dataclass(frozen=True)
class Verification:
    """What was checked and found. `head` is the chain's last value; times are aware, in UTC.

    `unsealed_ids`: the entries that no link holds yet, the first written first, at most 100 of them.
    """

    sealed: int
    head: str
    checkpoint_file: Path
    checkpoints: int
    unreadable_checkpoints: int
    last_checkpoint: Checkpoint | None
    unsealed: int
    unsealed_ids: tuple[int, ...]
    oldest_unsealed: datetime | None
    age_seconds: int | None
    problems: tuple[Problem, ...]

    @property
    def in_order(self) -> bool:
        return not self.problems

    @property
    def late(self) -> bool:
        """Whether an entry has waited so long that the sealer cannot be at work."""
        return self.age_seconds is not None and self.age_seconds > LATE_SECONDS


def verify(checkpoint_file: Path | None = None, progress: Progress | None = None) -> Verification:
    """Check guards, every link, every entry behind it, and every checkpoint.

    `checkpoint_file` is a copy kept elsewhere; without it the installation's own file is used. `progress` is
    told how many links were checked since it was last told. UserError when a file that was named cannot be
    read. Reads 5,000 rows at a time, so that memory does not grow with the trail.
    """
    file = checkpoint_file or own_file()
    with Witness(file, required=checkpoint_file is not None) as witness:
        problems = _missing_guards()
        for found in links(progress):
            problem = found if isinstance(found, Problem) else witness.disagrees(found)
            if problem is not None:
                problems.append(problem)
                break
        chain = AuditSeal.objects.aggregate(sealed=Count("pk"), end=Max("position"))
        sealed, end = chain["sealed"], chain["end"] or 0
        if (tail := witness.lost_tail(end)) is not None:
            problems.append(tail)
    if sealed and not witness.read:
        problems.append(_no_checkpoints(file))
    waiting = unsealed().order_by().aggregate(count=Count("pk"), oldest=Min("at"))
    named = tuple(unsealed().values_list("pk", flat=True)[:NAMED]) if waiting["count"] else ()
    oldest = waiting["oldest"]
    return Verification(
        sealed=sealed,
        head=chain_at(end) or START,
        checkpoint_file=file,
        checkpoints=witness.read,
        unreadable_checkpoints=witness.unreadable,
        last_checkpoint=witness.last,
        unsealed=waiting["count"],
        unsealed_ids=named,
        oldest_unsealed=oldest,
        age_seconds=int((clock.now() - oldest).total_seconds()) if oldest else None,
        problems=tuple(problems),
    )


def links_to_check() -> int:
    """How many links the chain has, for a progress bar."""
    return AuditSeal.objects.count()


def _missing_guards() -> list[Problem]:
    return [
        Problem("unprotected", None, None, f"The database's own guard {name} is not in force.")
        for name in protection.missing(connection)
    ]


def _no_checkpoints(file: Path) -> Problem:
    return Problem(
        "no_checkpoints",
        None,
        None,
        f"There are sealed entries but no checkpoints at {file}: rows lost at the end would not show.",
    )
