"""What a verification found, as one JSON object and in words."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from goldenthread.access.audit.sealing import LATE_SECONDS
from goldenthread.access.audit.verification import Verification


def _moment(value: datetime | None) -> str | None:
    return None if value is None else value.astimezone(UTC).isoformat(timespec="seconds")


def as_document(found: Verification) -> dict[str, Any]:
    """The object of access/schemas/audit_verify.schema.json."""
    last = found.last_checkpoint
    return {
        "in_order": found.in_order,
        "sealed": found.sealed,
        "head": found.head,
        "checkpoints": {
            "file": str(found.checkpoint_file),
            "read": found.checkpoints,
            "unreadable": found.unreadable_checkpoints,
            "last": last and {"count": last.count, "head": last.head, "at": _moment(last.at)},
        },
        "unsealed": {
            "count": found.unsealed,
            "entry_ids": list(found.unsealed_ids),
            "oldest_at": _moment(found.oldest_unsealed),
            "age_seconds": found.age_seconds,
            "late": found.late,
        },
        "problems": [asdict(problem) for problem in found.problems],
    }


def in_words(found: Verification) -> list[str]:
    """The same for a person, one line each, the verdict first."""
    if found.in_order:
        lines = [f"The audit trail is in order: {found.sealed:,} sealed entries."]
    else:
        lines = ["The audit trail is NOT in order."]
        lines += [f"  {problem.kind}: {problem.message}" for problem in found.problems]
    lines.append(f"Checkpoints read: {found.checkpoints:,} from {found.checkpoint_file}.")
    if found.unreadable_checkpoints:
        lines.append(f"Lines there that hold no checkpoint: {found.unreadable_checkpoints:,}.")
    lines.append(_waiting(found))
    return lines


def _waiting(found: Verification) -> str:
    if not found.unsealed:
        return "No entry waits to be sealed."
    text = f"Entries that wait to be sealed: {found.unsealed:,}, the oldest for {found.age_seconds:,} s"
    more = found.unsealed - len(found.unsealed_ids)
    text += f" ({', '.join(map(str, found.unsealed_ids))}{f' and {more:,} more' if more else ''})."
    if found.late:
        text += f" That is more than {LATE_SECONDS} s: the scheduler is not at work."
    return text
