"""What links without an account are for, from data/link_purposes.yaml. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from goldenthread.core.rulesfile import load_rules

DATA = Path(__file__).parent / "data" / "link_purposes.yaml"


@dataclass(frozen=True)
class Codes:
    """A code: so many digits, good for `minutes` and `tries`, sent at most so often an hour, and a day, for one link.

    With `wrong_at_most` wrong ones over its whole life a link ends.
    """

    digits: int
    minutes: int
    tries: int
    sent_at_most: int
    sent_in_a_day: int
    wrong_at_most: int


@dataclass(frozen=True)
class Numbers:
    """A number that goes with a link: so many digits, and so many tries for as long as the link lasts."""

    digits: int
    tries: int


@dataclass(frozen=True)
class Purposes:
    """The purposes of links by name, each with whether it needs a code; those that need a number in its place."""

    needs_code: dict[str, bool]
    codes: Codes
    needs_number: frozenset[str] = frozenset()
    numbers: Numbers = Numbers(6, 5)

    def needs_more(self, purpose: str) -> bool:
        """Whether the link alone opens nothing. KeyError for a purpose that is none."""
        return self.needs_code[purpose] or purpose in self.needs_number


@cache
def purposes() -> Purposes:
    """The rules in force."""
    return build(load_rules(DATA))


def build(data: dict[str, Any]) -> Purposes:
    """ValueError for a purpose that does not say what it needs, and for a code or number too easy to guess."""
    needs = {name: rule.get("needs_code") for name, rule in data["purposes"].items()}
    if any(type(said) is not bool for said in needs.values()):
        raise ValueError("link_purposes.yaml: each purpose says needs_code: true or false")
    codes = Codes(**data["code"])
    # One in a thousand is the most that guessing may come to while one code lasts.
    if min(vars(codes).values()) < 1 or codes.tries * 1_000 > 10**codes.digits:
        raise ValueError("link_purposes.yaml: so few digits for so many tries can be guessed")
    # And one in ten thousand while a link lasts, which may be a year.
    if codes.wrong_at_most * 10_000 > 10**codes.digits:
        raise ValueError("link_purposes.yaml: so many wrong codes come to a right one")
    numbered = {name for name, rule in data["purposes"].items() if rule.get("needs_number")}
    if any(needs[name] for name in numbered):
        raise ValueError("link_purposes.yaml: a purpose needs a code or a number, not both")
    numbers = Numbers(**data["number"])
    # A number lasts as long as its link, which is weeks: one in a hundred thousand.
    if min(vars(numbers).values()) < 1 or numbers.tries * 100_000 > 10**numbers.digits:
        raise ValueError("link_purposes.yaml: so few digits for so many tries can be guessed")
    return Purposes(needs, codes, frozenset(numbered), numbers)
