"""Reads the cells of the worked tables: days with their weekday, and what happened as a case."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from goldenthread.statute.reading import read_case
from goldenthread.statute.timeline import Case
from tests.spec.statutory_clock.phrases import PHRASES

_DAY = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d{1,2} [A-Z][a-z]{2} \d{4}"
_HAPPENED = re.compile(
    rf"(?P<phrase>.+?),? (?P<on>{_DAY})(?: (?P<then>until|fixing) (?P<day>{_DAY}))?"
)
_THEN = {"until": "reopens", "fixing": "directed_date"}
DETAINED = "detained"


def day(cell: str) -> date:
    """`Tue 3 Mar 2026`. ValueError where the weekday is another: the tables are worked by hand."""
    found = datetime.strptime(cell, "%a %d %b %Y").date()  # noqa: DTZ007
    if f"{found:%a}" != cell[:3]:
        raise ValueError(f"{cell} is a {found:%A}")
    return found


def day_or_none(cell: str) -> date | None:
    return None if cell == "-" else day(cell)


def case_of(row: dict[str, str]) -> Case:
    """The case that a row tells in `What happened`, `Child`, `Reading` and `As at`."""
    told: dict[str, Any] = {
        "events": [_event(one.strip()) for one in row["What happened"].split(";")],
        "child": _child(row.get("Child", "-")),
        "settings": settings_of(row.get("Reading", "-")),
    }
    if (as_at := row.get("As at", "-")) != "-":
        told["as_at"] = day(as_at).isoformat()
    return read_case(told)


def settings_of(cell: str) -> dict[str, str]:
    """`period end: anniversary`."""
    if cell == "-":
        return {}
    name, value = (part.strip().replace(" ", "_") for part in cell.split(":"))
    return {name: value}


def _event(words: str) -> dict[str, Any]:
    found = _HAPPENED.fullmatch(words)
    if found is None:
        raise ValueError(f"{words!r} is not what happened on a day")
    kind, details = PHRASES[found["phrase"]]
    if found["then"]:
        details = details | {_THEN[found["then"]]: day(found["day"]).isoformat()}
    return {"kind": kind, "on": day(found["on"]).isoformat(), "details": details}


def _child(cell: str) -> dict[str, str]:
    if cell == "-":
        return {}
    if cell == DETAINED:
        return {"setting": "youth_accommodation"}
    return {"born": day(cell.removeprefix("born ")).isoformat()}
