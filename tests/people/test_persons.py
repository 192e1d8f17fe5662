"""Adding a child's record and changing what identifies the child."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from goldenthread.access.models import AuditEntry
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.people.actions.persons import (
    AlreadyKnown,
    MayBeKnown,
    WrongIdentity,
    add_person,
    change_person,
)
from goldenthread.people.models import NameKey, Person
from goldenthread.people.rules.identity import Identity
from goldenthread.people.rules.names import keys_of
from tests.factories import Person as Somebody
from tests.factories import make_area, make_person
from tests.people.makers import BORN, an_identity, make_child, some_upn

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture
def coordinator() -> Somebody:
    return make_person(make_area(), "case_coordinator")


def area_of(somebody: Somebody) -> int:
    return somebody.scope.grants[0].area_id


def add(somebody: Somebody, identity: Identity, **given: object) -> Person:
    plain: dict[str, object] = {"sent_key": uuid4(), "today": TODAY}
    return add_person(
        scope=somebody.scope, area_id=area_of(somebody), identity=identity, **plain | given  # type: ignore[arg-type]
    )  # fmt: skip


def change(somebody: Somebody, person: Person, identity: Identity) -> Person:
    return change_person(
        scope=somebody.scope, person_id=person.pk, version=person.version, identity=identity, today=TODAY,
    )  # fmt: skip


def keys(person: Person) -> set[tuple[str, str]]:
    return set(NameKey.objects.filter(person=person, area=person.area).values_list("kind", "key"))


def test_a_record_is_opened_with_its_keys_and_an_entry_without_values(
    coordinator: Somebody,
) -> None:
    identity = an_identity(used_forename="Immy", nhs_number="943 476 5919")
    made = add(coordinator, identity)
    assert (made.called, made.nhs_number, made.version) == ("Immy Tarn", "9434765919", 1)
    assert keys(made) == keys_of("Imogen", "Tarn", "Immy")
    entry = AuditEntry.objects.get(action="person.added")
    assert (entry.target_id, entry.area_id) == (str(made.pk), made.area_id)
    assert "nhs_number" in entry.fields
    assert "Tarn" not in entry.fields


def test_the_same_form_sent_twice_opens_one(coordinator: Somebody) -> None:
    identity, key = an_identity(), uuid4()
    assert add(coordinator, identity, sent_key=key) == add(coordinator, identity, sent_key=key)
    assert Person.objects.count() == 1


@pytest.mark.parametrize("role", ["partnership_manager", "school_senco", "designated_officer"])
def test_without_the_right_nobody_adds(role: str) -> None:
    with pytest.raises(NotAllowed):
        add(make_person(make_area(), role), an_identity())


def test_the_right_is_asked_with_the_area(coordinator: Somebody) -> None:
    with pytest.raises(NotAllowed):
        add_person(
            scope=coordinator.scope, area_id=make_area().pk, identity=an_identity(), sent_key=uuid4(), today=TODAY,
        )  # fmt: skip


def test_what_is_wrong_is_told_and_nothing_is_written(coordinator: Somebody) -> None:
    with pytest.raises(WrongIdentity) as told:
        add(coordinator, an_identity(legal_surname="", upn="A801200005001"))
    assert [one.field for one in told.value.problems] == ["legal_surname", "upn"]
    assert not Person.objects.exists()


@pytest.mark.parametrize("field", ["upn", "nhs_number", "uln"])
def test_a_number_that_another_record_has_is_refused_with_its_reference(
    coordinator: Somebody, field: str
) -> None:
    number = {"upn": some_upn(), "nhs_number": "9434765919", "uln": "9276308686"}[field]
    other = add(coordinator, an_identity(**{field: number}))
    with pytest.raises(AlreadyKnown, match=other.reference) as told:
        add(coordinator, an_identity(legal_surname="Beck", **{field: number}))
    assert (told.value.person, told.value.where) == (other, field)
    assert number not in str(told.value)


def test_the_same_number_in_another_area_is_no_matter(coordinator: Somebody) -> None:
    upn = some_upn()
    make_child(make_area(), upn=upn)
    assert add(coordinator, an_identity(upn=upn)).upn == upn


def test_who_may_be_known_is_shown_until_somebody_says_it_is_another(coordinator: Somebody) -> None:
    first = add(coordinator, an_identity(legal_surname="Reid"))
    same = an_identity(legal_forenames="Isla", legal_surname="Reed")
    with pytest.raises(MayBeKnown) as told:
        add(coordinator, same)
    assert told.value.twins == [first]
    assert add(coordinator, same, others={first.pk}).pk != first.pk


def test_a_former_number_of_another_makes_it_may_be_known(coordinator: Somebody) -> None:
    upn = some_upn()
    add(coordinator, an_identity(former_upn=upn))
    with pytest.raises(MayBeKnown):
        add(coordinator, an_identity(legal_surname="Beck", born=date(2014, 1, 1), upn=upn))


@pytest.mark.parametrize("other", [{"born": date(2015, 3, 28)}, {"legal_surname": "Beck"}])
def test_another_day_or_another_name_is_another_child(
    coordinator: Somebody, other: dict[str, object]
) -> None:
    add(coordinator, an_identity())
    assert add(coordinator, an_identity(**other)).pk


def test_a_change_keeps_the_keys_and_names_the_fields(coordinator: Somebody) -> None:
    identity = an_identity()
    made = add(coordinator, identity)
    changed = change(coordinator, made, replace(identity, legal_surname="Beck", language="Welsh"))
    assert (changed.version, changed.language) == (2, "Welsh")
    assert keys(changed) == keys_of("Imogen", "Beck")
    assert AuditEntry.objects.get(action="person.changed").fields == "legal_surname,language"


def test_the_second_of_two_is_refused_and_the_first_stands(coordinator: Somebody) -> None:
    identity = an_identity()
    made = add(coordinator, identity)
    first = replace(identity, language="Welsh")
    change(coordinator, made, first)
    with pytest.raises(UserError) as told:
        change(coordinator, made, replace(identity, language="Urdu"))
    assert told.value.code == "changed_meanwhile"
    # The same once more changes nothing and is no mistake.
    assert change(coordinator, made, first).version == 2
    assert Person.objects.get().language == "Welsh"


def test_nothing_changed_is_said(coordinator: Somebody) -> None:
    identity = an_identity()
    made = add(coordinator, identity)
    with pytest.raises(UserError, match="Nothing is different"):
        change(coordinator, made, identity)


def test_a_number_of_another_is_refused_on_changing_and_ones_own_is_not(
    coordinator: Somebody,
) -> None:
    identity = an_identity()
    made, other = add(coordinator, identity), add(coordinator, an_identity(born=date(2014, 5, 5)))
    with pytest.raises(AlreadyKnown):
        change(coordinator, made, replace(identity, upn=other.upn))
    assert change(coordinator, made, replace(identity, sex="F")).sex == "F"


def test_an_old_date_of_birth_is_doubted_once(coordinator: Somebody) -> None:
    identity = an_identity(born=date(1999, 1, 1), older=True)
    made = add(coordinator, identity)
    unsaid = replace(identity, older=False)
    assert change(coordinator, made, replace(unsaid, sex="F")).sex == "F"
    made.refresh_from_db()
    with pytest.raises(WrongIdentity):
        change(coordinator, made, replace(unsaid, born=date(1998, 1, 1)))


def test_a_merged_record_is_not_changed(coordinator: Somebody) -> None:
    identity = an_identity()
    made, kept = add(coordinator, identity), add(coordinator, an_identity(born=date(2014, 5, 5)))
    Person.objects.filter(pk=made.pk).update(merged_into=kept)
    with pytest.raises(UserError, match=kept.reference):
        change(coordinator, made, replace(identity, sex="F"))


def test_only_who_may_edit_changes() -> None:
    area = make_area()
    child = make_child(area)
    for somebody, code in (
        (make_person(area, "partnership_manager"), "no_such_person"),
        (make_person(make_area(), "case_coordinator"), "no_such_person"),
    ):
        with pytest.raises(UserError) as told:
            change(somebody, child, an_identity(born=BORN))
        assert told.value.code == code
