from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.people.rules.postcodes import compact, shown

pytestmark = pytest.mark.pure

outward = st.sampled_from(["M1", "B33", "CR2", "DN55", "W1A", "EC1A", "LA5", "LA12", "CA24"])
inward = st.from_regex(r"\A[0-9][ABDEFGHJLNPQRSTUWXYZ]{2}\Z")


@given(outward, inward, st.sampled_from(["", " ", "  ", ". ", "\t"]))
def test_it_is_found_however_it_is_typed(first: str, second: str, between: str) -> None:
    typed = f" {first}{between}{second}".lower()
    assert compact(typed) == first + second
    assert shown(first + second) == f"{first} {second}"
    assert compact(shown(first + second)) == first + second


@pytest.mark.parametrize(
    "typed",
    ["", "LA5", "LA5 0A", "LA5 0AAA", "L55A 0AA", "QA5 0AA", "LA5 0CA", "LA5 OAA", "5LA 0AA", "LA5 0A1", "LA555 0AA"],
)  # fmt: skip
def test_what_has_not_the_form(typed: str) -> None:
    assert compact(typed) is None
