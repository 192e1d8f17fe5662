"""Above all: nobody who may be told nothing is named to anybody, and nothing that is protected stands in any copy.

Over every kind of letter, every pair of restrictions and everything that may be protected, with facts and reasons that
name everybody and everything. What is found is looked for apart from how the product looks for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from goldenthread.documents.rules.letters import Reader, fact_book, letter_kinds
from goldenthread.messages.composing import ReaderOf, compose_for
from goldenthread.messages.models import CouncilLetterhead, Letter
from goldenthread.messages.readers import FamilyNow
from goldenthread.messages.rules.withheld import left_out
from goldenthread.people.rules.recipients import restriction_rules
from goldenthread.people.rules.rights import FamilyRights
from tests.messages.families import (
    FATHER,
    FATHERS_NUMBER,
    FATHERS_POST,
    HOME,
    MOTHER,
    MOTHERS_NUMBER,
    POSTCODE,
    SCHOOL,
    a_family,
)

RESTRICTIONS = list(restriction_rules()["restrictions"])
HOLDERS = [
    FamilyRights(young_person=False, parents_told=True),
    FamilyRights(young_person=True, parents_told=False),
    FamilyRights(young_person=True, parents_told=True),
    FamilyRights(young_person=True, parents_told=False, representatives=frozenset({FATHER})),
]
NAMES = {
    MOTHER: ("Alma Hythe", "Ms Hythe", "ms  HYTHE", "Mrs Hythe"),
    FATHER: ("Piers Hythe", "Mr Hythe", "PIERS HYTHE"),
}
PLACES = (HOME.splitlines()[0], HOME.replace("\n", ", "), POSTCODE, POSTCODE.replace(" ", ""))
NUMBERS = {MOTHER: MOTHERS_NUMBER, FATHER: FATHERS_NUMBER}
TOLD = (
    "{name} rang us from {number}. Robin lives at {home}, {postcode}. Robin learns at {school}.\n"
    "Post goes to {post}. Robin reads well."
)


def said() -> Iterator[str]:
    for key, names in NAMES.items():
        for name in names:
            yield TOLD.format(
                name=name, number=NUMBERS[key], home=HOME.replace("\n", ", "), postcode=POSTCODE,
                school=SCHOOL, post=FATHERS_POST.replace("\n", ", "),
            )  # fmt: skip


def a_letter(kind: str) -> Letter:
    """One whose facts name everybody."""
    facts = {code: one.example for code, one in fact_book().items() if one.of == "case"}
    facts |= {
        "child_name": "Robin Hythe", "child_known_as": "Robin", "reasons": "\n\n".join(said()),
        "requested_by": "Mr Piers Hythe", "attention_by": SCHOOL, "setting_name": SCHOOL,
        "asked_of": f"{SCHOOL}\nAlma Hythe\na health professional", "withdrawn_by": "Ms Hythe",
        "evidence_seen": f"Your letter\nWhat {MOTHERS_NUMBER} told us\nA visit to {POSTCODE}",
        "needed": f"A word with Piers Hythe\nThe report of {SCHOOL}", "also_to": "Alma Hythe",
    }  # fmt: skip
    head = {code: one.example for code, one in fact_book().items() if one.of == "letterhead"}
    return Letter(pk=3, kind=kind, facts=facts, letterhead=CouncilLetterhead(facts=head))


def copies(kind: str, family: FamilyNow) -> Iterator[tuple[int | None, str, bool]]:
    """The key of each reader, all that stands in their copy, and whether it is somebody of the family."""
    readers = letter_kinds()[kind].readers
    found = family.recipients
    ways = [(ReaderOf("A body", None, family=False), Reader.BODY in readers)]
    if found.young_person:
        ways.append((ReaderOf("Robin Hythe", None, family=True), Reader.YOUNG_PERSON in readers))
    for key in found.carers:
        ways.append((ReaderOf(family.carers[key].called, key, family=True), Reader.PARENT in readers))  # fmt: skip
    for reader, has_wording in ways:
        if has_wording:
            made = compose_for(a_letter(kind), reader, family, found.carers)
            words = left_out(f"{made.title}\n\n{made.body_text}", family.withheld(reader.carer_id))
            yield reader.carer_id, words, reader.family


def stands(text: str, words: str) -> bool:
    """Without regard to case, gaps and line ends."""
    return re.sub(r"[\s,]", "", text).lower() in re.sub(r"[\s,]", "", words).lower()


@given(
    kind=st.sampled_from(sorted(letter_kinds())),
    mother=st.sampled_from(RESTRICTIONS),
    father=st.sampled_from(RESTRICTIONS),
    protected=st.sets(st.sampled_from(["address", "setting", "contact"])),
    rights=st.sampled_from(HOLDERS),
)
def test_no_copy_tells_what_its_reader_may_not_know(
    kind: str, mother: str, father: str, protected: set[str], rights: FamilyRights
) -> None:
    family = a_family(mother=mother, father=father, protected=protected, rights=rights)
    held = {MOTHER: mother, FATHER: father}
    silenced = {key for key, one in held.items() if one in ("no_contact", "no_information")}
    assert not silenced & set(family.recipients.carers)
    for reader, words, _ in copies(kind, family):
        kept = held.get(reader or 0) == "no_address"
        others = {MOTHER, FATHER} - {reader}
        for key in silenced | (others if kept else set()):
            assert not any(stands(name, words) for name in NAMES[key])
            assert not stands(NUMBERS[key], words)
        if kept or "address" in protected:
            assert not any(stands(place, words) for place in PLACES)
        if protected & {"address", "contact"} and reader != FATHER:
            assert not stands(FATHERS_POST.splitlines()[0], words)
        if kept or "setting" in protected:
            assert not stands(SCHOOL, words)
        if "contact" in protected:
            assert not any(stands(number, words) for number in NUMBERS.values())


def test_what_may_be_told_is_told() -> None:
    """Else the test above would hold of empty letters."""
    by_reader = {key: words for key, words, _ in copies("decision_not_to_assess", a_family())}
    for key in (MOTHER, FATHER):
        assert "Piers Hythe rang us" in by_reader[key]
        assert POSTCODE in by_reader[key]
        assert SCHOOL in by_reader[key]
    restricted = a_family(father="no_contact")
    (mothers,) = [words for key, words, _ in copies("decision_not_to_assess", restricted) if key]
    assert "Robin reads well." in mothers
    assert "Alma Hythe rang us" in mothers


def test_a_copy_says_who_else_has_it_only_where_they_may_be_named() -> None:
    def also(family: FamilyNow) -> dict[int | None, tuple[str, ...]]:
        return {
            key: family.named_to(key, family.recipients.carers) for key in family.recipients.carers
        }

    assert also(a_family()) == {MOTHER: ("Mr Piers Hythe",), FATHER: ("Ms Alma Hythe",)}
    assert also(a_family(father="no_contact")) == {MOTHER: ()}
    assert also(a_family(father="no_address")) == {MOTHER: ("Mr Piers Hythe",), FATHER: ()}


def test_what_may_be_somebody_else_is_doubtful() -> None:
    family = a_family(father="no_contact", protected=["address"])
    family.carers[FATHER].surname = "Blackthorn"
    assert set(family.doubtful_names(MOTHER)) >= {"Piers", "Blackthorn", "Quarry Bank"}
    assert "Hythe" not in family.doubtful_names(MOTHER)
