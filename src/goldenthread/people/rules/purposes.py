"""What a family is asked to agree to, who may answer, and how an answer stands. Pure; data/purposes.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from goldenthread.core.rulesfile import load_rules
from goldenthread.people.rules.rights import Who

DATA = Path(__file__).parent / "data" / "purposes.yaml"
PARENT_ACCESS = "parent_access"


class Standing(StrEnum):
    """How the answer to one purpose stands on a day. Only GIVEN lets anything happen."""

    NOT_YET = "not_yet"
    NOT_ASKED = "not_asked"
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    ASK_ANEW = "ask_anew"


WORDS: Mapping[Standing, str] = MappingProxyType(
    {
        Standing.NOT_YET: "Not asked before the rights are the young person’s own",
        Standing.NOT_ASKED: "Not answered yet",
        Standing.GIVEN: "Agreed",
        Standing.REFUSED: "Refused",
        Standing.WITHDRAWN: "Withdrawn",
        Standing.ASK_ANEW: "To be asked anew: a parent answered, and the rights are now the young person’s own",
    }
)


@dataclass(frozen=True)
class Purpose:
    """One thing to agree to: the words that are asked, who may answer, and why it is asked."""

    code: str
    title: str
    words: str
    given_by: frozenset[Who]
    kind: str
    source: str


@dataclass(frozen=True)
class Answer:
    """The newest answer to a purpose. `carer`: the carer who gave it, None for the young person."""

    answer: str
    carer: int | None


@cache
def purpose_rules() -> dict[str, Any]:
    """The rule file in force."""
    return load_rules(DATA)


@cache
def purposes() -> Mapping[str, Purpose]:
    """Every purpose by code, in the order of the file."""
    return MappingProxyType(
        {
            code: Purpose(
                code, one["title"], one["words"].strip(), frozenset(one["given_by"]), one["kind"],
                one["source"],
            )
            for code, one in purpose_rules()["purposes"].items()
        }
    )  # fmt: skip


def standing(
    purpose: Purpose, answer: Answer | None, holder: Who, representatives: frozenset[int]
) -> Standing:
    """How the answer stands while `holder` holds the rights and `representatives` stand in for the young person.

    What a parent answered while they held the rights counts no longer once these are the young person's own, unless
    that carer now stands in for them.
    """
    if holder not in purpose.given_by:
        return Standing.NOT_YET
    if answer is None:
        return Standing.NOT_ASKED
    theirs = answer.carer is None or answer.carer in representatives
    if holder == "young_person" and not theirs:
        return Standing.ASK_ANEW
    return Standing(answer.answer)
