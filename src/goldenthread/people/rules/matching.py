"""Whether two records are of one child: a verdict with its reasons, from data/matching.yaml. Pure.

It proposes and never decides. Two records with different forenames are never called the same, whatever else agrees:
twins share the rest. Nor are two with different numbers of one kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

from goldenthread.core.rulesfile import load_rules
from goldenthread.people.rules import likeness
from goldenthread.people.rules.identifiers import Problem, check_nhs_number, check_uln, check_upn

Verdict = Literal["same", "likely", "possible", "no"]
VERDICTS: tuple[Verdict, ...] = ("same", "likely", "possible", "no")
"""From the surest to none."""
_FILE = Path(__file__).parent / "data" / "matching.yaml"
_NUMBERS = ("upn", "uln", "nhs_number")


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is known of a child: the fields of `Person` of the same names, and the postcodes of all addresses."""

    legal_forenames: str
    legal_surname: str
    born: date
    used_forename: str = ""
    used_surname: str = ""
    sex: str = ""
    upn: str = ""
    former_upn: str = ""
    uln: str = ""
    nhs_number: str = ""
    postcodes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Match:
    """A verdict, and what it rests on: `reasons` in words, what speaks for it first. `points` rank within a verdict."""

    verdict: Verdict
    points: int
    reasons: tuple[str, ...]

    @property
    def words(self) -> str:
        """The verdict in words."""
        return str(matching_rules()["verdicts"][self.verdict]["words"])

    @property
    def rank(self) -> tuple[int, int]:
        """For sorting, the surest first."""
        return (VERDICTS.index(self.verdict), -self.points)


@cache
def matching_rules() -> dict[str, Any]:
    """The file as it is: for the page that publishes it."""
    return load_rules(_FILE)


@cache
def _short_forms() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(line) for line in matching_rules()["short_forms"])


def match(a: Facts, b: Facts) -> Match:
    """Whether two records are of one child, and why. The order of the two does not matter."""
    found = (*_names(a, b), f"born_{likeness.births(a.born, b.born)}", *_rest(a, b))
    known = matching_rules()["evidence"]
    points = sum(known[code]["points"] for code in found)
    told = sorted(found, key=lambda code: -known[code]["points"])
    return Match(_verdict(frozenset(found), points), points, tuple(known[code]["words"] for code in told))  # fmt: skip


def _verdict(found: frozenset[str], points: int) -> Verdict:
    least = matching_rules()["verdicts"]
    reached: Verdict = next(
        (one for one in VERDICTS if one != "no" and points >= least[one]["least"]), "no"
    )
    numbered = {f"{number}_same" for number in _NUMBERS} & found
    if numbered and not {"forename_different", "born_different"} <= found:
        # One number on two records: if it is not one child, it is one mistake. Somebody must look.
        reached = _at_least(reached, "possible")
    if {"forename_different", "forename_others"} & found:
        reached = _at_most(reached, "possible")
    against = {f"{number}_different" for number in _NUMBERS} & found
    surely = numbered or {"forename_same", "surname_same", "born_same", "postcode_same"} <= found
    if against or not surely:
        reached = _at_most(reached, "likely")
    return reached


def _at_least(reached: Verdict, other: Verdict) -> Verdict:
    return min(reached, other, key=VERDICTS.index)


def _at_most(reached: Verdict, other: Verdict) -> Verdict:
    return max(reached, other, key=VERDICTS.index)


def _names(a: Facts, b: Facts) -> Iterator[str]:
    forename = likeness.forenames(
        (a.legal_forenames, a.used_forename), (b.legal_forenames, b.used_forename), _short_forms()
    )
    surname = likeness.surnames(
        (a.legal_surname, a.used_surname), (b.legal_surname, b.used_surname)
    )
    turned = likeness.swapped(
        (a.legal_forenames, a.legal_surname), (b.legal_forenames, b.legal_surname)
    )
    if turned and likeness.DIFFERENT in (forename, surname):
        yield "names_swapped"
    else:
        yield f"forename_{forename}"
        yield f"surname_{surname}"


def _rest(a: Facts, b: Facts) -> Iterator[str]:
    if a.sex and b.sex and a.sex != b.sex:
        yield "sex_different"
    if a.postcodes & b.postcodes:
        yield "postcode_same"
    if _upns(a) & _upns(b):
        yield "upn_same"
    elif _lasting(a) and _lasting(b):
        yield "upn_different"
    for name, check in (("uln", check_uln), ("nhs_number", check_nhs_number)):
        one, other = (_valid(check(getattr(facts, name))) for facts in (a, b))
        if one and other:
            yield f"{name}_{'same' if one == other else 'different'}"


def _upns(facts: Facts) -> frozenset[str]:
    """The child's UPNs, of now and before, that are well formed."""
    checked = (_valid(check_upn(number)) for number in (facts.upn, facts.former_upn))
    return frozenset(filter(None, checked))


def _lasting(facts: Facts) -> bool:
    """Whether a UPN is known that is not temporary: those end with a letter, and are given up for another."""
    return any(number[-1].isdigit() for number in _upns(facts))


def _valid(checked: str | Problem) -> str:
    return "" if isinstance(checked, Problem) else checked
