"""Words written freely about a child: not for posts from whom a part of the record is hidden, nor for the network."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from goldenthread.assessments.actions.considering import record_answer
from goldenthread.assessments.actions.worries import read_worry
from goldenthread.assessments.queries.decision_copies import decisions_table
from goldenthread.assessments.queries.decisions import Sought
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed
from goldenthread.messages.actions.families import answer
from goldenthread.messages.models import FamilyMessage
from goldenthread.people.free_words import WITHHELD, readers_of
from goldenthread.people.models import NetworkMember
from tests.assessments import deciding
from tests.assessments.deciding import REFUSED, Around, decided, lettered, notices, went, written
from tests.assessments.makers import make_request
from tests.factories import Person, make_person
from tests.people.families import make_protection

pytestmark = pytest.mark.django_db
TOLD = "They fled to 9 Hidden Lane"


@pytest.fixture
def around() -> Around:
    return deciding.make_around()


def nurse_of(around: Around) -> Person:
    nurse = make_person(around.area, "advice_giver")
    since = clock.today() - timedelta(days=5)
    NetworkMember.objects.create(
        person=around.child, role="nurse", post=nurse.post, starts_on=since
    )
    return nurse


def read(client: Client, who: Person, name: str, key: int, status: int = 200) -> str:
    client.force_login(who.user)
    answer = client.get(reverse(name, args=[key]))
    assert answer.status_code == status
    return answer.content.decode()


def test_what_the_family_says_and_who_gets_letters_are_not_for_the_network(
    around: Around, client: Client, django_assert_max_num_queries: Any
) -> None:
    notices(around, only=("family",))
    record_answer(
        scope=around.coordinator.scope, case_id=around.case.pk, version=None, on=clock.today(), how="telephone",
        carer_id=around.mother.carer_id, words=TOLD, sent_key=uuid4(),
    )  # fmt: skip
    name, mother = "assessments:considering", around.mother.carer.called
    seen = read(client, around.coordinator, name, around.case.pk)
    assert TOLD in seen
    assert mother in seen
    nurse = nurse_of(around)
    page = read(client, nurse, name, around.case.pk)
    with django_assert_max_num_queries(12):
        client.get(reverse(name, args=[around.case.pk]))
    assert TOLD not in page
    assert mother not in page
    assert "What the family says is not shown to your posts." in page
    make_protection(around.child, "address", around.manager.post)
    page = read(client, around.coordinator, name, around.case.pk)
    assert TOLD not in page
    assert WITHHELD in page
    assert TOLD in read(client, around.manager, name, around.case.pk)


def test_words_of_a_decision_are_withheld_while_a_part_of_the_record_is_hidden(
    around: Around, client: Client
) -> None:
    nurse, case, child = nurse_of(around), around.case.pk, around.child.pk
    words = dict.fromkeys(("reasons", "child_words", "needs_words", "plan_words", "evidence_words"), TOLD)  # fmt: skip
    written(around, **words)
    assert read(client, nurse, "assessments:decision", case).count(TOLD) == 5
    make_protection(around.child, "address", around.manager.post)
    for who in (nurse, around.coordinator):
        page = read(client, who, "assessments:decision", case)
        assert TOLD not in page
        assert page.count(WITHHELD) == 5
        assert TOLD not in read(client, who, "workspace:record", child)
    assert TOLD not in read(client, around.coordinator, "assessments:write_decision", case, 403)
    assert read(client, around.manager, "assessments:decision", case).count(TOLD) == 5
    assert TOLD in read(client, around.manager, "assessments:take_decision", case)


def test_reasons_of_a_refusal_leave_by_no_copy_and_stand_in_no_list(
    around: Around, client: Client
) -> None:
    decided(around, **REFUSED)
    went(around.coordinator, lettered(around))
    sought, reasons = Sought(area_id=around.area.pk), REFUSED["reasons"]
    table, _ = decisions_table(around.manager.scope, sought, clock.today())
    assert next(iter(table.rows))[-1] == reasons
    make_protection(around.child, "address", around.manager.post)
    table, _ = decisions_table(around.manager.scope, sought, clock.today())
    assert next(iter(table.rows))[-1] == WITHHELD
    client.force_login(around.coordinator.user)
    page = client.get(reverse("assessments:decisions")).content.decode()
    assert reasons not in page
    assert WITHHELD in page


def test_a_worry_is_read_by_a_post_that_is_named_and_others_are_told_who_that_is(
    around: Around, client: Client
) -> None:
    asked = make_request(around.area, person=around.child, worry=TOLD, flag="said")
    name, coordinator, manager = "assessments:request", around.coordinator, around.manager
    guard = make_protection(around.child, "address", manager.post)
    page = read(client, coordinator, name, asked.pk)
    assert TOLD not in page
    assert "make sure that one of these has seen it" in page
    assert f"{manager.post.title}, {manager.post.organisation.name}" in page
    assert "I have read it and acted" not in page
    with pytest.raises(NotAllowed):
        read_worry(scope=coordinator.scope, request_id=asked.pk, done="Nothing.")
    assert TOLD in read(client, manager, name, asked.pk)
    read_worry(scope=manager.scope, request_id=asked.pk, done=TOLD)
    assert TOLD not in read(client, coordinator, name, asked.pk)
    # Nobody who reads worries is named: those read it who could name themselves, so that somebody does.
    guard.posts.set([nurse_of(around).post])
    assert TOLD in read(client, coordinator, name, asked.pk)


def test_what_a_family_sends_is_read_and_answered_by_a_post_that_is_named(
    around: Around, client: Client
) -> None:
    sent = FamilyMessage.objects.create(
        area=around.area, person=around.child, carer=around.mother.carer, topic="changed", words=TOLD,
        sent_key=uuid4(),
    )  # fmt: skip
    assert TOLD in read(client, around.coordinator, "letters:family_message", sent.pk)
    make_protection(around.child, "address", around.manager.post)
    page = read(client, around.coordinator, "letters:family_message", sent.pk)
    assert TOLD not in page
    assert "Answer or file" not in page
    assert around.manager.post.title in page
    with pytest.raises(NotAllowed):
        answer(scope=around.coordinator.scope, message_id=sent.pk, version=1, words="Yes.", post_id=None)  # fmt: skip
    page = read(client, around.manager, "letters:family_message", sent.pk)
    assert TOLD in page
    assert "Answer or file" in page


def test_words_are_read_only_by_posts_that_every_protection_names(around: Around) -> None:
    child, area, right = around.child.pk, around.area.pk, "request.take_in"
    both = {around.manager.post.pk, around.coordinator.post.pk}
    assert {one.pk for one in readers_of(child, area, right)} == both
    make_protection(around.child, "address", around.manager.post, around.coordinator.post)
    make_protection(around.child, "address", around.coordinator.post)
    assert [one.pk for one in readers_of(child, area, right)] == [around.coordinator.post.pk]
