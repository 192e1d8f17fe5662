"""Where a letter to somebody of a family goes, and that no protected address stands anywhere."""

from __future__ import annotations

import pytest

from goldenthread.messages.rules.envelopes import (
    Envelope,
    Homes,
    Problem,
    to_carer,
    to_young_person,
)
from tests.messages.families import FATHER, FATHERS_POST, HOME, MOTHER, POSTCODE, a_family

ONE, TWO = Homes(home="1 Oak Road"), Homes(home="1 Oak Road", second="2 Elm Road")
HIDDEN = Homes(home="1 Oak Road", protected=True)


@pytest.mark.parametrize(("own", "homes", "lives_with", "wanted"), [
    ("", ONE, True, Envelope("1 Oak Road")),
    ("", Homes(home="1 Oak Road", letters="PO Box 4"), True, Envelope("PO Box 4")),
    ("", ONE, False, Envelope(problem=Problem.NO_OWN)),
    ("", TWO, True, Envelope(problem=Problem.TWO_HOMES)),
    ("", Homes(), True, Envelope(problem=Problem.NO_HOME)),
    ("9 Ash Road", TWO, True, Envelope("9 Ash Road")),
    ("9 Ash Road", ONE, False, Envelope("9 Ash Road")),
    ("9 Ash Road", HIDDEN, True, Envelope(held=True)),
    ("9 Ash Road", HIDDEN, False, Envelope("9 Ash Road")),
    ("", HIDDEN, True, Envelope(held=True)),
])  # fmt: skip
def test_a_carer_gets_post_where_they_say_or_where_the_child_lives(
    own: str, homes: Homes, lives_with: bool, wanted: Envelope
) -> None:
    assert to_carer(own, homes, lives_with=lives_with, withheld=False) == wanted


def test_an_own_address_that_holds_something_protected_is_held_too() -> None:
    assert to_carer("1 Oak Road", HIDDEN, lives_with=False, withheld=True) == Envelope(held=True)


def test_a_young_person_gets_post_at_home_unless_it_is_protected() -> None:
    assert to_young_person(ONE) == Envelope("1 Oak Road")
    assert to_young_person(HIDDEN) == Envelope(held=True)
    assert to_young_person(Homes()).problem is Problem.NO_HOME


def test_a_refuge_stands_on_no_envelope_of_the_family() -> None:
    plain, refuge = a_family(), a_family(protected=["address"])
    assert plain.envelope(MOTHER).address == f"{HOME}\n{POSTCODE}"
    assert refuge.envelope(MOTHER) == Envelope(held=True)
    assert plain.envelope(FATHER).address == FATHERS_POST
    assert refuge.envelope(FATHER) == Envelope(held=True)
