"""Which agreed statements may be said on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from goldenthread.documents.rules.letters import State, Statement, in_force

FIRST = Statement(
    1, "families", "We have too few psychologists.", date(2026, 9, 1), date(2026, 12, 31), 1, State.AGREED
)  # fmt: skip
DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 8, 31), False),
        (date(2026, 9, 1), True),
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), False),
    ],
)
def test_both_days_count(day: date, said: bool) -> None:
    assert bool(in_force([FIRST], "families", day)) is said


def test_only_what_was_agreed_and_for_whom() -> None:
    assert in_force([replace(FIRST, state=State.DRAFTED)], "families", DAY) == ()
    assert in_force([replace(FIRST, state=State.WITHDRAWN)], "families", DAY) == ()
    assert in_force([FIRST], "young", DAY) == ()


def test_a_new_version_takes_over_from_its_own_day() -> None:
    later = replace(FIRST, words="Two more started.", version=2, valid_from=date(2026, 12, 1))
    assert in_force([later, FIRST], "families", DAY) == (FIRST,)
    assert in_force([later, FIRST], "families", date(2026, 12, 1)) == (later,)
    drafted = replace(later, state=State.DRAFTED, valid_from=date(2026, 10, 1))
    assert in_force([drafted, FIRST], "families", DAY) == (FIRST,)


def test_a_withdrawn_version_does_not_bring_back_the_words_it_replaced() -> None:
    gone = replace(FIRST, version=2, state=State.WITHDRAWN, valid_from=date(2026, 10, 1))
    assert in_force([FIRST, gone], "families", DAY) == ()


def test_the_newest_of_several_stands_first_and_one_without_an_end_goes_on() -> None:
    other = replace(
        FIRST, key=2, words="Post is slow.", valid_from=date(2026, 11, 1), valid_to=None
    )
    assert in_force([FIRST, other], "families", DAY) == (other, FIRST)
    assert in_force([FIRST, other], "families", date(2030, 1, 1)) == (other,)
