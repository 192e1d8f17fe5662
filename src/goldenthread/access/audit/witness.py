"""Holds the checkpoints, kept outside the database, against the chain inside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Self

from goldenthread.access.audit.checkpoints import Checkpoint, read
from goldenthread.access.audit.digests import START
from goldenthread.access.audit.links import Link, Problem
from goldenthread.access.models.audit import AuditSeal
from goldenthread.core.errors import UserError


class Witness:
    """Walks the checkpoints beside the chain and compares each as the chain passes it."""

    def __init__(self, file: Path, *, required: bool) -> None:
        self.file = file
        self.read = self.unreadable = 0
        self.last: Checkpoint | None = None
        self._stack = ExitStack()
        self._lines: Iterator[Checkpoint | None] = iter(())
        if file.is_file():
            # Only what stood there at the start: the sealer may add links and checkpoints meanwhile.
            size = file.stat().st_size
            self._lines = read(self._stack.enter_context(file.open("rb")), size)
        elif required:
            raise UserError(
                "no_such_file", f"There is no file at {file}.", str(file), "Check the path."
            )
        self.next = self._advance()
        if required and self.next is None:
            self._stack.close()
            raise UserError(
                "no_checkpoints",
                "The file holds no checkpoint that could be read.",
                str(file),
                "Give a copy of checkpoints.jsonl as the sealer writes it.",
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def _advance(self) -> Checkpoint | None:
        for found in self._lines:
            if found is None:
                self.unreadable += 1
                continue
            self.read += 1
            self.last = found
            return found
        return None

    def disagrees(self, at: Link) -> Problem | None:
        """The first checkpoint up to `at` that tells of another chain."""
        while self.next is not None and self.next.count <= at.position:
            seen = at.chain if self.next.count == at.position else chain_at(self.next.count)
            if seen != self.next.head:
                return Problem(
                    "rewritten",
                    self.next.count,
                    at.entry_id if self.next.count == at.position else None,
                    f"The first {self.next.count} links are not those that the checkpoint of "
                    f"{self.next.at.isoformat()} saw: the trail was rewritten.",
                )
            self.next = self._advance()
        return None

    def lost_tail(self, count: int) -> Problem | None:
        """The longest trail that a checkpoint saw, when it was longer than what is there now."""
        longest = self.next
        while (found := self._advance()) is not None:
            if longest is None or found.count > longest.count:
                longest = found
        if longest is None or longest.count <= count:
            return None
        return Problem(
            "cut_off",
            count + 1,
            None,
            f"The trail ends at link {count}, but the checkpoint of {longest.at.isoformat()} saw "
            f"{longest.count}: {longest.count - count} lost at the end.",
        )


def chain_at(position: int) -> str | None:
    """The chain as it is now up to `position`; None where there is no such link."""
    if position == 0:
        return START
    return AuditSeal.objects.filter(position=position).values_list("chain", flat=True).first()
