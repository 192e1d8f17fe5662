"""Evidence: its types and strengths, when it is out of date, and who may review it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from goldenthread.core.months import Month
from goldenthread.core.plausible import ANY, doubt
from goldenthread.core.rulesfile import load_rules
from goldenthread.improvement.rules.status.facts import Actor, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

DATA = Path(__file__).parent / "data" / "evidence.yaml"
_ADDRESS = re.compile(r"https?:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class EvidenceType:
    """A kind of evidence in words, and the months after which it is out of date."""

    word: str
    meaning: str
    stale_after_months: int


@dataclass(frozen=True, slots=True)
class Strength:
    """How much evidence shows. `order` is 1 for the weakest; `makes` says what is of this strength."""

    order: int
    word: str
    meaning: str
    makes: str


@dataclass(frozen=True, slots=True)
class EvidenceRules:
    """One version of data/evidence.yaml; `head` is what stands above its tables."""

    head: Mapping[str, Any]
    types: Mapping[str, EvidenceType]
    strengths: Mapping[str, Strength]
    problems: Mapping[str, Problem]


def build(data: Mapping[str, Any]) -> EvidenceRules:
    """Check the file. ValueError for an age that is no whole month or an entry with other keys."""
    default = data["stale_after_months"]
    types = {}
    for code, entry in data["types"].items():
        _keys(f"types.{code}", set(entry) - {"stale_after_months"}, {"word", "meaning"})
        months = entry.get("stale_after_months", default)
        if not isinstance(months, int) or months < 1:
            raise ValueError(f"evidence.yaml: types.{code} needs one whole month or more")
        types[code] = EvidenceType(entry["word"], entry["meaning"], months)
    strengths = {}
    for order, (code, entry) in enumerate(data["strengths"].items(), 1):
        _keys(f"strengths.{code}", set(entry), {"word", "meaning", "makes"})
        strengths[code] = Strength(order, entry["word"], entry["meaning"], entry["makes"])
    problems = {}
    for code, entry in data["problems"].items():
        _keys(f"problems.{code}", set(entry), {"field", "message", "fix"})
        problems[code] = Problem(code, entry["field"], entry["message"], entry["fix"])
    tables = ("types", "strengths", "problems")
    head = {key: value for key, value in data.items() if key not in tables}
    return EvidenceRules(head, types, strengths, problems)


@cache
def evidence_rules() -> EvidenceRules:
    """The rules in force."""
    return build(load_rules(DATA))


def strength_order(code: str) -> int:
    """1 for the weakest strength; KeyError for a code that is none."""
    return evidence_rules().strengths[code].order


def stale_before(type_code: str, on: date) -> date:
    """Evidence of that type is out of date on the day `on` when it speaks of an earlier day than this.

    The same day of the month, so many months back, or the last day of a shorter month.
    """
    month = Month.of(on) + -evidence_rules().types[type_code].stale_after_months
    return month.last_day.replace(day=min(on.day, month.last_day.day))


def is_stale(dated: date, type_code: str, on: date) -> bool:
    """Whether evidence that speaks of the day `dated` is out of date on the day `on`."""
    return dated < stale_before(type_code, on)


def is_address(kept_at: str) -> bool:
    """Whether the text is meant as a web address. Anything else says in words where evidence is kept."""
    return _ADDRESS.match(kept_at) is not None


def check_evidence(dated: date, kept_at: str, on: date) -> list[Problem]:
    """Why evidence may not be kept so; empty where it may."""
    codes = []
    if dated > on:
        codes.append("dated_in_future")
    if is_address(kept_at) and not _names_a_place(kept_at):
        codes.append("kept_at_no_address")
    found = [evidence_rules().problems[code] for code in codes]
    if slip := doubt(dated.year, ANY, anchor=on.year, subject="The day of the evidence"):
        found.append(Problem("implausible_year", "dated", slip.question, slip.fix))
    return found


def check_review(
    writers: Iterable[Actor], reviewer: Actor, accepted: bool, note: str
) -> list[Problem]:
    """Why `reviewer` may not review evidence that `writers` added or changed; empty where they may.

    Looked for in the person and in every post that the reviewer holds.
    """
    found = list(writers)
    codes = []
    if reviewer.person is not None and any(reviewer.person == one.person for one in found):
        codes.append("own_evidence")
    elif reviewer.posts & {one.post for one in found}:
        codes.append("own_post")
    if not accepted and not note.strip():
        codes.append("refusal_unexplained")
    return [evidence_rules().problems[code] for code in codes]


def _names_a_place(address: str) -> bool:
    try:
        host = urlsplit(address).hostname
    except ValueError:
        return False
    return bool(host) and address.isprintable() and " " not in address


def _keys(where: str, found: set[str], wanted: set[str]) -> None:
    if found != wanted:
        raise ValueError(f"evidence.yaml: {where} needs {', '.join(sorted(wanted))}")
