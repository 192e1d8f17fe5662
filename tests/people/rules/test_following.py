"""Against a plain count of days: what holds on which day, before and after a new one is put in its place."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.people.rules.following import Held, overlap, place

pytestmark = pytest.mark.pure

FIRST = date(2026, 1, 1)
DAYS = [FIRST + timedelta(days=number) for number in range(30)]
spans = st.tuples(st.none() | st.sampled_from(DAYS), st.none() | st.sampled_from(DAYS)).filter(
    lambda span: span[0] is None or span[1] is None or span[0] <= span[1]
)


def held_on(starts_on: date | None, ends_on: date | None) -> set[date]:
    """The days that it holds on, within and one beyond the days that are drawn from."""
    around = [FIRST - timedelta(days=1), *DAYS, DAYS[-1] + timedelta(days=1)]
    return {
        day for day in around
        if (starts_on is None or starts_on <= day) and (ends_on is None or day <= ends_on)
    }  # fmt: skip


@given(spans, spans)
def test_two_overlap_where_they_share_a_day(
    one: tuple[date | None, date | None], other: tuple[date | None, date | None]
) -> None:
    assert overlap(*one, *other) == bool(held_on(*one) & held_on(*other))


@given(st.lists(spans, max_size=4), spans)
def test_nothing_holds_beside_a_new_one(
    drawn: list[tuple[date | None, date | None]], new: tuple[date | None, date | None]
) -> None:
    held: list[Held] = []
    for number, span in enumerate(drawn):
        if not any(held_on(*span) & held_on(one.starts_on, one.ends_on) for one in held):
            held.append(Held(number, *span))
    placed = place(held, *new)
    left = [
        held_on(one.starts_on, placed.last_day if one.key == placed.gives_way else one.ends_on)
        for one in held
    ]
    if placed.clash is None:
        assert not any(days & held_on(*new) for days in left)
        assert all(left), "what gives way still held on some day"
    else:
        assert held_on(placed.clash.starts_on, placed.clash.ends_on) & held_on(*new)
        assert placed.gives_way is None


def test_moving_house_ends_the_home_before_on_the_day_before() -> None:
    home = Held(7, date(2020, 1, 1), None)
    placed = place([home], date(2026, 3, 1), None)
    assert (placed.gives_way, placed.last_day, placed.clash) == (7, date(2026, 2, 28), None)


def test_a_home_of_the_past_ends_none_that_lasts() -> None:
    home = Held(7, date(2020, 1, 1), None)
    assert place([home], date(2022, 1, 1), date(2022, 12, 31)).clash == home
