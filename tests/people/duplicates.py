"""Reads the invented pairs of tests/data/duplicates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goldenthread.people.rules.identifiers import (
    Problem,
    check_nhs_number,
    check_uln,
    upn_letter,
)
from goldenthread.people.rules.matching import Facts
from tests.conftest import ROOT

FOLDER = ROOT / "tests" / "data" / "duplicates"
_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


@dataclass(frozen=True)
class Pair:
    """Two records with what is true of them, and what makes it hard to tell."""

    same: bool
    hard: str
    a: Facts
    b: Facts


def pairs(name: str) -> list[Pair]:
    """The pairs of a file, in its order."""
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [_pair(line) for line in lines if not line.startswith("#")]


def _pair(line: str) -> Pair:
    label, hard, one, other = (part.strip() for part in line.split("|"))
    assert label in ("same", "other"), line
    first = one.split(";")
    second = [x if y == "=" else y for x, y in zip(first, other.split(";"), strict=True)]
    return Pair(label == "same", hard, _facts(first), _facts(second))


def _facts(parts: list[str]) -> Facts:
    forenames, surnames, born, sex, numbers, postcode = parts
    legal, _, used = forenames.partition("/")
    surname, _, used_surname = surnames.removeprefix("/").partition("/")
    return Facts(
        legal_forenames=legal, used_forename=used, legal_surname=surname, used_surname=used_surname,
        born=date.fromisoformat(born), sex=sex,
        postcodes=frozenset({postcode} if postcode else ()),
        **dict(_number(one[0], int(one[1:])) for one in numbers.split()),
    )  # fmt: skip


def _number(kind: str, key: int) -> tuple[str, str]:
    if kind in "utf":
        rest = f"943{key:09}" if kind != "t" else f"943{key:08}{_LETTERS[key % 23]}"
        return ("former_upn" if kind == "f" else "upn", upn_letter(rest) + rest)
    name, check = {"l": ("uln", check_uln), "n": ("nhs_number", check_nhs_number)}[kind]
    # Of ten numbers after one another, about one has the right last figure, and some have none.
    for number in range(4_000_000_000 + key * 100, 4_000_000_000 + key * 100 + 100):
        checked = check(str(number))
        if not isinstance(checked, Problem):
            return name, checked
    raise AssertionError(f"no number for {kind}{key}")
