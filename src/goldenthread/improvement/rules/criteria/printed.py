"""Reads what would be enough from the words of a criterion, to propose it. Nothing is set by it. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from goldenthread.core.rulesfile import load_rules
from goldenthread.improvement.rules.criteria.figures import PER_CENT_UNIT
from goldenthread.improvement.rules.criteria.names import Comparator

DATA = Path(__file__).parent.parent / "data" / "printed_numbers.yaml"
_BY_PERCENT = {
    Comparator.INCREASE_BY: Comparator.INCREASE_BY_PERCENT,
    Comparator.DECREASE_BY: Comparator.DECREASE_BY_PERCENT,
}
_DIGITS = r"(?<![\w.,/-])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![\d/]|\.\d|,\d{3})"
_YEAR = re.compile(r"(?:19|20)\d\d")
# Between words of comparison and their number: "at least the 60%", "no more than about 12".
_FILLER = r"(?:\s+(?:a|an|the|to|of|about|around|approximately|a total of))?\s*"


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A number that the criterion prints, in its own `words`, and how it would be held against figures.

    No `value`: the number is shown and nothing is proposed (a range, several targets, a fraction to be rounded).
    """

    words: str
    comparator: Comparator | None = None
    value: Decimal | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    value: Decimal | None
    unit: str
    comparator: Comparator | None
    rank: int


@cache
def printed_rules() -> dict[str, Any]:
    """The rules in force."""
    return load_rules(DATA)


@cache
def printed_number(text: str) -> PrintedNumber | None:
    """What the criterion prints as enough; None where it prints no such number."""
    plain = " ".join(text.replace("\u2019", "'").split())
    low = plain.lower()
    if (span := _range(low)) is not None:
        return PrintedNumber(plain[span[0] : span[1]])
    found = _numbers(low)
    if not found:
        return None
    best = [one for one in found if one.rank == min(other.rank for other in found)]
    first = best[0]
    words = plain[best[0].start : best[-1].end]
    same = {(one.value, one.unit, one.comparator) for one in best}
    if len(same) > 1 or first.value is None:
        return PrintedNumber(words)
    return PrintedNumber(plain[first.start : first.end], first.comparator, first.value, first.unit)


