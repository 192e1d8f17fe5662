"""Whose the rights are, and how an answer to a purpose stands."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.people.rules.purposes import Answer, Standing, purposes, standing
from goldenthread.people.rules.rights import capacity_asked, rights_holder, rights_pass_on
from goldenthread.statute.ages import age_on

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("born", "passes"),
    [
        # The last Friday in June: 25 June 2027 and 30 June 2028; the rights pass on the day after.
        (date(2011, 3, 1), date(2027, 6, 26)),
        (date(2010, 9, 1), date(2027, 6, 26)),
        (date(2011, 8, 31), date(2027, 6, 26)),
        (date(2011, 9, 1), date(2028, 7, 1)),
        (date(2012, 2, 29), date(2028, 7, 1)),
    ],
)
def test_the_day_on_which_the_rights_pass(born: date, passes: date) -> None:
    assert rights_pass_on(born) == passes
    last = rights_holder(born, passes - timedelta(days=1))
    first = rights_holder(born, passes)
    assert (last.who, first.who) == ("parent", "young_person")
    assert "Education Act 1996, s.8" in first.citation
    assert last.passes_on == first.passes_on == passes


def test_capacity_is_asked_from_sixteen_or_from_the_day_on_which_the_rights_pass() -> None:
    older, younger = date(2010, 9, 1), date(2011, 8, 31)
    assert [capacity_asked(older, date(2026, 8, 31)), capacity_asked(older, date(2026, 9, 1))] == [
        False,
        True,
    ]
    assert [
        capacity_asked(younger, date(2027, 6, 25)),
        capacity_asked(younger, date(2027, 6, 26)),
    ] == [False, True]


@given(st.dates(date(2000, 1, 1), date(2030, 12, 31)))
def test_they_pass_at_fifteen_or_sixteen_on_a_saturday_of_june_or_july(born: date) -> None:
    passes = rights_pass_on(born)
    assert passes.weekday() == 5
    assert passes.month in (6, 7)
    assert age_on(born, passes) in (15, 16)


PARENT_ACCESS, PHOTO = purposes()["parent_access"], purposes()["photo"]
NOBODY: frozenset[int] = frozenset()


@pytest.mark.parametrize(
    ("purpose", "answer", "holder", "representatives", "expected"),
    [
        (PARENT_ACCESS, None, "parent", NOBODY, Standing.NOT_YET),
        (PARENT_ACCESS, None, "young_person", NOBODY, Standing.NOT_ASKED),
        (PARENT_ACCESS, Answer("given", None), "young_person", NOBODY, Standing.GIVEN),
        (PARENT_ACCESS, Answer("refused", None), "young_person", NOBODY, Standing.REFUSED),
        # Whatever a parent said for themselves opens nothing to them.
        (PARENT_ACCESS, Answer("given", 1), "young_person", NOBODY, Standing.ASK_ANEW),
        (PARENT_ACCESS, Answer("given", 1), "young_person", frozenset({1}), Standing.GIVEN),
        (PHOTO, None, "parent", NOBODY, Standing.NOT_ASKED),
        (PHOTO, Answer("given", 1), "parent", NOBODY, Standing.GIVEN),
        (PHOTO, Answer("withdrawn", 1), "parent", NOBODY, Standing.WITHDRAWN),
        (PHOTO, Answer("given", 1), "young_person", NOBODY, Standing.ASK_ANEW),
        (PHOTO, Answer("given", None), "young_person", NOBODY, Standing.GIVEN),
    ],
)
def test_how_an_answer_stands(
    purpose: object, answer: object, holder: object, representatives: object, expected: Standing
) -> None:
    assert standing(purpose, answer, holder, representatives) is expected  # type: ignore[arg-type]
