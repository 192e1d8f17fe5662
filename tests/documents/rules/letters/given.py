"""The invented facts of letters, as data/letters/facts.yaml gives them for an example, and letters made of them."""

from __future__ import annotations

import pytest

from goldenthread.documents.rules.letters import (
    Audience,
    Draft,
    LetterKind,
    Reader,
    compose,
    fact_book,
    letter_kinds,
)

FACTS = {one.code: one.example for one in fact_book().values()}
REFUSAL = "decision_not_to_assess"
# Every letter to each of its readers.
ALL = [
    pytest.param(kind, reader, id=f"{kind.code}-{reader}")
    for kind in letter_kinds().values()
    for reader in kind.readers
]
FAMILIES = [one for one in ALL if one.values[1] is not Reader.BODY]


def facts_for(kind: LetterKind) -> dict[str, str]:
    """The examples, with the outcome that the kind is about."""
    return {**FACTS, "outcome": "not_assess" if kind.code == REFUSAL else "assess"}


def written(
    kind: str, reader: Reader = Reader.PARENT, *, knows: bool = True, **other: str
) -> Draft:
    """A letter with the examples, or others given by name; `knows`: of places and other grown-ups."""
    return compose(kind, {**FACTS, **other}, Audience(reader, knows, knows))
