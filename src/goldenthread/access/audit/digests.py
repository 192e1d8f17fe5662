"""How an entry becomes a digest, and digests a chain. Pure, so that anyone can recompute it.

An entry's canonical form is a JSON object of its columns (all but `id`) with sorted keys, no blanks, the time
in UTC to the microsecond, and empty columns left out: a column that a later version adds leaves the digests of
old entries as they were. The id is bound by the link, so that rows cannot change places.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

SEALED_FIELDS = (
    "at",
    "user_id",
    "post_ids",
    "action",
    "target_type",
    "target_id",
    "area_id",
    "fields",
    "count",
    "ids_hash",
    "outcome",
    "address",
    "request_id",
    "channel",
)
START = hashlib.sha256(b"Golden Thread audit trail, form 1").hexdigest()


def canonical(entry: Mapping[str, object]) -> bytes:
    """The bytes that stand for `entry`, a mapping with every name of SEALED_FIELDS."""
    kept = {name: _plain(entry[name]) for name in SEALED_FIELDS if entry[name] not in (None, "")}
    text = json.dumps(kept, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode("utf-8")


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value


def digest(entry: Mapping[str, object]) -> str:
    """SHA-256 of the canonical form, in hexadecimal."""
    return hashlib.sha256(canonical(entry)).hexdigest()


def link(previous: str, position: int, entry_id: int, entry_digest: str) -> str:
    """The chain up to `position`: SHA-256 of the chain before it, the position, the entry's id and digest."""
    text = f"{previous}|{position}|{entry_id}|{entry_digest}"
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def hash_of_ids(ids: Iterable[object]) -> str:
    """SHA-256 over the ids as text, sorted, one on each line: which records a list read has shown."""
    lines = "\n".join(sorted(str(one) for one in ids))
    return hashlib.sha256(lines.encode("utf-8")).hexdigest()
