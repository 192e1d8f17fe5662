"""What may not stand in a copy is found however it is written, and nothing else is."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.messages.rules.withheld import (
    What,
    Withheld,
    address_texts,
    any_name_texts,
    contact_texts,
    left_out,
    name_texts,
    street_names,
    told_by,
    without,
)

LINES = "Rose Cottage\n14 Mill Lane\nKendal"
ADDRESS = [Withheld(text, What.ADDRESS) for text in address_texts(LINES, "ZY14AB")]
NAME = [Withheld(text, What.CARER) for text in any_name_texts("Mr", "Piers John", "O'Hara-Wood")]
NUMBER = [Withheld(text, What.CONTACT) for text in contact_texts("07700 900123")]


@pytest.mark.parametrize("words", [
    "They are at rose cottage.", "at 14, Mill   Lane now", "Code: zy14ab.", "ZY1\n4AB", "14 MILL LANE",
])  # fmt: skip
def test_a_place_is_found_however_it_is_written(words: str) -> None:
    assert told_by(words, ADDRESS) == (What.ADDRESS,)


@pytest.mark.parametrize(
    "words",
    ["We met in Kendal.", "Mill Lane is closed.", "Rose has a cottage garden", "114 Mill Lanes"],
)
def test_a_town_or_half_of_an_address_tells_nothing(words: str) -> None:
    assert told_by(words, ADDRESS) == ()


@pytest.mark.parametrize("words", [
    "Piers John O’Hara-Wood", "piers o'hara wood", "Mr. O'Hara-Wood", "Dr O'HARA-WOOD", "Piers\nO’Hara-Wood's",
])  # fmt: skip
def test_a_name_is_found_with_any_title(words: str) -> None:
    told = told_by(words.replace("’s", "").replace("'s", ""), NAME)
    assert told == (What.CARER,)


@pytest.mark.parametrize("words", ["07700900123", "+44 7700 900 123", "(07700) 900-123"])
def test_a_number_is_found_however_it_is_written(words: str) -> None:
    assert told_by(f"Ring {words}.", NUMBER) == (What.CONTACT,)


def test_a_name_that_somebody_else_bears_too_is_no_secret() -> None:
    hidden = without(NAME, name_texts("Mr", "Tom", "O'Hara-Wood"))
    assert told_by("Dear Mr O'Hara-Wood", hidden) == ()
    assert told_by("Piers O'Hara-Wood", hidden) == (What.CARER,)


def test_only_the_sentence_that_tells_goes() -> None:
    words = "# Why\n\nShe reads well. She lives at 14 Mill Lane. She draws.\n\n- A visit to ZY1 4AB\n- A report"
    assert left_out(words, ADDRESS) == "# Why\n\nShe reads well. She draws.\n\n- A report"
    assert left_out("Rose\n\nCottage is nice", ADDRESS) == "Rose"
    assert left_out("Nothing here.", ADDRESS) == "Nothing here."


PIECES = [
    "Rose",
    "Cottage",
    "14",
    "Mill",
    "Lane",
    "ZY1",
    "4AB",
    "She",
    ".",
    "\n",
    "\n\n",
    " ",
    ", ",
]


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_what_is_left_never_tells(words: str) -> None:
    assert told_by(left_out(words, ADDRESS), ADDRESS) == ()


KHAN = [Withheld(text, What.CARER) for text in any_name_texts("Mr", "Sajid", "Khan")]
REFUGE = [Withheld(text, What.ADDRESS) for text in address_texts("12 Refuge Street\nKendal", "")]


@pytest.mark.parametrize("words", [
    "Khan, Sajid", "S Khan", "Mr S. Khan", "Mr. Sajid A. Khan", "Mr Khan’s report", "Khan S.",
])  # fmt: skip
def test_a_name_is_found_turned_round_and_with_initials(words: str) -> None:
    assert told_by(f"We met {words} there.", KHAN) == (What.CARER,)


@pytest.mark.parametrize("words", ["12a Refuge Street", "12 Refuge St", "12 REFUGE ST."])
def test_a_street_is_found_shortened(words: str) -> None:
    assert told_by(f"At {words} now", REFUGE) == (What.ADDRESS,)
    assert told_by("At 12 Refuge St", [Withheld("12b Refuge Street", What.ADDRESS)])


def test_a_street_without_its_number_is_only_doubtful() -> None:
    assert told_by("Refuge Street in Kendal", REFUGE) == ()
    assert street_names(REFUGE) == ("Refuge Street",)


def test_many_paragraphs_are_compared_in_one_go() -> None:
    words = "Rose\n\nCottage\n\n" + "a\n\n" * 4000
    begun = time.process_time()
    assert told_by(left_out(words, ADDRESS), ADDRESS) == ()
    assert time.process_time() - begun < 1
