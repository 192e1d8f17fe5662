from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.reports.rules.asks import Ask, as_lines, parse_asks

CODES = ["1a", "1b", "2c"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", []),
        ("  \n\n", []),
        ("Agree the money", [Ask("", "Agree the money")]),
        ("1b: Agree the money", [Ask("1b", "Agree the money")]),
        ("1B : Agree", [Ask("1b", "Agree")]),
        ("- 1a: One\n2. Two", [Ask("1a", "One"), Ask("", "Two")]),
        ("9z: Not a priority of this plan", [Ask("", "9z: Not a priority of this plan")]),
        ("Note: 1a is late", [Ask("", "Note: 1a is late")]),
        ("1a:", [Ask("", "1a:")]),
    ],
)
def test_asks_as_people_type_them(typed: str, found: list[Ask]) -> None:
    assert parse_asks(typed, CODES) == found


words = st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1, max_size=20)


@given(st.lists(st.builds(Ask, st.sampled_from(["", *CODES]), words)))
def test_what_is_shown_to_edit_reads_back_the_same(asks: list[Ask]) -> None:
    assert parse_asks(as_lines(asks), CODES) == asks
