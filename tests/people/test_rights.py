"""What was agreed to and by whom, who decides, and to whom letters go."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.people.actions.rights import answer_consent, end_capacity, note_capacity
from goldenthread.people.models import CapacityNote, Consent, Person
from goldenthread.people.queries.family import carers_of
from goldenthread.people.queries.givers import givers_of
from goldenthread.people.queries.rights import ConsentRow, letters_go_to, rights_of
from goldenthread.people.rules.purposes import Standing
from tests import factories
from tests.people.families import (
    TODAY,
    YOUNG_PERSON_BORN,
    make_carer,
    make_child,
    make_stand_in,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with clock.fixed(TODAY):
        yield


@pytest.fixture
def staff() -> factories.Person:
    return factories.make_person(factories.make_area(), "case_coordinator")


@pytest.fixture
def child(staff: factories.Person) -> Person:
    return make_child(staff.post.roles.get().area)


@pytest.fixture
def grown(staff: factories.Person) -> Person:
    return make_child(staff.post.roles.get().area, born=YOUNG_PERSON_BORN)


def answer(staff: factories.Person, person: Person, **given: Any) -> Consent:
    told = {
        "purpose": "photo", "answer": "given", "carer_id": None, "how": "By telephone", "on": TODAY,
        "today": TODAY, **given,
    }  # fmt: skip
    return answer_consent(scope=staff.scope, person_id=person.pk, **told)


def consent(staff: factories.Person, person: Person, purpose: str = "photo") -> ConsentRow:
    rows = rights_of(staff.scope, person, TODAY).consents
    return next(row for row in rows if row.purpose.code == purpose)


def letters(staff: factories.Person, person: Person) -> tuple[str, ...]:
    family = rights_of(staff.scope, person, TODAY).family
    return letters_go_to(person, carers_of(staff.scope, person), family, TODAY)


def refused(code: str, where: str) -> pytest.RaisesExc[UserError]:
    return pytest.RaisesExc(
        UserError, check=lambda problem: (problem.code, problem.where) == (code, where)
    )


def test_a_new_answer_ends_the_one_before_and_the_history_stays(
    staff: factories.Person, child: Person
) -> None:
    mother = make_carer(child).carer_id
    earlier = date(2026, 5, 4)
    for _ in range(2):  # sent twice
        answer(staff, child, carer_id=mother, on=earlier)
    assert consent(staff, child).given
    answer(staff, child, carer_id=mother, answer="withdrawn")
    row = consent(staff, child)
    assert (row.standing, row.given) == (Standing.WITHDRAWN, False)
    assert [(one.answer, one.by, one.starts_on, one.ends_on) for one in row.history] == [
        ("Withdrawn", "Kim Fell", TODAY, None),
        ("Agreed", "Kim Fell", earlier, TODAY - timedelta(days=1)),
    ]


def test_two_answers_of_one_day(staff: factories.Person, child: Person) -> None:
    mother = make_carer(child).carer_id
    answer(staff, child, carer_id=mother)
    answer(staff, child, carer_id=mother, answer="refused")
    assert consent(staff, child).standing is Standing.REFUSED
    assert Consent.objects.filter(ends_on=None).count() == 1


@pytest.mark.parametrize(
    ("given", "code", "where"),
    [
        ({"purpose": "anything"}, "no_such_purpose", "purpose"),
        ({"answer": "perhaps"}, "no_such_answer", "answer"),
        ({"how": " "}, "text_missing", "how"),
        ({"on": TODAY + timedelta(days=1)}, "in_the_future", "on"),
        ({"carer_id": None}, "may_not_answer", "by"),
        ({"purpose": "parent_access"}, "not_asked_yet", "on"),
        ({"answer": "withdrawn"}, "nothing_to_withdraw", "answer"),
    ],
)
def test_an_answer_that_cannot_be(
    staff: factories.Person, child: Person, given: dict[str, Any], code: str, where: str
) -> None:
    mother = make_carer(child).carer_id
    with refused(code, where):
        answer(staff, child, **{"carer_id": mother, **given})
    assert not Consent.objects.exists()


def test_only_those_who_hold_the_rights_and_may_be_told_answer(
    staff: factories.Person, child: Person, grown: Person
) -> None:
    mother = make_carer(child)
    make_carer(child, "Dale", parental_responsibility="unknown")
    make_carer(child, "Beck", restriction="no_information")
    assert [giver.carer_id for giver in givers_of(child, TODAY)] == [mother.carer_id]
    helper = make_carer(grown)
    assert [giver.carer_id for giver in givers_of(grown, TODAY)] == [None]
    make_stand_in(grown, helper.carer)
    assert [giver.carer_id for giver in givers_of(grown, TODAY)] == [None, helper.carer_id]


def test_parents_are_told_nothing_from_the_day_on_which_the_rights_pass_until_it_is_answered(
    staff: factories.Person, child: Person
) -> None:
    mother = make_carer(child)
    passes = rights_of(staff.scope, child, TODAY).holder.passes_on
    with clock.fixed(passes - timedelta(days=1)):
        family = rights_of(staff.scope, child, clock.today()).family
        told = carers_of(staff.scope, child)
        assert letters_go_to(child, told, family, clock.today()) == ("Kim Fell",)
    assert not consent(staff, child, "parent_access").parents_off
    with clock.fixed(passes):
        found = rights_of(staff.scope, child, clock.today())
        family = found.family
        assert [row.purpose.code for row in found.consents if row.parents_off] == ["parent_access"]
        told = carers_of(staff.scope, child)
        assert letters_go_to(child, told, family, clock.today()) == ("Robin Fell",)
        answer(staff, child, purpose="parent_access", on=passes, today=passes)
        family = rights_of(staff.scope, child, passes).family
        assert letters_go_to(child, told, family, passes) == ("Robin Fell", mother.carer.called)


def test_what_a_parent_agreed_to_is_asked_anew(staff: factories.Person, grown: Person) -> None:
    mother = make_carer(grown).carer_id
    before = date(2024, 5, 4)
    answer(staff, grown, carer_id=mother, on=before)
    assert consent(staff, grown).standing is Standing.ASK_ANEW
    answer(staff, grown)
    assert consent(staff, grown).given


def test_a_restricted_parent_gets_no_letter_whatever_the_young_person_said(
    staff: factories.Person, grown: Person
) -> None:
    make_carer(grown)
    barred = make_carer(grown, "Dale", restriction="no_contact")
    make_stand_in(grown, barred.carer)
    answer(staff, grown, purpose="parent_access")
    assert letters(staff, grown) == ("Robin Fell", "Kim Fell")


def test_a_note_on_a_decision(staff: factories.Person, grown: Person, child: Person) -> None:
    carer = make_carer(grown).carer
    told: dict[str, Any] = {
        "scope": staff.scope, "matter": "Which college", "has_capacity": False,
        "judged_by": "Dr Ward, by talking twice", "representative_id": carer.pk, "on": TODAY,
        "today": TODAY,
    }  # fmt: skip
    # Of one decision alone: nobody takes the place of the young person in the case.
    one = note_capacity(person_id=grown.pk, **told)
    assert rights_of(staff.scope, grown, TODAY).family.representatives == frozenset()
    assert letters(staff, grown) == ("Robin Fell",)
    one.delete()
    told["covers_case"] = True
    note, again = (note_capacity(person_id=grown.pk, **told) for _ in range(2))
    assert note == again
    assert CapacityNote.objects.count() == 1
    assert rights_of(staff.scope, grown, TODAY).family.representatives == {carer.pk}
    assert letters(staff, grown) == ("Robin Fell", "Kim Fell")
    end_capacity(scope=staff.scope, person_id=grown.pk, note_id=note.pk, ends_on=TODAY)
    with clock.fixed(TODAY + timedelta(days=1)):
        family = rights_of(staff.scope, grown, clock.today()).family
        assert family.representatives == frozenset()
        # Nobody is named for them: then the parents stand in.
        nobody = {**told, "representative_id": None, "on": clock.today(), "today": clock.today()}
        note_capacity(person_id=grown.pk, **nobody)
        assert rights_of(staff.scope, grown, clock.today()).family.parents_told
    with refused("too_young", "on"):
        note_capacity(person_id=child.pk, **{**told, "representative_id": None})
    with refused("decides_alone", "representative"):
        note_capacity(person_id=grown.pk, **{**told, "has_capacity": True})
    barred = make_carer(grown, "Dale", restriction="no_contact").carer_id
    with refused("no_such_representative", "representative"):
        note_capacity(person_id=grown.pk, **{**told, "representative_id": barred})
