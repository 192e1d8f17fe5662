"""What a family tells by its page: it reaches staff, worries first, is answered there, and is never lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from goldenthread.core import clock
from goldenthread.documents.models import KeptFile
from goldenthread.messages.models import FamilyMessage
from goldenthread.people.models import CarerLink
from goldenthread.workspace.views import family_telling
from tests import factories
from tests.workspace.family_links import code_in, come, make_link, make_mail
from tests.workspace.test_family_page import text_of
from tests.workspace.whole_child import SCHOOL, TODAY, Around, make_around

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(transaction, "on_commit", lambda act, **_: act())
    with clock.fixed(TODAY):
        yield


@pytest.fixture
def around() -> Around:
    made = make_around()
    make_mail(made.carers[0])
    return made


@pytest.fixture
def mother(around: Around) -> Client:
    return come(make_link(around.coordinator, around.carers[0], around.child))


def form_of(client: Client, **given: Any) -> dict[str, Any]:
    """The form of the page, filled in."""
    page = client.get("/family/tell/").content.decode()
    unseen = dict(re.findall(r'name="(sent|came)" value="([^"]*)"', page))
    return {"topic": "question", "words": "When will you ring me?", **unseen, **given}


def staff(around: Around) -> Client:
    client = Client()
    client.force_login(around.coordinator.user)
    return client


def test_it_stands_on_today_and_the_record_until_it_is_answered_and_the_answer_on_the_page(
    around: Around, mother: Client
) -> None:
    given = form_of(mother)
    assert mother.post("/family/tell/", given)["Location"] == "/family/messages/"
    mother.post("/family/tell/", given)
    message = FamilyMessage.objects.get()
    assert (message.person, message.carer) == (around.child, around.carers[0].carer)
    client = staff(around)
    record = f"/children/{around.child.pk}/"
    assert "1 message waits for an answer" in text_of(client.get("/today/"))
    assert "A question" in text_of(client.get(record))
    page = f"/letters/families/{message.pk}/"
    assert "When will you ring me?" in text_of(client.get(page))
    answer = {
        "do": "answer",
        "answer": "On Tuesday.",
        "version": 1,
        "post": around.coordinator.post.pk,
    }
    assert client.post(page, answer).status_code == 302
    text = text_of(mother.get("/family/messages/"))
    assert "On Tuesday." in text
    assert around.coordinator.post.title in text
    assert "message waits" not in text_of(client.get("/today/"))
    assert "Nothing that was sent by the family page waits" in text_of(client.get(record))


def test_two_people_do_not_answer_one_message(around: Around, mother: Client) -> None:
    mother.post("/family/tell/", form_of(mother))
    message = FamilyMessage.objects.get()
    client, page = staff(around), f"/letters/families/{message.pk}/"
    other = factories.make_person(around.area, "send_manager")
    second = Client()
    second.force_login(other.user)
    filed = {"do": "file", "filed_how": "Rang her.", "version": 1, "post": other.post.pk}
    assert second.post(page, filed).status_code == 302
    late = {"do": "answer", "answer": "Hello.", "version": 1, "post": around.coordinator.post.pk}
    answer = client.post(page, late)
    assert answer.status_code == 400
    message.refresh_from_db()
    assert (message.state, message.answer) == ("filed", "")
    assert "We have read this." in text_of(mother.get("/family/messages/"))


@pytest.mark.parametrize(
    ("given", "said"),
    [({"said_worry": "on"}, True), ({"words": "He hurt her."}, False), ({"topic": "worry"}, False)],
)
def test_a_worry_stands_first_and_is_read_within_a_working_day(
    around: Around, mother: Client, given: dict[str, str], said: bool
) -> None:
    mother.post("/family/tell/", form_of(mother))
    mother.post("/family/tell/", form_of(mother, **given))
    worry = FamilyMessage.objects.latest("pk")
    # TODAY is a Sunday: the next working day is the Monday.
    assert (worry.worry, worry.said_worry, worry.read_by) == (True, said, date(2026, 11, 23))
    found = re.findall(
        r"/letters/families/(\d+)/", staff(around).get("/letters/families/").content.decode()
    )
    assert found[0] == str(worry.pk)


def test_by_one_link_so_much_is_taken_in_an_hour_and_nothing_typed_is_lost(
    mother: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(family_telling, "RATES", {"tell": "1/h/key"})
    assert mother.post("/family/tell/", form_of(mother)).status_code == 302
    answer = mother.post("/family/tell/", form_of(mother, words="And one thing more."))
    assert answer.status_code == 400
    assert "You have sent a lot in the last hour." in text_of(answer)
    assert "And one thing more." in answer.text
    assert FamilyMessage.objects.count() == 1


def test_help_stands_beside_the_box_for_words(mother: Client) -> None:
    text = text_of(mother.get("/family/tell/"))
    assert "ring 999" in text
    assert "A person then reads each worry within one working day." in text


def test_what_was_typed_when_the_time_ran_out_is_found_again_by_the_same_link_alone(
    around: Around, mother: Client
) -> None:
    given = form_of(mother, words="A long letter")
    session = mother.session
    session.pop("link code:family_page")
    session.save()
    answer = mother.post("/family/tell/", given)
    assert answer["Location"] == "/family/code/"
    assert "A long letter" not in str(dict(mother.session))
    assert not FamilyMessage.objects.exists()

    mother.post("/family/code/", {"do": "send"})
    back = mother.post("/family/code/", {"code": code_in(mail.outbox[-1].body)})
    assert back["Location"] == "/family/tell/"
    assert "A long letter" in text_of(mother.get("/family/tell/"))


def test_it_is_kept_in_a_browser_whose_session_is_gone_too(around: Around, mother: Client) -> None:
    given = form_of(mother, words="A long letter")
    fresh = Client()
    answer = fresh.post("/family/tell/", given)
    assert "it is not lost" in text_of(answer)
    assert "A long letter" not in text_of(answer)
    plain = Client().post("/family/tell/", {**given, "came": "made up"})
    assert "This link does not work" in text_of(plain)


def test_files_come_with_a_message_and_are_read_by_those_who_read_it(
    around: Around, mother: Client
) -> None:
    file = SimpleUploadedFile("note.txt", b"A note about school.", "text/plain")
    mother.post("/family/tell/", form_of(mother, topic="files", words="", uploads=[file]))
    kept = KeptFile.objects.get()
    assert (kept.owner_type, kept.person) == ("letters.familymessage", around.child)
    page = text_of(mother.get("/family/messages/"))
    assert "note.txt" in page
    client = staff(around)
    assert "note.txt" in text_of(client.get(f"/letters/families/{kept.owner_id}/"))
    assert client.get(f"/documents/{kept.pk}/").status_code == 200
    client.force_login(around.senco.user)
    assert client.get(f"/documents/{kept.pk}/").status_code == 404


def test_an_answer_may_not_tell_what_its_reader_may_not_know(
    around: Around, mother: Client
) -> None:
    mother.post("/family/tell/", form_of(mother))
    client, page = staff(around), f"/letters/families/{FamilyMessage.objects.get().pk}/"
    answer = {"do": "answer", "version": 1, "post": around.coordinator.post.pk}
    CarerLink.objects.filter(pk=around.carers[0].pk).update(restriction="no_address", basis="Order")
    refused = client.post(page, {**answer, "answer": f"Come to {SCHOOL}."})
    assert refused.status_code == 400
    assert "where the child learns" in text_of(refused)
    CarerLink.objects.update(restriction="none")
    client.post(page, {**answer, "answer": f"Come to {SCHOOL}."})
    assert SCHOOL in text_of(mother.get("/family/messages/"))
    CarerLink.objects.filter(pk=around.carers[0].pk).update(restriction="no_address")
    text = text_of(mother.get("/family/messages/"))
    assert SCHOOL not in text
    assert "The answer is not shown here any more." in text


def test_nobody_reads_another_carers_messages(around: Around, mother: Client) -> None:
    mother.post("/family/tell/", form_of(mother, words="A secret"))
    CarerLink.objects.filter(pk=around.carers[1].pk).update(restriction="none")
    make_mail(around.carers[1], "blackwood@example.org")
    father = come(make_link(around.coordinator, around.carers[1], around.child))
    assert "A secret" not in text_of(father.get("/family/messages/"))


def test_a_school_reads_no_messages(around: Around, mother: Client) -> None:
    mother.post("/family/tell/", form_of(mother))
    client = Client()
    client.force_login(around.senco.user)
    assert client.get("/letters/families/").status_code == 403
    assert client.get(f"/letters/families/{FamilyMessage.objects.get().pk}/").status_code == 404
