from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from goldenthread.people.rules.identity import checked
from goldenthread.people.rules.searching import check_number
from tests.people.makers import an_identity

pytestmark = pytest.mark.pure
TODAY = date(2026, 11, 22)


def wrong(**given: Any) -> dict[str, str]:
    return {one.field: one.message for one in checked(an_identity(**given), TODAY)[1]}


def test_nothing_is_wrong_with_a_plain_identity() -> None:
    assert wrong() == {}


def test_blanks_go_and_numbers_are_kept_without_them() -> None:
    tidy, _ = checked(
        an_identity(legal_forenames="  Imogen   May ", nhs_number="943 476 5919"), TODAY
    )
    assert (tidy.legal_forenames, tidy.nhs_number) == ("Imogen May", "9434765919")


@pytest.mark.parametrize(
    ("given", "field", "told"),
    [
        ({"legal_surname": " "}, "legal_surname", "Enter the legal surname"),
        ({"legal_surname": "12"}, "legal_surname", "in letters"),
        ({"used_forename": "Im\u202eo"}, "used_forename", "in letters"),
        ({"legal_forenames": "x" * 101}, "legal_forenames", "100 characters"),
        ({"born": date(2026, 11, 23)}, "born", "future"),
        ({"born": date(2000, 11, 22)}, "born", "is 26"),
        ({"sex": "X"}, "sex", "from the list"),
        ({"upn": "A801200005001"}, "upn", "does not fit"),
        ({"upn": ""}, "upn", "say why"),
        ({"upn": "B801200005001", "upn_unknown": "UN8"}, "upn_unknown", "reason why"),
        ({"upn_unknown": "UN1"}, "upn_unknown", "under 6"),
        ({"upn": "B801200005001", "former_upn": "b801200005001"}, "former_upn", "the same"),
        ({"uln": "9276308687"}, "uln", "mistyped"),
        ({"nhs_number": "9434765918"}, "nhs_number", "mistyped"),
        ({"free_meals": "yes"}, "free_meals_as_at", "Enter the day"),
        ({"free_meals_as_at": date(2026, 1, 1)}, "free_meals", "Choose"),
        ({"free_meals": "no", "free_meals_as_at": date(2026, 12, 1)}, "free_meals_as_at", "to today"),
        ({"language": "x" * 61}, "language", "60 characters"),
        ({"died_on": date(2015, 3, 26)}, "died_on", "from the date of birth"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_of_its_field(given: dict[str, Any], field: str, told: str) -> None:
    found = wrong(**given)
    assert set(found) == {field}
    assert told in found[field]


@pytest.mark.parametrize(
    "given",
    [
        {"born": date(2000, 11, 23)},
        {"born": date(1999, 1, 1), "older": True},
        {"upn_unknown": "UN8"},
        {"uln": "9276308686"},
        {"born": date(2021, 1, 1), "upn_unknown": "UN1"},
        {"born": TODAY},
    ],
)
def test_what_may_be(given: dict[str, Any]) -> None:
    assert wrong(**given) == {}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("p 12", "P12"),
        ("P-1024", "P-1024"),
        ("b801 2000 05001", "B801200005001"),
        ("943 476 5919", "9434765919"),
        ("9276308686", "9276308686"),
    ],
)
def test_numbers_to_search_by(typed: str, kept: str) -> None:
    assert check_number(typed) == (kept, None)


@pytest.mark.parametrize("typed", ["A801200005001", "9434765917", "12", "Tarn", "P-", "-"])
def test_numbers_that_nobody_has_are_told(typed: str) -> None:
    assert check_number(typed)[1] is not None
