"""Who of a family may be told what: by a table, and that no restriction is ever got round."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.people.rules.codes import codes
from goldenthread.people.rules.recipients import (
    Recipients,
    Tie,
    letters_to,
    may_be_named_to,
    may_be_told,
    may_know_place,
    restriction_rules,
)
from goldenthread.people.rules.rights import FamilyRights

pytestmark = pytest.mark.pure

DAY = date(2026, 11, 22)
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)
PARENTS = FamilyRights(young_person=False, parents_told=True)
ALONE = FamilyRights(young_person=True, parents_told=False)
TOLD = FamilyRights(young_person=True, parents_told=True)
STOOD_FOR = FamilyRights(young_person=True, parents_told=False, representatives=frozenset({1}))


@pytest.mark.parametrize(
    ("tie", "rights", "letters", "told", "place"),
    [
        (Tie(1), PARENTS, True, True, True),
        (Tie(1, gets_letters=False), PARENTS, False, True, True),
        (Tie(1, "no_address"), PARENTS, True, True, False),
        (Tie(1, "no_information"), PARENTS, False, False, False),
        (Tie(1, "no_contact"), PARENTS, False, False, False),
        (Tie(1, "a code that nobody knows"), PARENTS, False, False, False),
        (Tie(1, starts_on=DAY, ends_on=DAY), PARENTS, True, True, True),
        (Tie(1, starts_on=AFTER), PARENTS, False, False, False),
        (Tie(1, ends_on=BEFORE), PARENTS, False, False, False),
        (Tie(1), ALONE, False, False, False),
        (Tie(1), TOLD, True, True, True),
        (Tie(1, "no_contact"), TOLD, False, False, False),
        (Tie(1), STOOD_FOR, True, True, True),
        (Tie(2), STOOD_FOR, False, False, False),
        (Tie(1, gets_letters=False), STOOD_FOR, False, True, True),
        (Tie(1, "no_information"), STOOD_FOR, False, False, False),
    ],
)
def test_what_one_carer_gets(
    tie: Tie, rights: FamilyRights, letters: bool, told: bool, place: bool
) -> None:
    expected = Recipients(rights.young_person, (tie.carer,) if letters else ())
    assert letters_to([tie], DAY, rights) == expected
    assert may_be_told(tie.carer, [tie], DAY, rights) is told
    assert may_know_place(tie.carer, [tie], DAY, rights) is place


def test_letters_keep_the_order_and_name_nobody_twice() -> None:
    ties = [Tie(3), Tie(1, ends_on=DAY), Tie(2, "no_contact"), Tie(1, starts_on=DAY)]
    assert letters_to(ties, DAY, PARENTS).carers == (3, 1)


def test_the_stricter_of_two_ties_counts() -> None:
    ties = [Tie(1, ends_on=DAY), Tie(1, "no_information", starts_on=DAY)]
    assert letters_to(ties, DAY, PARENTS).carers == ()
    assert not may_be_told(1, ties, DAY, PARENTS)


def test_who_is_named_to_whom() -> None:
    ties = [Tie(1), Tie(2), Tie(3, "no_address"), Tie(4, "no_contact")]
    named = {
        (other, reader)
        for other in range(1, 5)
        for reader in range(1, 5)
        if may_be_named_to(other, reader, ties, DAY, PARENTS)
    }
    assert named == {(1, 1), (2, 1), (3, 1), (1, 2), (2, 2), (3, 2), (3, 3)}


def test_nobody_is_told_of_a_child_that_is_not_theirs() -> None:
    assert not may_be_told(9, [Tie(1)], DAY, PARENTS)
    assert not may_know_place(9, [Tie(1)], DAY, PARENTS)


def test_every_restriction_of_the_code_list_has_its_rule() -> None:
    assert list(restriction_rules()["restrictions"]) == list(codes("restriction"))


near = st.sampled_from([None, DAY - timedelta(days=400), BEFORE, DAY, AFTER])
ties = st.builds(
    Tie, st.integers(1, 4), st.sampled_from([*codes("restriction"), "unheard_of"]), st.booleans(),
    near, near,
)  # fmt: skip
all_rights = st.builds(FamilyRights, st.booleans(), st.booleans(), st.frozensets(st.integers(1, 4)))


@given(st.lists(ties, max_size=6), all_rights)
def test_a_restricted_carer_is_in_no_list_whatever_else_holds(
    family: list[Tie], rights: FamilyRights
) -> None:
    held = [tie for tie in family if tie.holds(DAY)]
    silent = {tie.carer for tie in held if tie.restriction not in ("none", "no_address")}
    kept_away = {tie.carer for tie in held if tie.restriction != "none"}
    assert not silent & set(letters_to(family, DAY, rights).carers)
    for carer in silent:
        assert not may_be_told(carer, family, DAY, rights)
        for other in range(1, 5):
            assert not may_be_named_to(carer, other, family, DAY, rights)
            assert not may_be_named_to(other, carer, family, DAY, rights)
    for carer in kept_away:
        assert not may_know_place(carer, family, DAY, rights)


@given(st.lists(ties, max_size=6), all_rights)
def test_letters_go_only_to_those_who_may_be_told(family: list[Tie], rights: FamilyRights) -> None:
    found = letters_to(family, DAY, rights)
    assert found.young_person is rights.young_person
    assert len(set(found.carers)) == len(found.carers)
    assert all(may_be_told(carer, family, DAY, rights) for carer in found.carers)
    for carer in range(1, 5):
        if may_know_place(carer, family, DAY, rights):
            assert may_be_told(carer, family, DAY, rights)
