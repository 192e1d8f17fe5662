from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from goldenthread.access.models import AuditEntry
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.organisations.models import Membership
from goldenthread.organisations.scopes import build_scope
from goldenthread.registers.actions.raising import (
    Raised,
    WrongAnswers,
    assign_owner,
    change_entry,
    raise_entry,
)
from goldenthread.registers.actions.scoring import review_entry
from goldenthread.registers.models import Entry, EntryEvent
from tests.factories import (
    LONG_AGO,
    Person,
    make_area,
    make_organisation,
    make_person,
    make_post,
)
from tests.registers.makers import CODE, TODAY, WORDS, area_of, give_score, make_entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> Person:
    return make_person(make_area(), "partnership_manager")


@pytest.fixture
def lead(manager: Person) -> Person:
    return make_person(manager.user.memberships.get().post.roles.get().area, "priority_lead")


def test_references_count_up_in_each_area_and_kind(manager: Person) -> None:
    other = make_person(make_area(), "partnership_manager")
    made = [make_entry(manager), make_entry(manager), make_entry(manager, kind="issue")]
    assert [entry.reference for entry in made] == ["R-001", "R-002", "I-001"]
    assert make_entry(other).reference == "R-001"
    assert AuditEntry.objects.filter(action="entry.raised").count() == 4


def test_a_form_sent_twice_makes_one_entry(manager: Person) -> None:
    key = uuid4()
    assert make_entry(manager, key=key) == make_entry(manager, key=key)
    assert Entry.objects.count() == 1
    assert EntryEvent.objects.count() == 1


def test_the_form_key_of_somebody_else_is_another_form(manager: Person, lead: Person) -> None:
    made = make_entry(manager)
    assert make_entry(lead, key=made.sent_key) != made
    assert make_entry(lead, key=made.sent_key) != made
    assert Entry.objects.count() == 2


def test_the_same_form_key_in_another_area_makes_another_entry(manager: Person) -> None:
    made = make_entry(manager)
    there = make_area()
    post = make_post(make_organisation(there), {there: "partnership_manager"})
    Membership.objects.create(user=manager.user, post=post, starts_on=LONG_AGO)
    other = raise_entry(
        scope=build_scope(manager.user), area_id=there.pk, register_code=CODE, post_id=post.pk,
        raised=Raised("risk", "Elsewhere", WORDS["risk"], made.sent_key), today=TODAY,
    )  # fmt: skip
    assert (other.area, other.title) == (there, "Elsewhere")


@pytest.mark.parametrize(
    ("title", "answers", "where"),
    [
        (" ", {}, "title"),
        ("x" * 301, {}, "title"),
        ("Fine", {"cause": " "}, "cause"),
        ("Fine", {"cause": None}, "cause"),
        ("Fine", {"cause": "x" * 4001}, "cause"),
        ("Fine", {"cause": 7}, "cause"),
        ("Fine", {"favourite": "blue"}, "favourite"),
    ],
)
def test_wrong_answers_are_refused_with_their_field(
    manager: Person, title: str, answers: dict[str, object], where: str
) -> None:
    raised = Raised("risk", title, WORDS["risk"] | answers, uuid4())
    with pytest.raises(WrongAnswers) as problem:
        raise_entry(
            scope=manager.scope, area_id=area_of(manager), register_code=CODE,
            post_id=manager.post.pk, raised=raised, today=TODAY,
        )  # fmt: skip
    assert where in {wrong.field for wrong in problem.value.problems}
    assert not Entry.objects.exists()


def test_only_posts_with_the_right_raise(manager: Person) -> None:
    area = Entry(area_id=area_of(manager)).area
    for role in ("analyst", "case_coordinator"):
        with pytest.raises(NotAllowed):
            make_entry(make_person(area, role))
    assert make_entry(make_person(area, "board_member")).reference == "R-001"


def test_an_owner_must_be_a_post_of_the_area_that_still_exists(
    manager: Person, lead: Person
) -> None:
    stranger = make_person(make_area(), "priority_lead")
    with pytest.raises(UserError) as problem:
        make_entry(manager, owner=stranger)
    assert problem.value.code == "no_such_owner"
    lead.post.ended_on = TODAY - timedelta(days=1)
    lead.post.save()
    with pytest.raises(UserError):
        make_entry(manager, owner=lead)


def change(person: Person, entry: Entry, **given: object) -> EntryEvent:
    return change_entry(
        scope=person.scope, entry_id=entry.pk, post_id=person.post.pk, version=entry.version,
        **{"title": entry.title, "answers": entry.answers, "today": TODAY} | given,
    )  # fmt: skip


def test_words_before_a_change_stay_in_the_history(manager: Person, lead: Person) -> None:
    entry = make_entry(manager, owner=lead)
    event = change(lead, entry, title="Reviews fall far behind")
    assert event.changes == [["Title", "Reviews fall behind", "Reviews fall far behind"]]
    entry.refresh_from_db()
    assert (entry.title, entry.version) == ("Reviews fall far behind", 2)
    assert AuditEntry.objects.get(action="entry.changed").fields == "title"
    with pytest.raises(UserError) as problem:
        change(lead, entry)
    assert problem.value.code == "nothing_changed"


def test_a_post_that_neither_owns_nor_keeps_changes_nothing(manager: Person, lead: Person) -> None:
    entry = make_entry(manager)
    with pytest.raises(NotAllowed):
        change(lead, entry, title="Mine now")
    with pytest.raises(NotAllowed):
        assign_owner(
            scope=lead.scope, entry_id=entry.pk, post_id=lead.post.pk, version=1,
            owner_id=lead.post.pk, today=TODAY,
        )  # fmt: skip


def test_the_second_of_two_editors_is_told(manager: Person, lead: Person) -> None:
    entry = make_entry(manager, owner=lead)
    change(lead, entry, title="First")
    with pytest.raises(UserError) as problem:
        change(manager, entry, title="Second")
    assert problem.value.code == "changed_meanwhile"


def test_a_new_owner_is_named_in_the_history(manager: Person, lead: Person) -> None:
    entry = make_entry(manager)
    event = assign_owner(
        scope=manager.scope, entry_id=entry.pk, post_id=manager.post.pk, version=1,
        owner_id=lead.post.pk, today=TODAY,
    )  # fmt: skip
    assert event.changes == [["Owner", "", f"{lead.post.title}, {lead.post.organisation.name}"]]
    assert AuditEntry.objects.filter(action="entry.assigned").count() == 1


@pytest.mark.parametrize(("likelihood", "impact", "days"), [(1, 1, 182), (3, 4, 42), (5, 5, 28)])
def test_a_review_is_due_again_after_the_time_of_its_band(
    manager: Person, likelihood: int, impact: int, days: int
) -> None:
    entry = give_score(manager, make_entry(manager), likelihood, impact)
    assert entry.review_due <= TODAY + timedelta(days=28)
    event = review_entry(
        scope=manager.scope, entry_id=entry.pk, post_id=manager.post.pk, version=entry.version,
        text="Controls hold", today=TODAY,
    )  # fmt: skip
    entry.refresh_from_db()
    assert entry.review_due == TODAY + timedelta(days=days)
    assert (entry.reviewed_on, event.text) == (TODAY, "Controls hold")


def test_a_stranger_finds_no_entry(manager: Person) -> None:
    entry = make_entry(manager)
    stranger = make_person(make_area(), "partnership_manager", organisation=make_organisation())
    with pytest.raises(UserError) as problem:
        change(stranger, entry, title="From elsewhere")
    assert problem.value.code == "no_such_entry"
