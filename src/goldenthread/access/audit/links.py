"""Streams the chain of the audit trail, link by link, and stops at the first that does not hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from goldenthread.access.audit.digests import SEALED_FIELDS, START, digest, link
from goldenthread.access.models.audit import AuditEntry, AuditSeal

BATCH = 5_000
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Link:
    """A link that holds: its position, the entry behind it and the chain up to here."""

    position: int
    entry_id: int | None
    chain: str


@dataclass(frozen=True)
class Problem:
    """What is not in order, and where.

    `kind` is a stable name for programs: changed, removed, reordered, inserted, broken (a link itself was
    changed), rewritten, cut_off, no_checkpoints, unprotected.
    """

    kind: str
    position: int | None
    entry_id: int | None
    message: str


def links(progress: Callable[[int], object] | None = None) -> Iterator[Link | Problem]:
    """Every link in order; where one does not hold, the problem instead, and no more."""
    before = Link(0, None, START)
    for batch in _batches():
        ids = [seal["entry_id"] for seal in batch]
        rows = AuditEntry.objects.filter(pk__in=ids).values("pk", *SEALED_FIELDS)
        entries: dict[int, Row] = {row["pk"]: row for row in rows}
        for seal in batch:
            problem = _fault(before, seal, entries.get(seal["entry_id"]))
            if problem is not None:
                yield problem
                return
            before = Link(seal["position"], seal["entry_id"], seal["chain"])
            yield before
        if progress is not None:
            progress(len(batch))


def _batches() -> Iterator[Sequence[Row]]:
    seals = AuditSeal.objects.order_by("position").values("position", "entry_id", "digest", "chain")
    # From whatever comes first, so that a link slipped in before the first one shows.
    batch = list(seals[:BATCH])
    while batch:
        yield batch
        batch = list(seals.filter(position__gt=batch[-1]["position"])[:BATCH])


def _fault(before: Link, seal: Row, entry: Row | None) -> Problem | None:
    """What is wrong with the link `seal`, given the one before it and the entry it seals."""
    position, entry_id = before.position + 1, seal["entry_id"]
    if seal["position"] > position:
        last = seal["position"] - 1
        which = f"Link {position} is" if last == position else f"Links {position} to {last} are"
        return Problem("removed", position, None, f"{which} missing from the chain.")
    if seal["position"] < position:
        return Problem(
            "inserted", seal["position"], entry_id, f"Link {seal['position']} was slipped in."
        )
    if entry is None:
        return Problem(
            "removed", position, entry_id, f"Entry {entry_id}, sealed at {position}, was removed."
        )
    if (found := digest(entry)) != seal["digest"]:
        return _other_content(position, entry_id, found)
    if link(before.chain, position, entry_id, found) != seal["chain"]:
        return _other_place(before, seal)
    return None


def _other_content(position: int, entry_id: int, found: str) -> Problem:
    """The entry is not what was sealed here: either it was sealed elsewhere, or it was changed."""
    home = AuditSeal.objects.filter(digest=found).exclude(position=position).first()
    if home is not None:
        return Problem(
            "reordered",
            position,
            entry_id,
            f"Entry {entry_id}, sealed at {position}, has changed places with the one at {home.position}.",
        )
    return Problem(
        "changed", position, entry_id, f"Entry {entry_id}, sealed at {position}, was changed."
    )


def _other_place(before: Link, seal: Row) -> Problem:
    """Entry and digest agree, but the chain does not lead here: another link's place, or another chain."""
    position, entry_id = before.position + 1, seal["entry_id"]
    following = AuditSeal.objects.filter(position__gt=position).values(
        "entry_id", "digest", "chain"
    )
    for other in following.iterator(BATCH):
        if link(before.chain, position, other["entry_id"], other["digest"]) in (
            other["chain"],
            seal["chain"],
        ):
            return Problem(
                "reordered",
                position,
                entry_id,
                f"Entry {entry_id} stands at {position}, where entry {other['entry_id']} was sealed.",
            )
    return Problem(
        "broken", position, entry_id, f"Link {position} does not follow from the one before it."
    )
