"""How worked cases did, and the document in which it is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that came out otherwise. `rule` is a rule's id or a check's name; `reading` the other settings."""

    rule: str
    field: str
    got: Any
    wanted: Any
    reading: str = ""


@dataclass(frozen=True)
class Result:
    """How one case did: `pass`, `fail` with its differences, or `error` with a message."""

    id: str
    result: str
    differences: list[Difference] = field(default_factory=list)
    message: str | None = None


def plain(value: Any) -> Any:
    """As JSON has it."""
    if isinstance(value, date):
        return value.isoformat()
    return sorted(value) if isinstance(value, set) else value


def as_document(results: Sequence[Result]) -> dict[str, Any]:
    """The results as JSON, with the three totals."""
    return {
        "cases": [
            {
                "id": one.id, "result": one.result,
                "differences": [
                    {
                        "rule": each.rule, "field": each.field, "got": plain(each.got),
                        "wanted": plain(each.wanted), "reading": each.reading or None,
                    }
                    for each in one.differences
                ],
                "message": one.message,
            }
            for one in results
        ],
        "passed": sum(one.result == "pass" for one in results),
        "failed": sum(one.result == "fail" for one in results),
        "errors": sum(one.result == "error" for one in results),
    }  # fmt: skip
