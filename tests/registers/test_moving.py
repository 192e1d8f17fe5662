from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from goldenthread.access.models import AuditEntry
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.organisations.models import LocalArea
from goldenthread.registers.actions.moving import answer, escalate, move_entry
from goldenthread.registers.models import Entry, EntryEvent
from goldenthread.registers.queries.rows import EntryRow, entry_rows
from tests.factories import Person, make_area, make_person
from tests.registers.makers import TODAY, give_score, make_entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def area() -> LocalArea:
    return make_area()


@pytest.fixture
def manager(area: LocalArea) -> Person:
    return make_person(area, "partnership_manager")


@pytest.fixture
def lead(area: LocalArea) -> Person:
    return make_person(area, "priority_lead")


@pytest.fixture
def board(area: LocalArea) -> Person:
    return make_person(area, "board_member")


@pytest.fixture
def entry(manager: Person, lead: Person) -> Entry:
    return make_entry(manager, owner=lead)


def up(person: Person, entry: Entry, text: str = "We need a decision") -> EntryEvent:
    entry.refresh_from_db()
    return escalate(
        scope=person.scope, entry_id=entry.pk, post_id=person.post.pk, version=entry.version,
        text=text, today=TODAY,
    )  # fmt: skip


def back(person: Person, entry: Entry, outcome: str = "answered") -> EntryEvent:
    entry.refresh_from_db()
    return answer(
        scope=person.scope, entry_id=entry.pk, post_id=person.post.pk, version=entry.version,
        outcome="answered" if outcome == "answered" else "sent_back", text="Agreed", today=TODAY,
    )  # fmt: skip


def go(person: Person, entry: Entry, code: str, text: str = "Because") -> EntryEvent:
    entry.refresh_from_db()
    return move_entry(
        scope=person.scope, entry_id=entry.pk, post_id=person.post.pk, version=entry.version,
        code=code, text=text, today=TODAY,
    )  # fmt: skip


def test_escalation_climbs_one_step_at_a_time_and_ends_at_the_top(
    manager: Person, lead: Person, entry: Entry
) -> None:
    for level, days, person in ((1, 10, lead), (2, 35, manager), (3, 35, manager)):
        up(person, entry)
        entry.refresh_from_db()
        assert (entry.state, entry.level) == ("escalated", level)
        assert entry.answer_due == TODAY + timedelta(days=days)
    with pytest.raises(UserError) as problem:
        up(manager, entry)
    assert problem.value.code == "top_of_the_ladder"


def test_a_later_step_is_asked_at_once_and_those_between_are_kept_with_the_reason(
    lead: Person, board: Person, entry: Entry
) -> None:
    given = {
        "scope": lead.scope, "entry_id": entry.pk, "post_id": lead.post.pk, "version": 1,
        "text": "The budget closes on Friday", "today": TODAY,
    }  # fmt: skip
    for level, past, code in ((2, " ", "text_missing"), (4, "Why", "no_such_step")):
        with pytest.raises(UserError) as problem:
            escalate(**given, level=level, past=past)  # type: ignore[arg-type]
        assert problem.value.code == code
    event = escalate(**given, level=2, past="The manager is away")  # type: ignore[arg-type]
    assert event.changes == [["Passed over", "", "Partnership manager: The manager is away"]]
    entry.refresh_from_db()
    assert (entry.level, entry.answer_due) == (2, TODAY + timedelta(days=35))
    assert back(board, entry).level == 2


def test_nobody_asks_themselves(manager: Person, entry: Entry) -> None:
    event = up(manager, entry)
    assert event.changes == [["Passed over", "", "Partnership manager: the post that escalates"]]
    entry.refresh_from_db()
    assert entry.level == 2, "the first step is the manager's own"
    assert entry.answer_due == TODAY + timedelta(days=35)


@pytest.mark.parametrize("outcome", ["answered", "sent_back"])
def test_an_answer_brings_it_back_to_the_owner(
    manager: Person, lead: Person, entry: Entry, outcome: str
) -> None:
    up(lead, entry)
    event = back(manager, entry, outcome)
    entry.refresh_from_db()
    assert (entry.state, entry.level, entry.answer_due) == ("open", 0, None)
    assert (event.kind, event.level) == (outcome, 1)
    assert AuditEntry.objects.filter(action="entry.answered").count() == 1


def test_each_step_is_answered_by_those_who_may(
    manager: Person, lead: Person, board: Person, entry: Entry
) -> None:
    up(lead, entry)
    for person in (lead, board):
        with pytest.raises(NotAllowed):
            back(person, entry)
    up(manager, entry)
    with pytest.raises(NotAllowed):
        back(lead, entry)
    assert back(board, entry).level == 2


