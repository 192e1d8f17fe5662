"""Reads a case from plain JSON values. Strict: what is not understood is an error with its place, never skipped."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from goldenthread.core.errors import UserError
from goldenthread.core.rulesfile import load_rules
from goldenthread.statute.exemptions import grounds
from goldenthread.statute.rulebook import rulebook
from goldenthread.statute.settings import Settings
from goldenthread.statute.timeline import Case, Child, Claim, Event, PracticeTarget

_FILE = Path(__file__).parent / "data" / "vocabulary.yaml"
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
FIRST_YEAR, LAST_YEAR = 1900, 2199
YOUNGEST, OLDEST = -4, 20
CASE_FIELDS = ("settings", "child", "events", "exemptions", "as_at", "practice_targets")


@lru_cache(maxsize=1)
def vocabulary() -> dict[str, Any]:
    """The file of words: `events`, `details`, `child_settings`."""
    return load_rules(_FILE)


def read_case(given: object, where: str = "") -> Case:
    """The case in a JSON object with `settings`, `child`, `events`, `exemptions`, `as_at`, `practice_targets`."""
    facts = table(given, where or "the case", CASE_FIELDS)
    prefix = f"{where}." if where else ""
    return Case(
        settings=Settings().with_values(
            table(facts.get("settings", {}), f"{prefix}settings"), f"{prefix}settings"
        ),
        child=read_child(facts["child"], f"{prefix}child") if "child" in facts else Child(),
        events=read_events(facts.get("events", []), f"{prefix}events"),
        claims=read_claims(facts.get("exemptions", []), f"{prefix}exemptions"),
        as_at=_optional_day(facts, "as_at", prefix),
        targets=_targets(facts.get("practice_targets", []), f"{prefix}practice_targets"),
    )


def read_child(given: object, where: str) -> Child:
    """The facts of the child."""
    facts = table(given, where, ("born", "setting", "year_group"))
    year, setting = facts.get("year_group"), facts.get("setting")
    if year is not None:
        year = whole(year, f"{where}.year_group", YOUNGEST, OLDEST)
    if setting is not None:
        word(setting, f"{where}.setting", vocabulary()["child_settings"])
    return Child(_optional_day(facts, "born", f"{where}."), setting, year)


def _optional_day(facts: Mapping[str, Any], name: str, prefix: str) -> date | None:
    """A day that may be left out; null is the same."""
    given = facts.get(name)
    return None if given is None else day(given, f"{prefix}{name}")


def read_events(given: object, where: str) -> tuple[Event, ...]:
    """Dated events."""
    return tuple(
        read_event(one, f"{where}[{number}]") for number, one in enumerate(rows(given, where))
    )


def read_event(given: object, where: str) -> Event:
    """One dated event."""
    facts = table(given, where, ("kind", "on", "details"), needs=("kind", "on"))
    kind = word(facts["kind"], f"{where}.kind", vocabulary()["events"])
    known = vocabulary()["events"][kind]
    needs, may = known.get("needs", []), known.get("may", [])
    place = f"{where}.details"
    details = table(facts.get("details", {}), place, (*needs, *may), needs=needs)
    on = day(facts["on"], f"{where}.on")
    read = {name: _detail(name, value, f"{place}.{name}") for name, value in details.items()}
    if "reopens" in read and read["reopens"] < on:
        raise UserError(
            "dates_the_wrong_way_round", "It opens again before the day on which it closed.",
            f"{place}.reopens", "Give the first day on which it is open again.",
        )  # fmt: skip
    return Event(kind, on, read)


def _detail(name: str, value: object, where: str) -> Any:
    shape = vocabulary()["details"][name]
    if shape["type"] == "date":
        return day(value, where)
    if shape["type"] == "truth":
        return truth(value, where)
    if shape["type"] == "one":
        return word(value, where, shape["values"])
    return words(value, where, shape["values"], once=shape.get("once", False))


def read_claims(given: object, where: str) -> tuple[Claim, ...]:
    """Exemptions as claimed."""
    return tuple(_claim(one, f"{where}[{number}]") for number, one in enumerate(rows(given, where)))


def _claim(given: object, where: str) -> Claim:
    names = ("ground", "from", "to", "advice_requested_on", "limits", "impractical")
    facts = table(given, where, names, needs=("ground", "limits"))
    days = {
        name: _optional_day(facts, name, f"{where}.")
        for name in ("from", "to", "advice_requested_on")
    }
    since, until = days["from"], days["to"]
    if since and until and until < since:
        raise UserError(
            "dates_the_wrong_way_round", "The ground ends before the day on which it begins.",
            f"{where}.to", "Give the first day on which it no longer holds.",
        )  # fmt: skip
    limits = words(facts["limits"], f"{where}.limits", rulebook(), once=True)
    return Claim(
        word(facts["ground"], f"{where}.ground", grounds()), limits, since, until,
        days["advice_requested_on"], truth(facts.get("impractical", False), f"{where}.impractical"),
    )  # fmt: skip


def _targets(given: object, where: str) -> tuple[PracticeTarget, ...]:
    found = []
    for number, one in enumerate(rows(given, where)):
        place = f"{where}[{number}]"
        facts = table(one, place, ("rule", "days", "label"), needs=("rule", "days", "label"))
        rule = word(facts["rule"], f"{place}.rule", rulebook())
        found.append(
            PracticeTarget(
                rule, whole(facts["days"], f"{place}.days", 0, 3660),
                text(facts["label"], f"{place}.label"),
            )
        )  # fmt: skip
    return tuple(found)


def table(
    given: object, where: str, names: Sequence[str] | None = None, needs: Sequence[str] = ()
) -> Mapping[str, Any]:
    """A JSON object with no field but `names`, and with every one of `needs`."""
    if not isinstance(given, Mapping):
        raise UserError("wrong_type", "This has to be an object with named fields.", where)
    for name in given:
        if names is not None and name not in names:
            raise UserError(
                "unknown_field", f"There is no field {name!r} here.", f"{where}.{name}",
                f"Use: {', '.join(names)}." if names else "Leave it out: nothing can stand here.",
            )  # fmt: skip
    for name in needs:
        if name not in given:
            raise UserError("missing_field", f"The field {name!r} is missing.", where, "Give it.")
    return given


def full(given: object, where: str, names: Sequence[str] | None = None) -> Mapping[str, Any]:
    """A JSON object that may be left out, but not be empty."""
    found = table(given, where, names)
    if not found:
        raise UserError("empty_object", "Nothing stands here.", where, "Fill it, or leave it out.")
    return found


def rows(given: object, where: str) -> Sequence[object]:
    """A JSON list."""
    if not isinstance(given, list):
        raise UserError("wrong_type", "This has to be a list.", where)
    return given


def day(given: object, where: str) -> date:
    """A day of the calendar, `YYYY-MM-DD`."""
    if isinstance(given, str) and _ISO.fullmatch(given):
        try:
            found = date.fromisoformat(given)
        except ValueError:
            raise UserError(
                "no_such_day", f"There is no day {given}.", where, "Check the day and the month."
            ) from None
        if FIRST_YEAR <= found.year <= LAST_YEAR:
            return found
        raise UserError(
            "implausible_year", f"{given} is not between {FIRST_YEAR} and {LAST_YEAR}.", where,
            "Check the year.",
        )  # fmt: skip
    raise UserError("not_a_date", f"{given!r} is no date.", where, "Write it as YYYY-MM-DD.")


def word(given: object, where: str, values: Sequence[str] | Mapping[str, object]) -> str:
    """One of the words of a list."""
    if not isinstance(given, str) or given not in values:
        some = ", ".join(list(values)[:60])
        raise UserError("unknown_word", f"{given!r} is not known here.", where, f"Use: {some}.")
    return given


def words(
    given: object, where: str, values: Sequence[str] | Mapping[str, object], *, once: bool = False
) -> tuple[str, ...]:
    """A list of such words, at least one; each `once` only where that is asked."""
    found = tuple(word(one, f"{where}[{n}]", values) for n, one in enumerate(rows(given, where)))
    if not found:
        raise UserError("empty_list", "The list is empty.", where, "Name at least one.")
    if once and len(set(found)) < len(found):
        raise UserError("named_twice", "A word stands twice.", where, "Name each once.")
    return found


def truth(given: object, where: str) -> bool:
    """True or false."""
    if not isinstance(given, bool):
        raise UserError("wrong_type", f"{given!r} is neither true nor false.", where)
    return given


def whole(given: object, where: str, least: int, most: int) -> int:
    """A whole number between two others."""
    if isinstance(given, float) and given.is_integer():
        given = int(given)  # JSON knows one kind of number: 7.0 is 7
    if isinstance(given, bool) or not isinstance(given, int) or not least <= given <= most:
        raise UserError(
            "not_a_whole_number", f"{given!r} is no whole number from {least} to {most}.", where
        )
    return given


def text(given: object, where: str) -> str:
    """Words that are not empty."""
    if not isinstance(given, str) or not given:
        raise UserError("wrong_type", "This has to be words.", where)
    return given
