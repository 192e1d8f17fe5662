"""Our strictness against the published format, both ways: what it refuses is an error, what it takes is none."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema

from goldenthread.statute.worked import evaluate
from tests.statute.test_cases import OWN, read

PUT = (None, 7, -1, "x", "2025-02-31", [], {}, True, [{}])
# Every so many, so that it stays short; another step tries others.
STEP = 31
# The format cannot say these: the day exists, the rule and the figures are real, dates follow one another.
BEYOND_THE_FORMAT = (
    "There is no day", "is not known here", "is more than all", "before the day", "before the request",
    "needed for this", "No event of the case", "is no duty", "has no notice", "is not between",
)  # fmt: skip


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to everything in a case."""
    if path:
        yield path
    inside = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for key, one in inside:
        yield from places(one, (*path, key))


def mutated(case: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The case with one thing replaced, left out or added."""
    for path in places(case):
        for given in (*PUT, "leave out", "add"):
            found: Any = copy.deepcopy(case)
            at = found
            for step in path[:-1]:
                at = at[step]
            if given == "leave out":
                del at[path[-1]]
            elif given == "add":
                if not isinstance(at, dict):
                    continue
                at["surprise"] = 1
            else:
                at[path[-1]] = given
            yield f"{case['id']} {path}: {given!r}", found


def test_an_error_is_what_the_format_refuses(reference: Path) -> None:
    shape = json.loads(
        (reference / "data" / "statutory_cases.schema.json").read_text(encoding="utf-8")
    )
    judge = jsonschema.Draft202012Validator(shape)
    wrong, tried = [], 0
    for number, (what, case) in enumerate(one for own in read(OWN) for one in mutated(own)):
        if number % STEP:
            continue
        tried += 1
        (result,) = evaluate([case])
        valid = judge.is_valid([case])
        if not valid and result.result != "error":
            wrong.append(f"taken, though the format refuses it: {what}")
        message = result.message or ""
        if (
            valid
            and result.result == "error"
            and not any(one in message for one in BEYOND_THE_FORMAT)
        ):
            wrong.append(f"refused, though the format takes it: {what}: {message}")
    assert tried > 500
    assert wrong == []
