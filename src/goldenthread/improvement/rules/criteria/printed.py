"""Reads what would be enough from the words of a criterion, to propose it. Nothing is set by it. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from goldenthread.improvement.rules.criteria.comparing import (
    any_of,
    comparison,
    printed_rules,
    relative,
)
from goldenthread.improvement.rules.criteria.figures import PER_CENT_UNIT
from goldenthread.improvement.rules.criteria.names import Comparator
from goldenthread.improvement.rules.criteria.standing import is_change

_DIGITS = r"(?<![\w.,/-])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![\d/]|\.\d|,\d{3})"
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A number that the criterion prints, in its own `words`, and how it would be held against figures.

    No `comparator`: the words do not say it clearly, and a person has to. No `value`: the number is shown and
    nothing is proposed (a range, several targets, a fraction to be rounded).
    """

    words: str
    comparator: Comparator | None = None
    value: Decimal | None = None
    unit: str = ""

    @property
    def needs_baseline(self) -> bool:
        """Whether the number says how far something is to move, so that it means nothing without where it starts."""
        return is_change(self.comparator)


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    value: Decimal | None
    unit: str
    comparator: Comparator | None
    rank: int


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


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    rules = printed_rules()
    number = rf"{_DIGITS}|{any_of(list(rules['numbers']))}"
    per_cent = rf"\s?(?:{any_of(rules['per_cent'])})"
    points = rf"\s?(?:{any_of(rules['points'])})"
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
        "not_before": re.compile(rf"(?:{any_of(rules['not_before'])})\.?\s?$"),
        "not_after": re.compile(
            r"^(?:\s(?:of\s)?|)(?:"
            + "|".join(
                rf"{re.escape(one)}(?!\w)"
                for one in sorted(rules["not_after"], key=len, reverse=True)
            )
            + ")"
        ),
        "time": re.compile(rf"^\s(?P<unit>{any_of(rules['times'])})"),
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
        moves = comparison(f"{low[: change.start()]}to ", "", per_cent=True, time=False)
        if (change["percent"] or moves.said) and not _YEAR.fullmatch(change["end"]):
            rises = Comparator.AT_LEAST if end > start else Comparator.AT_MOST
            way = rises if not moves.said or moves.way is rises else None
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
                _Found(*spot.span(), Decimal(value), PER_CENT_UNIT, relative(Comparator(way)), 1)
            )
    return sorted(found, key=lambda one: one.start)


def _read(low: str, one: re.Match[str]) -> _Found | None:
    """One number with what stands around it; None for what says no amount."""
    before, after = low[: one.start()], low[one.end() :]
    share = bool(one["fraction"] or one["part"] or one["percent"] or one["points"])
    if not share and _says_no_amount(before, one["number"], after):
        return None
    unit = "£" if _patterns()["of_money"].search(before) else _unit_after(after)
    said = comparison(
        before, after, per_cent=share, time=bool(_patterns()["time"].match(after)) and not share
    )
    rank = 0 if said.said else 1
    if one["fraction"] or one["part"]:
        return _Found(said.start, one.end(), _share(one), PER_CENT_UNIT, relative(said.way), rank)
    value = _value(one["number"])
    if one["points"]:
        return _Found(said.start, one.end(), value, PER_CENT_UNIT, said.way, 0)
    if one["percent"]:
        return _Found(said.start, one.end(), value, PER_CENT_UNIT, relative(said.way), rank)
    if one["number"] == "zero":
        return _Found(said.start, one.end(), value, "", Comparator.AT_MOST, 2)
    if not said.said:
        return None
    # "90% within 20 weeks" is about the 90%: a time or a count gives way to a share.
    end = one.end() + (len(unit) + 1 if unit and unit != "£" else 0)
    return _Found(said.start, end, value, unit, said.way, 2)


def _says_no_amount(before: str, number: str, after: str) -> bool:
    patterns = _patterns()
    if _YEAR.fullmatch(number) and not patterns["noun"].match(after):
        return True
    if patterns["not_before"].search(before) or patterns["not_after"].match(after):
        return True
    if re.search(r"\d\sto\s$", before):
        # "The community 0 to 25": a range of ages or the like. A change "from 60 to 40" is read before.
        return True
    # "1a", "B2", "24/7", "0-25": letters, strokes and dashes that touch the number.
    return bool(re.match(r"[a-z/–-]", after) or re.search(r"[a-z/–-]$", before))


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
