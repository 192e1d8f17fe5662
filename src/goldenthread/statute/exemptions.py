"""Whether a claimed exemption disapplies a limit. Each limit is decided on its own; nothing pauses or lengthens one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from goldenthread.core.months import day_words
from goldenthread.core.rulesfile import load_rules
from goldenthread.statute.rulebook import rulebook
from goldenthread.statute.timeline import Claim

_FILE = Path(__file__).parent / "data" / "exemptions.yaml"
CLOSURES = ("school_closure", "early_years_closure")


@dataclass(frozen=True, slots=True)
class Period:
    """The days in which a limit runs: from the start of its clock to its last day, both inside."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Finding:
    """Whether a ground is available for a limit, apart from whether it made compliance impractical, and why.

    `window`: the first and the last day for asking for advice, or of the period in which a relaxation was in force.
    """

    available: bool
    because: str
    citation: str | None = None
    evidence: str | None = None
    provision: str | None = None
    window: tuple[date, date] | None = None


@lru_cache(maxsize=1)
def exemptions_file() -> dict[str, Any]:
    """Sets, provisions, grounds and the terms of a closure."""
    return load_rules(_FILE)


def grounds() -> Mapping[str, Any]:
    """The grounds that the vocabulary knows, those that never count among them."""
    found: dict[str, Any] = exemptions_file()["grounds"]
    return found


def exemption_set(limit: str) -> str | None:
    """The set of the rule whose limit it is: `EX-A` to `EX-D`, or None where none can disapply it."""
    return rulebook()[limit].exemptions


def available(claim: Claim, limit: str, period: Period | None) -> Finding:
    """Whether the ground of a claim is one for this limit. Without a `period` nothing is asked that needs one."""
    terms = grounds()[claim.ground]
    if "never" in terms:
        return Finding(False, terms["never"], terms["citation"], terms["evidence"])
    name = exemption_set(limit)
    if name is None:
        return Finding(
            False, "No exemption exists for this limit.", rulebook()[limit].citation,
            rulebook()[limit].evidence,
        )  # fmt: skip
    if claim.ground == "coronavirus":
        return _relaxation(terms, claim, period)
    of_set = exemptions_file()["sets"][name]
    limb = of_set["grounds"].get(claim.ground)
    if limb is None:
        return Finding(
            False, f"{of_set['who']} cannot rely on this ground for this limit: {_plain(terms)}",
            of_set["citation"], of_set["evidence"],
        )  # fmt: skip
    provisions = exemptions_file()["provisions"]
    where = f"{provisions.get(limit) or provisions.get(name) or 'reg 5(4)'}({limb})"
    holds, sentence, window = _holds(claim, period, of_set.get("absence_days"))
    return Finding(holds, sentence, of_set["citation"], of_set["evidence"], where, window)


def _plain(terms: Mapping[str, Any]) -> str:
    words: str = terms["words"]
    return words[0].lower() + words[1:]


def _relaxation(terms: Mapping[str, Any], claim: Claim, period: Period | None) -> Finding:
    """The time in which limits were relaxed: the limit has to end in it; without a clock its end is not asked."""
    window = terms["from"], terms["to"]
    first = period.last if period else claim.since or window[0]
    last = period.last if period else claim.until or window[1]
    inside = first <= window[1] and last >= window[0]
    sentence = (
        f"The relaxation was in force from {day_words(window[0])} to {day_words(window[1])}; "
        + ("the limit ended in it." if inside else "the limit did not end in it.")
    )
    return Finding(inside, sentence, terms["citation"], terms["evidence"], None, window)


def _holds(
    claim: Claim, period: Period | None, absence_days: int | None
) -> tuple[bool, str, tuple[date, date] | None]:
    if claim.ground in CLOSURES:
        return _closed(claim, period)
    if claim.ground == "absence_from_area":
        return (*_absent(claim, period, absence_days or 0), None)
    if not _touches(claim, period):
        return False, "It fell outside the days in which the limit ran.", None
    return True, f"{grounds()[claim.ground]['words'][:-1]} while the limit ran.", None


def _closed(claim: Claim, period: Period | None) -> tuple[bool, str, tuple[date, date] | None]:
    """A continuous closure that is long enough, with the request for advice in its window."""
    terms = exemptions_file()["closure"]
    least, days = terms["least_days"], claim.days
    if claim.since is None or claim.until is None or days is None:
        return (
            False,
            "The first day of the closure and the day of opening again are not given.",
            None,
        )
    margin = timedelta(days=terms["window_days"])
    window = claim.since - margin, claim.until - margin
    if days < least:
        return False, f"The closure lasted {days} days; it has to last {least} or more.", window
    asked = claim.advice_requested_on
    between = f"from {day_words(window[0])} to {day_words(window[1])}"
    if asked is None or not window[0] <= asked <= window[1]:
        when = "the day on which advice was asked for is not given" if asked is None else (
            f"advice was asked for on {day_words(asked)}"
        )  # fmt: skip
        return False, f"Advice has to be asked for {between}; {when}.", window
    if period is not None and not period.first <= asked <= period.last:
        return False, "Advice was asked for outside the days in which the limit ran.", window
    inside = f"on {day_words(asked)}, inside the days {between}"
    return True, f"The closure lasted {days} days, and advice was asked for {inside}.", window


def _absent(claim: Claim, period: Period | None, least: int) -> tuple[bool, str]:
    """A continuous absence that is long enough, while the limit ran."""
    if claim.since is None or claim.until is None:
        return False, "The first and the last day of the absence are not given."
    first, end = claim.since, claim.until
    if period is not None:
        first, end = max(first, period.first), min(end, period.last + timedelta(days=1))
    days = max((end - first).days, 0)
    while_it_ran = " while the limit ran" if period is not None else ""
    return days >= least, f"The absence lasted {days} days{while_it_ran}; it takes {least} or more."


def _touches(claim: Claim, period: Period | None) -> bool:
    if period is None:
        return True
    begins = claim.since or period.first
    ends = claim.until - timedelta(days=1) if claim.until else max(begins, period.last)
    return begins <= period.last and ends >= period.first