def _any(words: list[str]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(
        rf"(?<!\w){re.escape(one)}(?!\w)" if one[0].isalnum() else re.escape(one) for one in ordered
    )


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    rules = printed_rules()
    number = rf"{_DIGITS}|{_any(list(rules['numbers']))}"
    per_cent = rf"\s?(?:{_any(rules['per_cent'])})"
    points = rf"\s?(?:{_any(rules['points'])})"
    fraction = "|".join(re.escape(one).replace(r"\ ", r"[\s-]") for one in rules["fractions"])
    share = rf"(?P<part>{number})\s(?:in|out of)\s(?:every\s)?(?P<whole>{number})"
    return {
        "number": re.compile(
            rf"(?:{share})|(?P<fraction>\b(?:{fraction})\b)"
            rf"|(?P<number>{number})(?:(?P<points>{points})|(?P<percent>{per_cent}))?"
        ),
        "range": re.compile(
            rf"(?:between\s+)(?:{number})(?:{per_cent})?\s+and\s+(?:{number})(?:{per_cent}|\s?\w+)?"
            rf"|(?:\d[\d,.]*)(?:{per_cent})?\s?(?:-|–|to)\s?(?:\d[\d,.]*)(?:{per_cent})"
        ),
        "from_to": re.compile(
            rf"from\s+(?P<start>{number})(?:{per_cent})?\s+to\s+(?P<end>{number})(?P<percent>{per_cent})?"
        ),
        "not_before": re.compile(rf"(?:{_any(rules['not_before'])})\.?\s?$"),
        "not_after": re.compile(
            r"^(?:\s(?:of\s)?|)(?:"
            + "|".join(
                rf"{re.escape(one)}(?!\w)"
                for one in sorted(rules["not_after"], key=len, reverse=True)
            )
            + ")"
        ),
        "time": re.compile(rf"^\s(?P<unit>{_any(rules['times'])})"),
        "noun": re.compile(r"^\s(?P<unit>[a-z][a-z-]{2,})"),
        "of_money": re.compile(r"£\s?$"),
    }


def _range(low: str) -> tuple[int, int] | None:
    """Where two numbers say from where to where enough is; a change "from 45% to 60%" is none."""
    for found in _patterns()["range"].finditer(low):
        if not low[: found.start()].rstrip().endswith("from"):
            return found.span()
    return None


def _numbers(low: str) -> list[_Found]:
    found: list[_Found] = []
    patterns = _patterns()
    taken = 0
    for change in patterns["from_to"].finditer(low):
        start, end = _value(change["start"]), _value(change["end"])
        if change["percent"] or not _YEAR.fullmatch(change["end"]):
            way = Comparator.AT_LEAST if end > start else Comparator.AT_MOST
            unit = PER_CENT_UNIT if change["percent"] else _unit_after(low[change.end() :])
            found.append(_Found(*change.span(), end, unit, way, 0))
            taken = change.end()
    for one in patterns["number"].finditer(low, taken):
        if (read := _read(low, one)) is not None:
            found.append(read)
    for word, meant in printed_rules()["whole"].items():
        if (spot := re.search(rf"\b{word}\b", low)) is not None:
            way, value = meant.split()
            found.append(
                _Found(*spot.span(), Decimal(value), PER_CENT_UNIT, _BY_PERCENT[Comparator(way)], 1)
            )
    return sorted(found, key=lambda one: one.start)


def _read(low: str, one: re.Match[str]) -> _Found | None:
    """One number with what stands around it; None for what says no amount."""
    before, after = low[: one.start()], low[one.end() :]
    share = bool(one["fraction"] or one["part"] or one["percent"] or one["points"])
    if not share and _says_no_amount(before, one["number"], after):
        return None
    way, start = _comparison(before)
    if one["fraction"] or one["part"]:
        value = _share(one)
        return _Found(start, one.end(), value, PER_CENT_UNIT, _of_share(way), 0 if way else 1)
    value = _value(one["number"])
    if one["points"]:
        return _Found(start, one.end(), value, PER_CENT_UNIT, way or _way_after(after), 0)
    if one["percent"]:
        way = way or _way_after(after)
        return _Found(start, one.end(), value, PER_CENT_UNIT, _of_share(way), 0 if way else 1)
    if one["number"] == "zero":
        return _Found(start, one.end(), value, "", Comparator.AT_MOST, 2)
    if way is None:
        return None
    unit = "£" if _patterns()["of_money"].search(before) else _unit_after(after)
    # "90% within 20 weeks" is about the 90%: a time or a count gives way to a share.
    end = one.end() + (len(unit) + 1 if unit and unit != "£" else 0)
    return _Found(start, end, value, unit, way, 2)


def _of_share(way: Comparator | None) -> Comparator:
    """A share that nothing is said of is a least; "by 20%" is of the baseline."""
    return Comparator.AT_LEAST if way is None else _BY_PERCENT.get(way, way)


def _says_no_amount(before: str, number: str, after: str) -> bool:
    patterns = _patterns()
    if _YEAR.fullmatch(number) and not patterns["noun"].match(after):
        return True
    if patterns["not_before"].search(before) or patterns["not_after"].match(after):
        return True
    # "1a", "B2", "24/7", "0-25": letters, strokes and dashes that touch the number.
    return bool(re.match(r"[a-z/–-]", after) or re.search(r"[a-z/–-]$", before))


def _comparison(before: str) -> tuple[Comparator | None, int]:
    """The comparison that the words before a number say, and where its words begin."""
    rules = printed_rules()
    best: tuple[int, Comparator] | None = None
    for name, phrases in rules["before"].items():
        if (spot := re.search(rf"(?:{_any(phrases)}){_FILLER}£?$", before)) is not None:
            candidate = (spot.start(), Comparator(name))
            best = min(best, candidate, key=lambda one: one[0]) if best else candidate
    if best is not None:
        return best[1], best[0]
    last = re.search(r"\b(by|to)\s*£?$", before)
    if last is not None:
        for name, verbs in rules["verbs"].items():
            spots = list(re.finditer(rf"\b(?:{'|'.join(verbs)})\b", before))
            if not spots:
                continue
            way = Comparator(name)
            if last[1] == "to":
                way = Comparator.AT_LEAST if way is Comparator.INCREASE_BY else Comparator.AT_MOST
            return way, spots[-1].start()
    return None, len(before)


def _way_after(after: str) -> Comparator | None:
    for name, words in printed_rules()["after"].items():
        if re.match(rf"\s(?:\w+\s)?(?:{'|'.join(words)})\b", after):
            return Comparator(name)
    return None


def _unit_after(after: str) -> str:
    patterns = _patterns()
    found = patterns["time"].match(after) or patterns["noun"].match(after)
    return found["unit"] if found else ""


def _value(text: str) -> Decimal:
    words: dict[str, int] = printed_rules()["numbers"]
    return Decimal(words[text]) if text in words else Decimal(text.replace(",", ""))


def _share(one: re.Match[str]) -> Decimal | None:
    """The per cent of a fraction; None where it would have to be rounded."""
    if one["fraction"]:
        part, whole = printed_rules()["fractions"][one["fraction"].replace("-", " ")]
    else:
        part, whole = _value(one["part"]), _value(one["whole"])
    if not whole:
        return None
    value = Decimal(part) * 100 / Decimal(whole)
    return value if value == value.quantize(Decimal("0.0001")) else None