def test_the_board_may_pass_the_question_up(
    manager: Person, lead: Person, board: Person, entry: Entry
) -> None:
    up(lead, entry)
    with pytest.raises(NotAllowed):
        up(board, entry)  # nobody has asked the board yet
    up(manager, entry)
    assert up(board, entry).level == 3


def test_nobody_closes_what_waits_for_an_answer(
    manager: Person, lead: Person, entry: Entry
) -> None:
    up(lead, entry)
    for person in (lead, manager):
        with pytest.raises(UserError) as problem:
            go(person, entry, "close")
        assert problem.value.code == "no_such_move"
        assert "Answer it first" in str(problem.value)
    back(manager, entry)
    go(lead, entry, "close")
    entry.refresh_from_db()
    assert (entry.state, entry.closed_on, entry.closed_why) == ("closed", TODAY, "Because")


def test_the_database_keeps_that_rule_too(lead: Person, entry: Entry) -> None:
    up(lead, entry)
    entry.refresh_from_db()
    entry.closed_on, entry.closed_why = TODAY, "Round the rules"
    with pytest.raises(IntegrityError), transaction.atomic():
        entry.save()


def test_mitigated_and_back(lead: Person, entry: Entry) -> None:
    assert go(lead, entry, "mitigate").changes == [["State", "Open", "Mitigated"]]
    with pytest.raises(UserError):
        go(lead, entry, "mitigate")
    go(lead, entry, "resume")
    entry.refresh_from_db()
    assert entry.state == "open"


def test_only_whoever_keeps_the_register_reopens(
    manager: Person, lead: Person, entry: Entry
) -> None:
    go(lead, entry, "close")
    with pytest.raises(NotAllowed):
        go(lead, entry, "reopen")
    assert go(manager, entry, "reopen").kind == "reopened"
    entry.refresh_from_db()
    assert (entry.state, entry.closed_on, entry.closed_why) == ("open", None, "")
    assert entry.review_due == TODAY + timedelta(days=28)


@pytest.mark.parametrize("code", ["close", "mitigate"])
def test_a_move_that_needs_a_reason_gets_one(lead: Person, entry: Entry, code: str) -> None:
    with pytest.raises(UserError) as problem:
        go(lead, entry, code, "  ")
    assert problem.value.code == "text_missing"
    with pytest.raises(UserError):
        up(lead, entry, " ")


def test_what_is_not_escalated_is_not_answered(manager: Person, entry: Entry) -> None:
    with pytest.raises(UserError) as problem:
        back(manager, entry)
    assert problem.value.code == "not_escalated"


def test_an_owner_whose_post_carries_no_right_does_not_move_it(
    area: LocalArea, manager: Person
) -> None:
    coordinator = make_person(area, "case_coordinator")
    entry = make_entry(manager, owner=coordinator)
    with pytest.raises(UserError) as problem:
        up(coordinator, entry)
    assert problem.value.code == "no_such_entry"


def row_on(entry: Entry, days: int = 0) -> EntryRow:
    return entry_rows(Entry.objects.filter(pk=entry.pk), TODAY + timedelta(days=days))[0]


@pytest.mark.parametrize("outcome", ["answered", "sent_back"])
def test_what_was_answered_is_not_proposed_for_escalation_again(
    manager: Person, lead: Person, board: Person, entry: Entry, outcome: str
) -> None:
    entry = give_score(manager, entry, 4, 4)
    assert row_on(entry).must_escalate
    up(manager, entry)
    back(board, entry, outcome)
    found = row_on(entry)
    assert not found.must_escalate
    said = "Answered" if outcome == "answered" else "Sent back"
    assert (found.answered, found.answered_by) == (said, "SEND Partnership Board")
    assert found.answered_on == TODAY


def test_a_new_score_or_a_review_overdue_proposes_it_again(
    manager: Person, board: Person, entry: Entry
) -> None:
    entry = give_score(manager, entry, 4, 4)
    up(manager, entry)
    back(board, entry)
    assert not row_on(entry, days=28).must_escalate
    assert row_on(entry, days=29).must_escalate, "the review fell due and nobody made it"
    give_score(manager, entry, 1, 1, position="target")
    assert not row_on(entry).must_escalate, "not the score that decides"
    give_score(manager, entry, 5, 5)
    assert row_on(entry).must_escalate
    assert row_on(entry).answered == "Answered"
