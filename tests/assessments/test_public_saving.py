"""Saving a request and coming back to it: a link that opens nothing by itself, and a number that no message holds."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from goldenthread.access.models import AuditEntry, Link
from goldenthread.access.retention import CLOCK
from goldenthread.access.scope import without_account
from goldenthread.assessments.actions import drafts
from goldenthread.assessments.belonging import ended_by, erase_drafts, remove_ended
from goldenthread.assessments.models import Request
from goldenthread.assessments.rules.drafts import draft_rules
from goldenthread.core import clock
from goldenthread.documents import uploads
from goldenthread.documents.models import KeptFile
from goldenthread.organisations.models import LocalArea
from tests.assessments.walking import PARENT, begin, page, send, write, write_all

Saved = tuple[str, str]


@pytest.fixture
def saved(client: Client, inbox_area: LocalArea, django_capture_on_commit_callbacks: Any) -> Saved:
    """The address in the message, and the number on the page."""
    begin(client, inbox_area)
    write_all(client, PARENT)
    return save(client, django_capture_on_commit_callbacks)


def save(client: Client, capture: Any) -> Saved:
    with capture(execute=True):
        answer = client.post(page("save"), {"email": "ann@example.org"})
    number = re.search(r"<strong>(\d{3} \d{3})</strong>", answer.text)
    address = re.search(r"http://testserver(\S+)", str(mail.outbox[-1].body))
    assert number
    assert address
    return address[1], number[1]


def come_back(saved: Saved, number: str | None = None) -> tuple[Client, Any]:
    """Another browser that follows the link and gives the number."""
    other = Client()
    asks = other.get(saved[0])
    assert asks["Location"] == page("number")
    assert asks["Cache-Control"] == "no-store"
    return other, other.post(page("number"), {"number": number or saved[1]})


def test_the_link_and_the_number_together_open_it_on_another_device(saved: Saved) -> None:
    other, answer = come_back(saved)
    assert answer["Location"] == page("check")
    assert "Imogen" in other.get(page("check")).text
    write(other, "seen", {"seen": "Written on another device"})
    assert Request.objects.get().answers["seen"] == "Written on another device"


def test_the_link_alone_opens_nothing(saved: Saved) -> None:
    other = Client()
    other.get(saved[0])
    for name in ("check", "seen", "files", "save", "discard", "sent"):
        answer = other.get(page(name))
        assert answer.status_code == 404
        assert "Imogen" not in answer.text
    assert "Imogen" not in other.get(page("number")).text


def test_the_message_holds_neither_the_number_nor_anything_of_the_child(saved: Saved) -> None:
    message = mail.outbox[-1]
    said = str(message.subject) + str(message.body)
    for private in (saved[1], saved[1].replace(" ", ""), "Imogen", "Tarn", "Ann"):
        assert private not in said
    assert "Imogen" not in saved[0]
    trail = str(list(AuditEntry.objects.values()))
    assert all(word not in trail for word in (saved[1].replace(" ", ""), "Imogen", "ann@example"))


def test_five_wrong_numbers_end_the_link_but_not_what_was_written(
    saved: Saved, client: Client
) -> None:
    wrong = "000000" if saved[1] != "000 000" else "111111"
    other, answer = come_back(saved, wrong)
    assert answer.status_code == 400
    for _ in range(3):
        assert other.post(page("number"), {"number": wrong}).status_code == 400
    assert other.post(page("number"), {"number": wrong}).status_code == 404
    assert other.post(page("number"), {"number": saved[1]}).status_code == 404
    assert Client().get(saved[0]).status_code == 404
    assert "Imogen" in client.get(page("check")).text


def test_saving_again_ends_the_link_before(
    saved: Saved, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    again = save(client, django_capture_on_commit_callbacks)
    assert Client().get(saved[0]).status_code == 404
    _, answer = come_back(again)
    assert answer["Location"] == page("check")


def test_after_it_was_sent_the_link_opens_nothing(saved: Saved, client: Client) -> None:
    send(client)
    assert Client().get(saved[0]).status_code == 404


def test_a_draft_is_erased_with_its_files_and_link_28_days_after_the_last_word(
    saved: Saved, client: Client
) -> None:
    client.post(page("files"), {"chosen": [SimpleUploadedFile("a.txt", b"Words")]})
    moment = Request.objects.get().draft_ends_at
    assert moment is not None
    assert moment - clock.now() > draft_rules().kept - timedelta(minutes=1)
    with clock.fixed(moment - timedelta(seconds=1)):
        assert erase_drafts() == 0
    with clock.fixed(moment):
        # Before the task has come round, nobody reads it either.
        assert client.get(page("check")).status_code == 404
        assert erase_drafts() == 1
        assert erase_drafts() == 0
    assert not Request.objects.exists()
    assert not KeptFile.objects.exists()
    assert not Link.objects.filter(used_at=None, revoked_at=None).exists()
    assert AuditEntry.objects.get(action="request.drafts_erased").count == 1


def test_files_that_come_when_its_time_is_over_are_not_left_behind(
    saved: Saved, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft, keep = Request.objects.get(), uploads.keep_all

    def slow_keep(**given: Any) -> Any:
        drafts.discard(scope=without_account(), request_id=draft.pk)
        return keep(**given)

    monkeypatch.setattr(uploads, "keep_all", slow_keep)
    drafts.add_files(
        scope=without_account(),
        request_id=draft.pk,
        sent_by="A parent",
        files=[("a.txt", b"Words")],
    )
    assert not KeptFile.objects.exists()


def test_what_was_put_away_goes_after_two_years_with_its_files(
    saved: Saved, client: Client
) -> None:
    client.post(page("files"), {"chosen": [SimpleUploadedFile("a.txt", b"Words")]})
    send(client)
    day = clock.today()
    assert not ended_by(day).exists()
    Request.objects.update(state="declined", ended_on=day, ended_why="spam")
    assert not ended_by(day - timedelta(days=1)).exists()
    with transaction.atomic():
        remove_ended(CLOCK, list(ended_by(day)))
    assert not Request.objects.exists()
    assert not KeptFile.objects.exists()


def test_what_was_sent_is_never_erased_as_a_draft(saved: Saved, client: Client) -> None:
    send(client)
    with clock.fixed(clock.now() + timedelta(days=400)):
        assert erase_drafts() == 0
    assert Request.objects.exists()


def test_whoever_wrote_it_deletes_it_and_closes_it(saved: Saved, client: Client) -> None:
    assert client.get(page("leave")).status_code == 302
    client.post(page("leave"))
    assert client.get(page("check")).status_code == 404
    other, _ = come_back(saved)
    assert "gone for good" in other.get(page("discard")).text
    assert "It is deleted" in other.post(page("discard")).text
    assert not Request.objects.exists()
    assert Client().get(saved[0]).status_code == 404


def test_a_mailbox_cannot_be_filled(saved: Saved, client: Client) -> None:
    answers = [client.post(page("save"), {"email": "b@example.org"}).status_code for _ in range(5)]
    assert answers == [200, 200, 200, 200, 429]
