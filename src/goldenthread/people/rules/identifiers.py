"""The numbers by which a child is known, with their check digits: UPN, ULN, NHS number. Pure.

Each check gives the number as it is kept, without blanks, or a Problem that says what is wrong and what to do.
Sources: data/identifiers.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from goldenthread.core.rulesfile import load_rules

_FILE = Path(__file__).parent / "data" / "identifiers.yaml"
_BLANKS = re.compile(r"[\s\-]+")
_DIGITS = re.compile(r"[0-9]*")
_UPN_LENGTH, _NUMBER_LENGTH = 13, 10
_TEN_DOWN = range(10, 0, -1)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a number, and how to put it right: both in words, without the number itself."""

    message: str
    fix: str


@cache
def _rules() -> dict[str, Any]:
    return load_rules(_FILE)


@cache
def council_numbers() -> frozenset[str]:
    """The three digits with which a UPN can go on after its letter."""
    found: set[str] = set()
    for part in _rules()["upn"]["councils"].split():
        first, _, last = part.partition("-")
        found |= {f"{number:03}" for number in range(int(first), int(last or first) + 1)}
    return frozenset(found)


def check_upn(text: str) -> str | Problem:
    """A unique pupil number: a check letter and twelve digits, the last of which is a letter where it is temporary."""
    number = _bare(text).upper()
    letters = str(_rules()["upn"]["letters"])
    if len(number) != _UPN_LENGTH:
        return Problem(
            f"A UPN has 13 characters; this has {len(number)}.",
            "Enter a letter and 12 more characters, like those on the school's record.",
        )
    if number[0] not in letters:
        return Problem(
            "The first character of a UPN is a letter other than I, O and S.",
            "Check the first character.",
        )
    if not _all_digits(number[1:12]):
        return Problem(
            "Characters 2 to 12 of a UPN are digits.",
            "Check whether a 0 was typed as the letter O.",
        )
    if number[1:4] not in council_numbers():
        return Problem(
            "Characters 2 to 4 of a UPN are the number of a council, and there is none with this one.",
            "Check the three digits after the first letter.",
        )
    if number[12] not in letters and not _all_digits(number[12]):
        return Problem(
            "The last character of a UPN is a digit, or a letter other than I, O and S.",
            "Check the last character.",
        )
    if number[0] != upn_letter(number[1:]):
        return Problem(
            "The first letter of the UPN does not fit the characters after it, so one of the 13 is mistyped.",
            "Compare each character with the school's record.",
        )
    return number


def upn_letter(rest: str) -> str:
    """The check letter that belongs before the twelve characters `rest`: their values by 2 to 13, modulo 23."""
    letters = str(_rules()["upn"]["letters"])
    values = [letters.index(one) if one in letters else int(one) for one in rest]
    return letters[_weighed(values, range(2, 14)) % len(letters)]


def check_uln(text: str) -> str | Problem:
    """A unique learner number: ten digits whose sum by the weights 10 to 1 leaves 10 of 11."""
    number = _bare(text)
    problem = _not_ten_digits("ULN", number)
    if problem is not None:
        return problem
    if number[0] == "0":
        return Problem("A ULN does not begin with 0.", "Check the first digit.")
    if _weighed([int(one) for one in number], _TEN_DOWN) % 11 != 10:
        return _mistyped("ULN", "the learner's record")
    return number


def check_nhs_number(text: str) -> str | Problem:
    """An NHS number: ten digits whose sum by the weights 10 to 1 can be divided by 11."""
    number = _bare(text)
    problem = _not_ten_digits("NHS number", number)
    if problem is not None:
        return problem
    if len(set(number)) == 1:
        return Problem(
            "An NHS number does not have ten times the same digit.",
            "Leave it empty where the number is not known.",
        )
    if _weighed([int(one) for one in number], _TEN_DOWN) % 11 != 0:
        return _mistyped("NHS number", "a letter or the app of the NHS")
    return number


def _bare(text: str) -> str:
    return _BLANKS.sub("", text)


def _all_digits(text: str) -> bool:
    # Not str.isdigit: digits of other scripts are none of these numbers.
    return _DIGITS.fullmatch(text) is not None


def _weighed(values: Sequence[int], weights: range) -> int:
    return sum(value * weight for value, weight in zip(values, weights, strict=True))


def _not_ten_digits(name: str, number: str) -> Problem | None:
    article = "An" if name.startswith("NHS") else "A"
    if not _all_digits(number):
        return Problem(f"{article} {name} has digits only.", "Check for letters and other signs.")
    if len(number) != _NUMBER_LENGTH:
        return Problem(
            f"{article} {name} has 10 digits; this has {len(number)}.",
            "Check whether a digit is missing or stands twice.",
        )
    return None


def _mistyped(name: str, source: str) -> Problem:
    return Problem(
        f"The last digit of the {name} does not fit the others, so one of the 10 is mistyped.",
        f"Compare each digit with {source}.",
    )
