from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.people.rules.identifiers import (
    Problem,
    check_nhs_number,
    check_uln,
    check_upn,
    council_numbers,
    upn_letter,
)

pytestmark = pytest.mark.pure

LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
DIGITS = "0123456789"

upns = st.builds(
    lambda council, middle, last: upn_letter(council + middle + last) + council + middle + last,
    st.sampled_from(sorted(council_numbers())),
    st.text(DIGITS, min_size=8, max_size=8),
    st.sampled_from(DIGITS + LETTERS),
)


def tens(check: int) -> st.SearchStrategy[str]:
    """Ten digits that leave `check` of 11, by arithmetic of the test's own; the first is not 0."""

    def ended(start: str) -> str:
        total = sum((10 - place) * int(one) for place, one in enumerate(start))
        last = (check - total) % 11
        return f"{start}{last}" if last < 10 else ""

    numbers = st.integers(10**8, 10**9 - 1).map(str).map(ended)
    return numbers.filter(lambda text: len(set(text)) > 1)


def test_printed_examples() -> None:
    """Of python-stdnum, of HESA's page on the ULN, and of the NHS Data Dictionary."""
    assert check_upn("B801200005001") == "B801200005001"
    assert check_uln("9276308686") == "9276308686"
    assert check_nhs_number("943 476 5919") == "9434765919"


def test_a_temporary_number_counts_its_last_letter_by_its_place() -> None:
    """8x2 + 1x4 + 2x5 + 5x10 = 80; C is 2, by 13 is 26; 106 leaves 14 of 23: Q."""
    assert check_upn("q80120000500c") == "Q80120000500C"


@given(upns)
def test_a_upn_is_kept_as_it_is(upn: str) -> None:
    assert check_upn(f" {upn[:4].lower()} {upn[4:]} ") == upn


@given(upns, st.integers(0, 12), st.sampled_from(DIGITS + LETTERS))
def test_any_other_character_in_a_upn_is_refused(upn: str, place: int, other: str) -> None:
    changed = upn[:place] + other + upn[place + 1 :]
    # A digit and a letter with the same value weigh the same at the last place.
    same = place == 12 and (LETTERS.find(other), LETTERS.find(upn[12])) in {
        (int(upn[12]) if upn[12].isdigit() else -2, -1), (-1, int(other) if other.isdigit() else -2),
    }  # fmt: skip
    if changed != upn and not same:
        assert isinstance(check_upn(changed), Problem)


@pytest.mark.parametrize("check", [check_uln, check_nhs_number])
@given(data=st.data())
def test_any_other_digit_is_refused(check: object, data: st.DataObject) -> None:
    assert callable(check)
    number = data.draw(tens(10 if check is check_uln else 0))
    assert check(number) == number
    place = data.draw(st.integers(0, 9))
    other = data.draw(st.sampled_from(DIGITS).filter(lambda one: one != number[place]))
    assert isinstance(check(number[:place] + other + number[place + 1 :]), Problem)


@given(tens(10))
def test_no_uln_is_an_nhs_number(uln: str) -> None:
    assert isinstance(check_nhs_number(uln), Problem)


@pytest.mark.parametrize(
    ("upn", "told"),
    [
        ("B80120000500", "this has 12"),
        ("I801200005001", "other than I, O and S"),
        ("B80120000O001", "are digits"),
        ("E000200005001", "number of a council"),
        ("B80120000500S", "last character"),
        ("A801200005001", "does not fit"),
        ("B８01200005001", "are digits"),
    ],
)
def test_what_is_wrong_with_a_upn_is_said(upn: str, told: str) -> None:
    found = check_upn(upn)
    assert isinstance(found, Problem)
    assert told in found.message
    assert found.fix
    assert upn not in found.message + found.fix


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("943476591", "this has 9"),
        ("943476591X", "digits only"),
        ("9434765918", "mistyped"),
        ("4444444444", "the same digit"),
    ],
)
def test_what_is_wrong_with_an_nhs_number_is_said(number: str, told: str) -> None:
    found = check_nhs_number(number)
    assert isinstance(found, Problem)
    assert told in found.message
