"""Making two records of one child one, and undoing it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goldenthread.access.models import AuditEntry
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.duties.deriving import derive_again
from goldenthread.duties.models import Case, Duty
from goldenthread.organisations.models import LocalArea
from goldenthread.people.actions.merging import keep_apart, merge, undo
from goldenthread.people.models import (
    Address,
    CarerLink,
    Consent,
    Merge,
    NameKey,
    Need,
    NotSame,
    Person,
    Protection,
    Sibling,
)
from goldenthread.people.queries.family import siblings_of
from goldenthread.people.rules.recipients import restriction_rules
from tests.factories import Person as Somebody
from tests.factories import make_area, make_person
from tests.people import families
from tests.people.makers import make_child
from tests.people.merging import (
    TODAY,
    choice,
    everything,
    make_full,
    open_case,
    protections,
)

pytestmark = pytest.mark.django_db
CODES = list(restriction_rules()["restrictions"])


@pytest.fixture
def manager() -> Somebody:
    return make_person(make_area(), "send_manager")


def area_of(somebody: Somebody) -> LocalArea:
    return LocalArea.objects.get(pk=somebody.scope.grants[0].area_id)


def two(somebody: Somebody, **gone: Any) -> tuple[Person, Person]:
    area = area_of(somebody)
    return (
        make_full(area, somebody.post, "one"),
        make_full(area, somebody.post, "other", **{"legal_surname": "Tarne"} | gone),
    )


def test_all_that_hangs_on_a_record_moves_and_comes_back(manager: Somebody) -> None:
    kept, gone = two(manager, nhs_number="9434765919")
    case = open_case(gone)
    derive_again(case)
    before = everything()
    made = merge(scope=manager.scope, choice=choice(kept, gone), today=TODAY)
    for relation in Person._meta.related_objects:
        if relation.name not in ("name_keys", "merges", "merged", "merged_from"):
            assert not relation.related_model._base_manager.filter(
                **{relation.field.name: gone.pk}
            ).exists(), relation
    kept.refresh_from_db()
    assert (kept.nhs_number, kept.former_upn) == ("9434765919", gone.upn)
    assert Need.objects.filter(person=kept, ends_on=None).count() == 1
    assert Case.objects.get().person == kept
    assert set(Duty.objects.values_list("person", flat=True)) == {kept.pk}
    assert NameKey.objects.filter(person=kept, key="tarne").exists()
    undo(scope=manager.scope, merge_id=made.pk)
    assert everything() == before
    assert set(Duty.objects.values_list("person", flat=True)) == {gone.pk}
    assert not NameKey.objects.filter(person=kept, key="tarne").exists()
    for person in (kept, gone):
        codes = AuditEntry.objects.about("people.person", str(person.pk)).values_list("action", flat=True)  # fmt: skip
        assert set(codes) == {"person.merged", "person.merge_undone"}


def test_every_table_that_points_to_a_child_is_known_here() -> None:
    found = {
        f"{relation.related_model._meta.label_lower}.{relation.field.name}"
        for relation in Person._meta.related_objects
    }
    spans = "address settingstay carerlink consent capacitynote protection need networkmember contactpoint namekey"
    assert found == {
        *(f"people.{name}.person" for name in spans.split()),
        *(f"people.{name}.{side}" for name in ("sibling", "notsame") for side in ("first", "second")),
        "people.merge.kept", "people.merge.gone", "people.person.merged_into", "duties.case.person",
        "duties.duty.person", "documents.keptfile.person", "people.familylink.person",
        "letters.familymessage.person", "letters.letter.person", "assessments.request.person",
    }  # fmt: skip


restricted = st.tuples(st.sampled_from(CODES), st.booleans(), st.booleans())


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    mine=restricted,
    theirs=restricted,
    one_row=st.booleans(),
    answers=st.tuples(*[st.sampled_from(["given", "refused"])] * 2),
    days=st.tuples(*[st.integers(0, 3)] * 2),
    need=st.sampled_from(["ASD", "SLCN", "MLD"]),
    same_home=st.booleans(),
)
def test_a_merge_is_undone_whole_and_frees_nobody(
    manager: Somebody, mine: tuple[str, bool, bool], theirs: tuple[str, bool, bool], one_row: bool,
    answers: tuple[str, str], days: tuple[int, int], need: str, same_home: bool,
) -> None:  # fmt: skip
    area = area_of(manager)
    kept, gone = make_child(area), make_child(area)
    first = tied(kept, mine)
    second = tied(gone, theirs, carer=first.carer if one_row else None)
    for child, answer, day in zip((kept, gone), answers, days, strict=True):
        Consent.objects.create(
            person=child, purpose="photo", answer=answer, how="Told", starts_on=TODAY - timedelta(day)
        )  # fmt: skip
        Need.objects.create(person=child, type=need, rank=1, starts_on=TODAY)
        lines = "1 Fell View" if same_home else f"{child.pk} Fell View"
        Address.objects.create(person=child, kind="home", lines=lines)
        families.make_protection(child, "address", *([manager.post] if same_home else []))
    before = everything()
    guarded = protections(kept) | protections(gone)
    made = merge(scope=manager.scope, choice=choice(kept, gone), today=TODAY)
    strictest = max(CODES.index(mine[0]), CODES.index(theirs[0]))
    for link in CarerLink.objects.filter(person=kept, carer__in=(first.carer, second.carer)):
        over = link.ends_on is not None and link.ends_on < TODAY
        assert over or CODES.index(link.restriction) >= strictest
    assert protections(kept) == guarded
    standing = Consent.objects.get(person=kept, ends_on=None)
    newest = min(days)
    said = {answer for answer, day in zip(answers, days, strict=True) if day == newest}
    assert standing.answer == ("refused" if "refused" in said else "given")
    undo(scope=manager.scope, merge_id=made.pk)
    assert everything() == before


def tied(child: Person, facts: tuple[str, bool, bool], carer: Any = None) -> CarerLink:
    restriction, ended, letters = facts
    given = {"ends_on": TODAY - timedelta(9)} if ended else {}
    return families.make_carer(
        child, restriction=restriction, gets_letters=letters, carer=carer, **given
    )


@pytest.mark.parametrize("who", ["case_coordinator", "school_senco"])
def test_nobody_without_the_right_makes_records_one(manager: Somebody, who: str) -> None:
    kept, gone = make_child(area_of(manager)), make_child(area_of(manager))
    somebody = make_person(area_of(manager), who)
    with pytest.raises(UserError) as told:
        merge(scope=somebody.scope, choice=choice(kept, gone), today=TODAY)
    assert isinstance(told.value, NotAllowed) == (who == "case_coordinator")
    assert not Merge.objects.exists()


def test_what_two_people_do_at_once_and_twice(manager: Somebody) -> None:
    kept, gone = make_child(area_of(manager)), make_child(area_of(manager))
    said = choice(kept, gone)
    first = merge(scope=manager.scope, choice=said, today=TODAY)
    assert merge(scope=manager.scope, choice=said, today=TODAY) == first
    assert undo(scope=manager.scope, merge_id=first.pk) == undo(scope=manager.scope, merge_id=first.pk)  # fmt: skip
    with pytest.raises(UserError) as told:
        merge(scope=manager.scope, choice=said, today=TODAY)
    assert told.value.code == "changed_meanwhile"


def test_what_must_be_settled_first(manager: Somebody) -> None:
    kept, gone = make_child(area_of(manager)), make_child(area_of(manager), legal_surname="Beck")
    elsewhere = make_child(make_area())
    for wrong, code in (
        (choice(kept, gone, values={}), "not_chosen"),
        (choice(kept, gone, why=" "), "why_missing"),
        (choice(kept, elsewhere), "no_such_record"),
    ):
        with pytest.raises(UserError) as told:
            merge(scope=manager.scope, choice=wrong, today=TODAY)
        assert told.value.code == code
    for child in (kept, gone):
        open_case(child)
    with pytest.raises(UserError) as told:
        merge(scope=manager.scope, choice=choice(kept, gone), today=TODAY)
    assert told.value.code == "two_open_cases"
    assert told.value.message.count("C-") == 2
    gone.refresh_from_db()
    assert gone.merged_into is None


def test_a_child_does_not_live_with_somebody_who_may_not_know_where(manager: Somebody) -> None:
    kept, gone = make_child(area_of(manager)), make_child(area_of(manager))
    families.make_carer(kept, lives_with=True)
    families.make_carer(gone, restriction="no_address")
    with pytest.raises(UserError) as told:
        merge(scope=manager.scope, choice=choice(kept, gone), today=TODAY)
    assert told.value.code == "lives_with_restricted"


@pytest.mark.parametrize("what", ["identity", "protection", "restriction", "row", "again"])
def test_what_cannot_be_told_apart_is_not_undone(manager: Somebody, what: str) -> None:
    kept, gone = two(manager, nhs_number="9434765919")
    made = merge(scope=manager.scope, choice=choice(kept, gone), today=TODAY)
    if what == "identity":
        Person.objects.filter(pk=kept.pk).update(nhs_number="")
    elif what == "protection":
        families.make_protection(kept, "setting", manager.post)
    elif what == "restriction":
        link = CarerLink.objects.filter(person=kept)
        link.update(restriction="no_contact", basis="Order", gets_letters=False)
    elif what == "row":
        Need.objects.filter(ends_on__isnull=False).update(ends_on=TODAY + timedelta(1))
    else:
        kept.refresh_from_db()
        third = make_child(area_of(manager))
        merge(scope=manager.scope, choice=choice(kept, third), today=TODAY)
    with pytest.raises(UserError) as told:
        undo(scope=manager.scope, merge_id=made.pk)
    assert told.value.code == ("merged_again" if what == "again" else "changed_since")
    assert told.value.fix


def test_what_is_gone_or_new_since_does_not_stop_an_undo(manager: Somebody) -> None:
    kept, gone = two(manager)
    made = merge(scope=manager.scope, choice=choice(kept, gone), today=TODAY)
    Address.objects.filter(lines="other").delete()
    Address.objects.create(person=kept, kind="home", lines="new", starts_on=date(2026, 11, 1))
    undo(scope=manager.scope, merge_id=made.pk)
    assert set(Address.objects.filter(person=kept).values_list("lines", flat=True)) == {"one", "new"}  # fmt: skip
    assert not Address.objects.filter(person=gone).exists()
    assert Protection.objects.filter(person=gone).count() == 1


def test_a_record_that_took_in_another_takes_it_along(manager: Somebody) -> None:
    area = area_of(manager)
    first, second, third = (make_child(area, legal_surname=name) for name in ("Ash", "Beck", "Cove"))  # fmt: skip
    old = merge(scope=manager.scope, choice=choice(second, first), today=TODAY)
    second.refresh_from_db()
    new = merge(scope=manager.scope, choice=choice(third, second), today=TODAY)
    assert set(third.merged_from.all()) == {first, second}
    assert NameKey.objects.filter(person=third, key="ash").exists()
    with pytest.raises(UserError) as told:
        undo(scope=manager.scope, merge_id=old.pk)
    assert told.value.code == "merged_again"
    undo(scope=manager.scope, merge_id=new.pk)
    assert set(second.merged_from.all()) == {first}
    assert not third.merged_from.exists()


def test_brothers_of_both_stand_once_on_each_record(manager: Somebody) -> None:
    area = area_of(manager)
    brother, kept, gone = make_child(area), make_child(area), make_child(area)
    for child in (kept, gone):
        Sibling.objects.create(first=brother, second=child, kind="sibling")
    merge(scope=manager.scope, choice=choice(kept, gone), today=TODAY)
    assert [row.person_id for row in siblings_of(manager.scope, brother)] == [kept.pk]


def test_two_children_are_kept_apart_once(manager: Somebody) -> None:
    one, other = make_child(area_of(manager)), make_child(area_of(manager))
    for pair in ((one, other), (other, one)):
        keep_apart(scope=manager.scope, first_id=pair[0].pk, second_id=pair[1].pk)
    said = NotSame.objects.get()
    assert (said.first, said.second, said.said_by) == (one, other, manager.user)
    assert AuditEntry.objects.filter(action="person.kept_apart").count() == 2
