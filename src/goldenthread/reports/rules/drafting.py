"""The words that a highlight report starts from: plain facts, ready for the lead to edit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from goldenthread.core.months import Month

NEXT_AT_LEAST, NEXT_MONTHS = 2, 3


@dataclass(frozen=True)
class Happening:
    """What happened to one milestone since the last highlight report.

    `status` is the word of the newest report, such as Green, or empty when it was only signed off.
    """

    ref: str
    milestone: str
    signed_off: bool
    status: str
    progress: str
    impact: str


@dataclass(frozen=True)
class Standing:
    """A milestone as it stands. `off_track` is true for Amber and Red; `label` says the status in words."""

    ref: str
    milestone: str
    done: bool
    off_track: bool
    label: str
    due: Month | None
    first_due: Month | None
    forecast: Month | None
    reason: str


@dataclass(frozen=True)
class Draft:
    """The text of each heading, one line to an item; empty where there is nothing to say."""

    done: str
    next_steps: str
    exceptions: str


def draft(happenings: Iterable[Happening], standings: Sequence[Standing], this: Month) -> Draft:
    """What happened, what falls due next, and what is off track, as text."""
    return Draft(
        done="\n".join(_happened(row) for row in happenings),
        next_steps="\n".join(_ahead(row) for row in _next(standings, this)),
        exceptions="\n".join(_exception(row) for row in standings if row.off_track),
    )


def _next(standings: Sequence[Standing], this: Month) -> list[Standing]:
    """Open work of the next three months, the soonest first; at least two items where there are two."""
    ahead = [row for row in standings if not row.done and row.due is not None and row.due >= this]
    ahead.sort(key=lambda row: (str(row.due), row.ref))
    soon = [row for row in ahead if row.due is not None and row.due - this <= NEXT_MONTHS]
    return soon if len(soon) >= NEXT_AT_LEAST else ahead[:NEXT_AT_LEAST]


def _happened(row: Happening) -> str:
    told = [f"reported {row.status}"] if row.status else []
    told += ["signed off"] if row.signed_off else []
    start = f"{row.ref} {_bare(row.milestone)}: {' and '.join(told)}."
    return " ".join(part for part in (start, row.progress, row.impact) if part)


def _ahead(row: Standing) -> str:
    when = row.due.label if row.due else "no date"
    return f"{row.ref} {_bare(row.milestone)}: due {when}."


def _exception(row: Standing) -> str:
    dates = []
    if row.first_due:
        dates.append(f"First due {row.first_due.label}.")
    if row.forecast:
        dates.append(f"Now expected {row.forecast.label}.")
    elif row.due and row.due != row.first_due:
        dates.append(f"New date {row.due.label}.")
    return " ".join([f"{row.ref} {_bare(row.milestone)}: {row.label}.", *dates, row.reason]).strip()


def _bare(text: str) -> str:
    return text.rstrip(" .")
