"""The self-evaluation: its strands, and whether a claim is shown by evidence that is in date."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from goldenthread.core.rulesfile import load_rules
from goldenthread.improvement.rules.evidence import evidence_rules, is_stale, strength_order

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

DATA = Path(__file__).parent / "data" / "self_evaluation.yaml"
LONGEST_CODE = 30


class Standing(StrEnum):
    """How a claim stands, in the order in which it is looked for."""

    NO_EVIDENCE = "no_evidence"
    NOT_REVIEWED = "not_reviewed"
    OUT_OF_DATE = "out_of_date"
    IN_DATE = "in_date"


@dataclass(frozen=True, slots=True)
class Strand:
    """What is evaluated, and for whom: the group's words."""

    code: str
    group: str
    word: str


@dataclass(frozen=True, slots=True)
class Words:
    """A standing in words."""

    word: str
    meaning: str


@dataclass(frozen=True, slots=True)
class SelfEvaluationRules:
    """One version of data/self_evaluation.yaml; `head` is what stands above its tables."""

    head: Mapping[str, Any]
    strands: Mapping[str, Strand]
    standings: Mapping[Standing, Words]
    difference_from: str
    no_difference: str


@dataclass(frozen=True, slots=True)
class Shows:
    """What counts of a piece of evidence that is named for a claim."""

    type: str
    strength: str
    dated: date
    accepted: bool


@dataclass(frozen=True, slots=True)
class ClaimStanding:
    """How a claim stands. `no_difference`: a strength none of whose evidence in date says that families notice."""

    standing: Standing
    no_difference: bool = False

    @property
    def look_again(self) -> bool:
        """Whether the claim belongs on the list of claims to look at again."""
        return self.standing is not Standing.IN_DATE


def build(data: Mapping[str, Any]) -> SelfEvaluationRules:
    """Check the file. ValueError for a strand that stands twice or too long a code, or standings out of order."""
    strands: dict[str, Strand] = {}
    for group in data["groups"].values():
        for code, word in group["strands"].items():
            if code in strands or len(code) > LONGEST_CODE:
                raise ValueError(f"self_evaluation.yaml: the code {code!r} stands twice or is long")
            strands[code] = Strand(code, group["word"], word)
    if list(data["standings"]) != list(Standing):
        raise ValueError(f"self_evaluation.yaml: standings needs {', '.join(Standing)} in order")
    if data["difference_from"] not in evidence_rules().strengths:
        raise ValueError("self_evaluation.yaml: difference_from is no strength of evidence.yaml")
    standings = {
        Standing(code): Words(entry["word"], entry["meaning"])
        for code, entry in data["standings"].items()
    }
    head = {key: value for key, value in data.items() if key not in ("groups", "standings")}
    return SelfEvaluationRules(
        head, strands, standings, data["difference_from"], data["no_difference"]
    )


@cache
def self_evaluation_rules() -> SelfEvaluationRules:
    """The rules in force."""
    return build(load_rules(DATA))


def claim_standing(evidence: Sequence[Shows], on: date, *, is_strength: bool) -> ClaimStanding:
    """How a claim stands on the day `on`, given everything that is named for it."""
    if not evidence:
        return ClaimStanding(Standing.NO_EVIDENCE)
    accepted = [one for one in evidence if one.accepted]
    if not accepted:
        return ClaimStanding(Standing.NOT_REVIEWED)
    in_date = [one for one in accepted if not is_stale(one.dated, one.type, on)]
    if not in_date:
        return ClaimStanding(Standing.OUT_OF_DATE)
    strongest = max(strength_order(one.strength) for one in in_date)
    enough = strength_order(self_evaluation_rules().difference_from)
    return ClaimStanding(Standing.IN_DATE, is_strength and strongest < enough)
