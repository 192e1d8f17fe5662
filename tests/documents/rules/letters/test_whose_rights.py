"""A carer's copy where the rights are the young person's: it gives no right that the reader does not have."""

from __future__ import annotations

import pytest

from goldenthread.documents.rules.letters import Audience, Reader, compose, letter_kind, missing
from goldenthread.messages.composing import ReaderOf, _whose_rights
from goldenthread.people.rules.rights import FamilyRights
from tests.documents.rules.letters.given import facts_for
from tests.messages.families import FATHER, MOTHER, a_family

pytestmark = pytest.mark.pure
KINDS = (
    "decision_not_to_assess", "request_acknowledged", "decision_to_assess", "request_withdrawn",
)  # fmt: skip
COPY, ACTS = {"rights_of_young_person": "yes"}, {"acts_for_young_person": "yes"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_copy_for_information_says_whose_the_rights_are_and_may_go(kind: str) -> None:
    facts = facts_for(letter_kind(kind)) | COPY
    words = compose(kind, facts, Audience(Reader.PARENT, True, True)).body_text
    assert "Only Robin can appeal." in words
    for never in ("you have the right to appeal", "Before you can appeal", "your mediation"):
        assert never not in words
    assert missing(kind, words, facts, Reader.PARENT) == []


def test_a_representative_has_all_the_rights_told() -> None:
    kind = "decision_not_to_assess"
    facts = facts_for(letter_kind(kind)) | ACTS
    words = compose(kind, facts, Audience(Reader.PARENT, True, True)).body_text
    assert "You act for Robin, who cannot make this decision." in words
    assert "you have the right to appeal" in words
    assert missing(kind, "", facts, Reader.PARENT) == missing(
        kind, "", facts_for(letter_kind(kind)), Reader.PARENT
    )


@pytest.mark.parametrize(
    ("rights", "mother", "father"),
    [
        (FamilyRights(False, True), {}, {}),
        (FamilyRights(True, True), COPY, COPY),
        (FamilyRights(True, True, frozenset({MOTHER})), ACTS, COPY),
        (FamilyRights(True, True, frozenset({MOTHER}), True), ACTS, COPY),
        (FamilyRights(True, True, frozenset(), True), ACTS, ACTS),
    ],
)
def test_a_carer_acts_or_gets_a_copy_where_the_rights_are_not_theirs(
    rights: FamilyRights, mother: dict[str, str], father: dict[str, str]
) -> None:
    family = a_family(rights=rights)
    found = [_whose_rights(ReaderOf("X", key, True), family) for key in (MOTHER, FATHER)]
    assert found == [mother, father]
    assert _whose_rights(ReaderOf("Robin", None, True), family) == {}
    assert _whose_rights(ReaderOf("The school", None, False), family) == {}
