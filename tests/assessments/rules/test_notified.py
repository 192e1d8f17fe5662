"""On which day a family was told, where copies went to several on several days."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from goldenthread.assessments.rules.notified import Went, notified_on
from goldenthread.people.rules.rights import FamilyRights

PARENTS = FamilyRights(young_person=False, parents_told=True)
OWN = FamilyRights(young_person=True, parents_told=True)
STOOD_IN = FamilyRights(True, True, frozenset({2}))
MONDAY, TUESDAY, FRIDAY = (date(2026, 11, day) for day in (2, 3, 6))


def test_of_two_parents_the_first_day_counts() -> None:
    assert notified_on([Went(1, TUESDAY), Went(2, MONDAY)], PARENTS) == MONDAY


def test_where_the_rights_are_their_own_a_letter_to_a_parent_is_not_the_notice() -> None:
    assert notified_on([Went(1, MONDAY), Went(None, FRIDAY)], OWN) == FRIDAY
    assert notified_on([Went(1, MONDAY)], OWN) is None


def test_where_somebody_stands_in_theirs_is_the_notice() -> None:
    assert notified_on([Went(None, MONDAY), Went(1, MONDAY), Went(2, FRIDAY)], STOOD_IN) == FRIDAY


def test_nothing_sent_is_nobody_told() -> None:
    assert notified_on([], PARENTS) is None


copies = st.lists(
    st.builds(
        Went,
        st.one_of(st.none(), st.integers(1, 3)),
        st.integers(0, 40).map(lambda days: MONDAY + timedelta(days=days)),
    )
)


@given(copies, st.sampled_from([PARENTS, OWN, STOOD_IN]))
def test_the_day_is_one_on_which_a_copy_went_and_never_after_the_last(
    went: list[Went], rights: FamilyRights
) -> None:
    on = notified_on(went, rights)
    days = [one.on for one in went]
    assert on is None or (on in days and on <= max(days))
    # A further copy never makes it later.
    more = notified_on([*went, Went(2, FRIDAY)], rights)
    assert on is None or more is None or more <= on
