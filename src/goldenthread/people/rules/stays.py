"""What follows from where a child learns: the engine's word for it, and what a return will ask. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from goldenthread.core.rulesfile import load_rules
from goldenthread.statute.ages import age_on, year_group

_FILE = Path(__file__).parent / "data" / "stay_checks.yaml"
_OTHERWISE = frozenset({"OLA", "OPA", "EHE"})
_NOT_IN_EDUCATION = frozenset({"NEET", "NIEC", "NIEO"})
_IN_WORDS = frozenset({"OTH", "NIEO"})


@dataclass(frozen=True)
class StayFacts:
    """What is said of one stay, without whom it is about. Codes: data/codes.yaml."""

    starts_on: date | None
    ends_on: date | None
    rank: int
    phase: str = ""
    sen_setting: str = ""
    sen_setting_other: str = ""
    numbered: bool = False
    unit_or_resourced: bool = False


@dataclass(frozen=True)
class Question:
    """What a return will ask about a stay: the rule's id and the words."""

    id: str
    words: str


def setting_word(phase: str, sen_setting: str) -> str:
    """The statutory engine's word for where a child learns (`child.setting`); empty where nobody can tell."""
    if sen_setting in _OTHERWISE:
        return "educated_otherwise"
    if sen_setting in _NOT_IN_EDUCATION:
        return "not_in_education"
    return "nursery" if sen_setting == "EYP" else phase


def keeps_phase(sen_setting: str) -> bool:
    """Whether what stands in the place of a setting still leaves open what kind of setting it is."""
    return sen_setting in ("", "OTH")


def questions(
    stay: StayFacts, born: date, today: date, *, has_first: bool = True
) -> tuple[Question, ...]:
    """What a return will ask about a stay. `has_first`: a first setting is on record for the day it began."""
    day = stay.ends_on or today
    if stay.starts_on is not None:
        day = max(stay.starts_on, day)
    names = _names(stay, age_on(born, day), year_group(born, day), has_first)
    checks = _checks()
    return tuple(Question(checks[name]["id"], checks[name]["words"]) for name in names)


def _names(stay: StayFacts, age: int, year: int, has_first: bool) -> Iterator[str]:
    checks = _checks()
    if not stay.sen_setting and not stay.numbered:
        yield "number_missing"
    if stay.sen_setting in _IN_WORDS and not stay.sen_setting_other:
        yield "words_missing"
    if stay.rank == 2 and not has_first:
        yield "secondary_alone"
    neet = checks["neet_age"]
    if stay.sen_setting == "NEET" and not neet["from_age"] <= age <= neet["to_age"]:
        yield "neet_age"
    if stay.sen_setting and stay.unit_or_resourced:
        yield "home_with_unit"
    if stay.sen_setting == "EYP" and year >= checks["early_years_age"]["from_year_group"]:
        yield "early_years_age"


@cache
def _checks() -> Mapping[str, dict[str, Any]]:
    found: Mapping[str, dict[str, Any]] = load_rules(_FILE)["checks"]
    return found
