"""Writing a request that an action has locked: these columns and the next version; the action records it."""

from __future__ import annotations

from goldenthread.assessments.models import Request


def save_next(asked: Request, *fields: str) -> None:
    """Write these columns, with the version that the next reader holds theirs against."""
    asked.version += 1
    asked.save(update_fields=[*fields, "version"])
