"""What an answer may be: each kind of value that a worked case can expect of a question, read strictly."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from goldenthread.core.errors import UserError
from goldenthread.statute.reading import day, rows, text, truth, vocabulary, whole, word
from goldenthread.statute.rulebook import proposals, rulebook

Reader = Callable[[object, str], Any]
_MOST = 10**12
_PROVISION = re.compile(r"reg \d+\(\d+\)\([a-d]\)")


def number(given: object, where: str) -> int:
    """A count."""
    return whole(given, where, 0, _MOST)


def year(given: object, where: str) -> int:
    """A national curriculum year."""
    return whole(given, where, -4, 20)


def percentage(given: object, where: str) -> float:
    """A rate in per cent."""
    if isinstance(given, bool) or not isinstance(given, int | float) or not 0 <= given <= 100:
        raise UserError("not_a_percentage", f"{given!r} is no percentage.", where, "Give 0 to 100.")
    return float(given)


def one_of(*values: str) -> Reader:
    """One of some words."""
    return lambda given, where: word(given, where, values)


def some_of(values: Callable[[], Sequence[str]], least: int = 0) -> Reader:
    """A list of words without order, each once, at least so many."""

    def read(given: object, where: str) -> set[str]:
        found = [word(one, f"{where}[{n}]", values()) for n, one in enumerate(rows(given, where))]
        if len(set(found)) < len(found):
            raise UserError("named_twice", "A word stands twice.", where, "Name each once.")
        if len(found) < least:
            raise UserError("empty_list", "The list is empty.", where, "Name at least one.")
        return set(found)

    return read


def any_words(given: object, where: str) -> str:
    """Words, or none."""
    if not isinstance(given, str):
        raise UserError("wrong_type", "This has to be words.", where)
    return given


def provision(given: object, where: str) -> str:
    """A provision with its limb, as `reg 10(4)(a)`."""
    if not isinstance(given, str) or not _PROVISION.fullmatch(given):
        raise UserError(
            "not_a_provision", f"{given!r} names no limb.", where, "Write it as reg 10(4)(a)."
        )
    return given


def rule(given: object, where: str) -> str:
    """A rule of the rulebook."""
    return word(given, where, rulebook())


def sections() -> list[str]:
    """The sections of a plan."""
    found: list[str] = vocabulary()["details"]["sections"]["values"]
    return found


def rules() -> list[str]:
    """Every rule's id."""
    return list(rulebook())


def proposed() -> list[str]:
    """Every proposal's name."""
    return list(proposals())


__all__ = [
    "Reader", "day", "number", "one_of", "percentage", "proposed", "rule", "rules", "sections", "some_of", "text",
    "truth", "year",
]  # fmt: skip
