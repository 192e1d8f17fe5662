"""The publication check: where it points, what it takes for one thing, tables, and what the caller knows."""

from __future__ import annotations

import pytest

from goldenthread.documents.rules.publication import Block, Counts, Kind, check, questions
from goldenthread.documents.rules.publication.book import build
from goldenthread.documents.rules.publication.contacts import is_nhs_number


def test_a_finding_points_at_its_place() -> None:
    text = "All is well. We spoke to Amira Hussain about it."
    (found,) = check([Block("Summary, paragraph 1", text)])
    assert text[found.start : found.end] == found.text == "Amira Hussain"
    assert (found.kind, found.where) == (Kind.NAME, "Summary, paragraph 1")
    assert found.sentence == "We spoke to Amira Hussain about it."


def test_a_name_is_asked_about_once_and_a_number_in_each_sentence() -> None:
    found = check(
        [
            Block("One", "We met Amira. Three families came."),
            Block("Two", "Amira spoke. Three families left."),
        ]
    )
    asked = questions(found)
    assert [(one.kind, one.text, one.places) for one in asked] == [
        (Kind.NAME, "Amira", ("One", "Two")),
        (Kind.SMALL_NUMBER, "Three families", ("One",)),
        (Kind.SMALL_NUMBER, "Three families", ("Two",)),
    ]
    assert len({one.key for one in asked}) == 3


def test_what_the_caller_knows_is_no_name() -> None:
    block = Block("", "Voices Together and the Ravenbeck Skylark agreed.")
    assert [one.text for one in check([block])] == ["Ravenbeck Skylark"]
    assert check([block], known=["Ravenbeck Skylark"]) == []


def test_a_month_beside_its_year_is_nobody() -> None:
    text = (
        "Moved from Nov 2026 to Jun 2027, and again on 3rd Jan 2028. June Slater and Jan said why."
    )
    assert [one.text for one in check([Block("", text)])] == ["June Slater", "Jan"]


AREAS = ("Bolton", "Kent", "Derby", "Lincoln", "Grace", "Oğuz", "North Derby Council")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kwabena Bolton waits.", "Kwabena Bolton"),
        ("Lincoln Achebe was excluded.", "Lincoln Achebe"),
        ("Mr Derby spoke.", "Mr Derby"),
        ("Grace Taylor waits.", "Grace Taylor"),
        ("Oğuz Taylor waits.", "Oğuz Taylor"),
        ("Her son Bolton waits.", "Bolton"),
        ("A parent, Kent, spoke.", "Kent"),
        ("Kent's mother spoke.", "Kent"),
        ("The Derby family moved.", "Derby family"),
        ("J. Bolton wrote to us.", "J. Bolton"),
    ],
)
def test_a_known_word_is_a_name_where_a_name_stands(text: str, found: str) -> None:
    assert [one.text for one in check([Block("", text)], known=AREAS)] == [found]


@pytest.mark.parametrize(
    "text",
    [
        "In Bolton the rota starts in May.", "Bolton, Kent and Derby were asked.",
        "Derby Council and the Lincoln Service Manager agreed.", "Grace runs the advice line.",
        "North Derby Council answered.", "Kent's transport is late.",
    ],
)  # fmt: skip
def test_a_known_word_is_a_place_elsewhere(text: str) -> None:
    assert check([Block("", text)], known=AREAS) == []


def test_a_place_that_the_caller_knows() -> None:
    block = Block("", "An autistic boy by the slipway waits.")
    assert check([block]) == []
    (found,) = check([block], places=["by the slipway"])
    assert found.kind is Kind.RARE_COMBINATION


def table(*rows: tuple[str, ...], caption: str = "Children waiting") -> Counts:
    return Counts("Table 1", caption, ("Ward", "Seen", "Waiting", "Total"), rows)


def test_cells_of_a_table() -> None:
    found = check([], [table(("North", "4", "30", "34"), ("South", "40", "50", "90"))])
    assert [(one.text, one.message) for one in found] == [
        ("4", "A small number: a small count"),
        ("30", "A small number: a count from which a small one follows"),
    ]
    assert found[0].sentence == "Children waiting: North, Seen: 4"


def test_a_table_of_other_things_is_no_matter() -> None:
    rows = (("North", "4", "3", "7"),)
    assert check([], [table(*rows, caption="Milestones by ward")]) == []
    # A column of words is no column of counts.
    assert check([], [table(("North", "few", "30", "34"))]) == []


def test_the_last_digit_checks_an_nhs_number() -> None:
    assert is_nhs_number("9434765919")
    assert not is_nhs_number("9434765918")
    assert not is_nhs_number("943")


@pytest.mark.parametrize(
    ("rules", "words", "message"),
    [
        ({}, {"given": [True]}, "no text"),
        ({"kinds": {"name": {}}}, {}, "explain each"),
    ],
)
def test_a_wrong_file_is_refused(rules: dict, words: dict, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        build(rules, [words], "")


@pytest.mark.parametrize(
    ("known", "text"),
    [
        ("Sands Kite and Bird Trust", "Sands Kite & Bird Trust wrote."),
        ("Wide Kestrel Academy", "We asked Wide Kestrel about it."),
        ("Fellmoor Kestrel", "REPORT OF FELLMOOR KESTREL"),
        ("Fellmoor Council", "Follow @FellmoorCouncil for news."),
        ("Lane End", "The 5 Lane End workshops were held."),
    ],
)
def test_what_the_caller_knows_in_other_writing(known: str, text: str) -> None:
    assert check([Block("", text)], known=[known]) == []


def test_a_person_after_whom_a_school_is_called_stays_a_name() -> None:
    (found,) = check([Block("", "Grace Taylor spoke.")], known=["Grace Taylor School"])
    assert found.text == "Grace Taylor"


@pytest.mark.parametrize(
    "text",
    [
        "B. Deliver training to schools.", "Family Conversation sessions are open.",
        "1 of them only waits for sign-off.", "1 has a later date than agreed.",
        "If a headteacher is off sick, the deputy signs.", "The director thanked the cancer unit.",
    ],
)  # fmt: skip
def test_the_papers_own_phrases_are_none(text: str) -> None:
    assert check([Block("", text)]) == []


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("J. Ransome will answer.", Kind.INITIAL, "J. Ransome"),
        ("Their intern Nick, who shone, left.", Kind.NAME, "Nick"),
        ("It was kind. (H)", Kind.INITIAL, "H"),
        ("The Chair’s long illness is over.", Kind.SPECIAL_CATEGORY, "Chair’s long illness"),
        ("Out of school: 6", Kind.SMALL_NUMBER, "Out of school: 6"),
    ],
)
def test_one_thing_is_found_once(text: str, kind: Kind, found: str) -> None:
    assert [(one.kind, one.text) for one in check([Block("", text)])] == [(kind, found)]
