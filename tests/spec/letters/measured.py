"""The check of letters against invented passages and whole letters that were labelled by hand."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from goldenthread.core.rulesfile import load_rules
from goldenthread.documents.rules.letters import Reader, fact_book, missing, warnings
from tests.conftest import ROOT

FOLDER = ROOT / "tests" / "data" / "letters"
REFUSAL, NOTICE = "decision_not_to_assess", "request_notice"
OPEN, HELD_OUT = "open", "held out"
_ROLLED = {"sent_on": "2026-10-30", "mediation_by": "2026-12-30", "appeal_by": "2027-01-04"}


@dataclass
class Measured:
    """Of labelled passages: faults that were found and missed, and sound ones that were taken for faults."""

    passages: int = 0
    faults: int = 0
    missed: list[tuple[str, str]] = field(default_factory=list)
    alarms: list[tuple[str, str]] = field(default_factory=list)

    @property
    def found(self) -> int:
        return self.faults - len(self.missed)


@cache
def passages() -> tuple[dict[str, Any], ...]:
    """Every labelled passage, each in one half by its hash."""
    files = sorted(one for one in FOLDER.glob("*.yaml") if one.stem != "whole")
    rows: list[dict[str, Any]] = [row for path in files for row in _rows(path)]
    return tuple({**row, "half": _half(row)} for row in rows)


def _rows(path: Path) -> list[dict[str, Any]]:
    found: Any = load_rules(path)
    return list(found)


@cache
def measured(half: str) -> Measured:
    """How the check does on one half."""
    result = Measured()
    for row in passages():
        if row["half"] == half:
            fault, told = row["fault"], row["of"] in _codes(row)
            result.passages += 1
            result.faults += fault
            if fault and not told:
                result.missed.append((row["of"], row["text"]))
            if told and not fault:
                result.alarms.append((row["of"], row["text"]))
    return result


@cache
def whole() -> tuple[tuple[str, frozenset[str], frozenset[str]], ...]:
    """Of each whole letter what was changed, what it lacks, and what was found."""
    data = load_rules(FOLDER / "whole.yaml")
    return tuple(_case(row, data["letters"][row["letter"]]) for row in data["cases"])


def _case(
    row: dict[str, Any], letter: dict[str, str]
) -> tuple[str, frozenset[str], frozenset[str]]:
    text, was = letter["text"], row.get("from", "")
    if was not in text:
        raise ValueError(f"{row['letter']} does not say {was!r}")
    words = text.replace(was, row["to"]) if was else text
    found = missing(REFUSAL, words, facts(), Reader(letter["reader"]))
    told = f"{row['letter']}: “{_short(was)}” became “{_short(row['to'])}”" if was else f"{row['letter']}: as it is"  # fmt: skip
    return told, frozenset(row["lacks"]), frozenset(one.code for one in found)


def facts(*, rolled: bool = False) -> dict[str, str]:
    """The examples of the facts; `rolled`: for a day from which the last day to appeal moves."""
    given = {one.code: one.example for one in fact_book().values() if one.code != "appeal_rolled"}
    return {**given, **_ROLLED} if rolled else given


def _codes(row: dict[str, Any]) -> set[str]:
    kind, given = row.get("kind", REFUSAL), facts(rolled=row.get("rolled", False))
    reader = Reader(row.get("reader", Reader.BODY if kind == NOTICE else Reader.PARENT))
    found = {one.code for one in missing(kind, row["text"], given, reader)}
    return found | {one.code for one in warnings(kind, row["text"], given, row.get("avoid", ()))}


def _half(row: dict[str, Any]) -> str:
    digest = hashlib.sha256((row["of"] + row["text"]).encode()).hexdigest()
    return OPEN if int(digest, 16) % 2 else HELD_OUT


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) < 70 else f"{plain[:60]}…"
