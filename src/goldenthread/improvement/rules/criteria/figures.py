"""Numbers as people type and read them: "20%", "1,200", "60 per cent", "41 weeks"."""

from __future__ import annotations

import re
from decimal import Decimal

from goldenthread.core.errors import UserError
from goldenthread.core.rounding import round_half_up
from goldenthread.improvement.rules.criteria.book import criteria_rules
from goldenthread.improvement.rules.criteria.facts import Figure
from goldenthread.improvement.rules.criteria.names import Comparator

PER_CENT_UNIT, POUNDS = "%", "£"
_ALL = Decimal(100)
MOST_PLACES, MOST_WHOLE_DIGITS = 4, 10
_PER_CENT_WORDS = frozenset({"%", "per cent", "percent", "percentage"})
_NUMBER = re.compile(
    r"(?P<pounds>£ ?)?(?P<sign>[-−]?)(?P<pounds_after>£ ?)?(?P<whole>[0-9][0-9,]*)?(?:\.(?P<part>[0-9]+))?"
    r" ?(?P<unit>[^0-9.,\s][^0-9]{0,59})?"
)
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+")


def read_figure(text: str) -> Figure:
    """The number in `text`, with its unit. UserError for what is no number, or would have to be rounded."""
    squeezed = " ".join(text.split())
    found = _NUMBER.fullmatch(squeezed)
    if found is None or not (found["whole"] or found["part"]):
        raise _refused("not_a_number", text)
    whole, part = found["whole"] or "0", (found["part"] or "").rstrip("0")
    pounds = found["pounds"] or found["pounds_after"]
    if not _THOUSANDS.fullmatch(whole):
        raise _refused("wrong_commas", text)
    if len(part) > MOST_PLACES:
        raise _refused("too_precise", text)
    digits = whole.replace(",", "").lstrip("0")
    if len(digits) > MOST_WHOLE_DIGITS:
        raise _refused("too_large", text)
    if pounds and found["unit"]:
        raise _refused("not_a_number", text)
    value = Decimal(f"{'-' if found['sign'] else ''}{digits or '0'}{f'.{part}' if part else ''}")
    return Figure(value + 0, POUNDS if pounds else unit_of(found["unit"] or ""))


def unit_of(text: str) -> str:
    """A unit as it is kept: one sign for the per cent, however it is spelled; else as typed."""
    unit = " ".join(text.split())
    return PER_CENT_UNIT if unit.casefold() in _PER_CENT_WORDS else unit


def same_unit(one: str, other: str) -> bool:
    """Whether two units are the same, whatever their case."""
    return unit_of(one).casefold() == unit_of(other).casefold()


def may_be_negative(unit: str) -> bool:
    """Whether a figure in this unit may be below nought."""
    return any(same_unit(unit, one) for one in criteria_rules()["may_be_negative"])


def looks_like_share(value: Decimal, unit: str) -> bool:
    """Whether a figure in per cent looks like a share of one: 0.6 for 60%."""
    return unit == PER_CENT_UNIT and 0 < value < 1


def over_all(value: Decimal | None, unit: str, comparator: Comparator | None) -> bool:
    """Whether more than 100% is said of what looks like a share: per cent held against a level, not a change."""
    level = comparator in (Comparator.AT_LEAST, Comparator.AT_MOST)
    return value is not None and level and unit == PER_CENT_UNIT and value > _ALL


def figure_words(value: Decimal, unit: str = "") -> str:
    """`60%`, `1,200 families`, `£350`: every digit that is on record, without noughts that say nothing."""
    number = f"{abs(value):,f}"
    number = number.rstrip("0").rstrip(".") if "." in number else number
    sign = "−" if value < 0 else ""
    if unit == POUNDS:
        pence = "0" if len(number.partition(".")[2]) == 1 else ""
        return f"{sign}£{number}{pence}"
    return f"{sign}{number}{unit}" if unit in ("", PER_CENT_UNIT) else f"{sign}{number} {unit}"


def derived_words(value: Decimal, unit: str = "") -> str:
    """The same for a figure that was worked out: said to be rounded where it has too many places to read."""
    rounded = round_half_up(value)
    if value == round_half_up(value, Decimal("0.0001")):
        return figure_words(value, unit)
    return f"about {figure_words(rounded, unit)}"


def _refused(code: str, text: str) -> UserError:
    words = criteria_rules()["figure_problems"][code]
    shown = text.strip()[:40]
    return UserError(code, words["message"].format(typed=shown), None, words["fix"])


def plain(value: Decimal | None) -> str | None:
    """Digits only, as a spreadsheet and a program read them; None for none."""
    return None if value is None else digits(value)


def digits(value: Decimal) -> str:
    """The figure in digits, without noughts that say nothing."""
    return f"{value.normalize():f}"
