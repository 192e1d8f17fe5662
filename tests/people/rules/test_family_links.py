"""Whether a link to the family page still opens it: whatever else, never more than a letter would tell."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.people.rules.family_links import (
    Given,
    ended_because,
    ended_words,
    family_link_rules,
    next_try,
)
from goldenthread.people.rules.recipients import Tie, may_be_told, restriction_rules
from goldenthread.people.rules.rights import FamilyRights

DAY = date(2026, 11, 22)
PARENTS = FamilyRights(young_person=False, parents_told=True)
GOOD = Given(1, record=True, contact=True, tied=True)


@pytest.mark.parametrize(
    ("given", "ties", "rights", "why"),
    [
        (GOOD, [Tie(1)], PARENTS, ""),
        (Given(1, record=False, contact=True, tied=True), [Tie(1)], PARENTS, "record"),
        (Given(1, record=True, contact=False, tied=True), [Tie(1)], PARENTS, "contact"),
        (Given(1, record=True, contact=True, tied=False), [Tie(1)], PARENTS, "tie"),
        (GOOD, [Tie(2)], PARENTS, "tie"),
        (GOOD, [Tie(1, ends_on=DAY - timedelta(days=1))], PARENTS, "tie"),
        (GOOD, [Tie(1), Tie(1, "no_information")], PARENTS, "restriction"),
        (GOOD, [Tie(1, "unheard_of")], PARENTS, "restriction"),
        (GOOD, [Tie(1, "no_address")], PARENTS, ""),
        (GOOD, [Tie(1)], FamilyRights(True, False), "rights"),
        (GOOD, [Tie(1)], FamilyRights(True, False, frozenset({1})), ""),
        (Given(None, record=True, contact=True, tied=True), [], PARENTS, "rights"),
        (Given(None, record=True, contact=True, tied=True), [], FamilyRights(True, False), ""),
    ],
)
def test_it_says_why(given: Given, ties: list[Tie], rights: FamilyRights, why: str) -> None:
    assert ended_because(given, ties, DAY, rights) == why


_CODES = st.sampled_from([*restriction_rules()["restrictions"], "unheard_of"])
_DAYS = st.none() | st.dates(date(2026, 11, 1), date(2026, 12, 31))
_TIES = st.lists(
    st.builds(
        Tie, st.integers(1, 3), _CODES, st.booleans(), starts_on=_DAYS, ends_on=_DAYS
    ),
    max_size=4,
)  # fmt: skip
_RIGHTS = st.builds(
    FamilyRights, st.booleans(), st.booleans(), st.frozensets(st.integers(1, 3), max_size=2)
)


@given(ties=_TIES, rights=_RIGHTS, said=st.builds(Given, st.integers(1, 3), *[st.booleans()] * 3))
def test_whichever_ties_nobody_has_a_link_who_may_be_told_nothing(
    ties: list[Tie], rights: FamilyRights, said: Given
) -> None:
    assert said.carer is not None
    if not ended_because(said, ties, DAY, rights):
        assert may_be_told(said.carer, ties, DAY, rights)
        assert said.record
        assert said.contact


def test_each_reason_has_words_and_a_notice_is_given_up_in_the_end() -> None:
    assert all(ended_words(code) for code in family_link_rules()["ended"])
    waits = [next_try(tries) for tries in range(1, 7)]
    assert waits[0] == timedelta(minutes=5)
    assert waits[1] == timedelta(minutes=10)
    assert waits[-1] is None
