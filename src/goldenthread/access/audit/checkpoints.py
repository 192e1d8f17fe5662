"""Checkpoints: what the trail's length and head were, kept outside the database.

One JSON line each, `{"count", "head", "at"}`, only ever appended. Whoever can rewrite the database cannot
rewrite a copy of this file that is kept elsewhere.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

NAME = "checkpoints.jsonl"
_LAST_LINE_WITHIN = 4096
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Checkpoint:
    """At `at`, the chain had `count` links and ended in `head` (64 hexadecimal digits)."""

    count: int
    head: str
    at: datetime

    def line(self) -> bytes:
        moment = self.at.astimezone(UTC).isoformat(timespec="seconds")
        text = json.dumps({"count": self.count, "head": self.head, "at": moment})
        return text.encode("ascii") + b"\n"


def parse(line: bytes) -> Checkpoint | None:
    """The checkpoint that `line` holds; None where it holds none, such as a line torn by a power cut."""
    try:
        found = json.loads(line)
        count, head, at = found["count"], found["head"], datetime.fromisoformat(found["at"])
    except (ValueError, KeyError, TypeError):
        return None
    sound = isinstance(count, int) and isinstance(head, str) and at.tzinfo is not None
    return Checkpoint(count, head, at) if sound else None


def own_file() -> Path:
    """This installation's file: in the folder that the setting AUDIT_DIR names."""
    folder = Path(settings.AUDIT_DIR)
    return Path(folder) / NAME


def append(checkpoint: Checkpoint, file: Path | None = None) -> None:
    """Add one line and see it onto the disk. The file is readable by its owner alone."""
    path = file or own_file()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        # A line that a power cut tore off must not swallow this one.
        size = os.fstat(handle).st_size
        torn = size > 0 and os.pread(handle, 1, size - 1) != b"\n"
        os.write(handle, (b"\n" if torn else b"") + checkpoint.line())
        os.fsync(handle)
    finally:
        os.close(handle)
    # A central log, where there is one, is a second copy out of reach.
    log.info("audit checkpoint count=%d head=%s", checkpoint.count, checkpoint.head)


def last(file: Path | None = None) -> Checkpoint | None:
    """The newest readable checkpoint, found from the file's end; None without file or checkpoint."""
    try:
        with (file or own_file()).open("rb") as stream:
            stream.seek(0, os.SEEK_END)
            stream.seek(max(0, stream.tell() - _LAST_LINE_WITHIN))
            lines = stream.read().splitlines()
    except FileNotFoundError:
        return None
    return next((found for line in reversed(lines) if (found := parse(line))), None)


def read(stream: BinaryIO, size: int) -> Iterator[Checkpoint | None]:
    """The checkpoints in the first `size` bytes, in order; None for a line that cannot be read."""
    while stream.tell() < size and (line := stream.readline()):
        if line.strip():
            yield parse(line)
