"""Mails that say which stage a case has come to: to those who asked, naming nobody, tried again, switched off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.db import transaction
from django.test import Client

from goldenthread.access.models import Link
from goldenthread.core import clock
from goldenthread.duties.deriving import rewrite
from goldenthread.messages.actions.notices import send_some
from goldenthread.messages.models import StageNotice
from goldenthread.people.models import CarerLink, FamilyLink
from tests.workspace.family_links import MAIL, come, make_link, make_mail
from tests.workspace.test_family_page import text_of
from tests.workspace.whole_child import TODAY, Around, make_around

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
    mother = come(make_link(made.coordinator, made.carers[0], made.child))
    mother.post("/family/notices/", {"wanted": "yes"})
    mail.outbox.clear()
    return made


def happens(around: Around, kind: str) -> None:
    """Something that brings the case to another stage."""
    around.case.events.create(kind=kind, on=TODAY, sent_key=uuid4())
    rewrite(around.case)
    around.case.save()


def test_it_names_the_stage_and_the_case_and_nobody(around: Around) -> None:
    happens(around, "draft_plan_served")
    sent = mail.outbox[-1]
    assert sent.to == [MAIL]
    assert sent.subject == f"C-{around.case.pk}: We are writing the plan"
    for word in ("Immy", "Imogen", "Tarn", "Ashby", "Saltmarsh"):
        assert word not in sent.subject + sent.body
    assert StageNotice.objects.get().state == "sent"


def test_nobody_gets_one_who_did_not_ask_or_may_be_told_no_more(around: Around) -> None:
    FamilyLink.objects.update(notices=False)
    happens(around, "draft_plan_served")
    FamilyLink.objects.update(notices=True)
    CarerLink.objects.filter(pk=around.carers[0].pk).update(restriction="no_contact", basis="Order")
    happens(around, "final_plan_sent")
    assert mail.outbox == []
    assert [one.state for one in StageNotice.objects.all()] == ["dropped"]


def test_one_goes_in_a_day_and_says_the_newest_stage(around: Around) -> None:
    happens(around, "draft_plan_served")
    happens(around, "no_plan_notice_sent")
    happens(around, "final_plan_sent")
    assert len(mail.outbox) == 1
    with clock.fixed(clock.now() + timedelta(hours=25)):
        assert send_some() == 1
    assert [one.subject.partition(": ")[2] for one in mail.outbox] == [
        "We are writing the plan", "The plan is in place",
    ]  # fmt: skip


def test_whoever_may_not_know_the_place_gets_no_word_of_it(around: Around) -> None:
    CarerLink.objects.filter(pk=around.carers[0].pk).update(restriction="no_address", basis="Order")
    happens(around, "final_plan_sent")
    with clock.fixed(clock.now() + timedelta(hours=25)):
        happens(around, "family_moved")
    assert mail.outbox[-1].subject == f"C-{around.case.pk}: There is news"


def test_one_that_does_not_go_is_tried_again_and_given_up_in_the_end(
    around: Around, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_: EmailMessage) -> int:
        raise OSError("the mail server is away")

    monkeypatch.setattr(EmailMessage, "send", away)
    happens(around, "draft_plan_served")
    notice = StageNotice.objects.get()
    assert (notice.state, notice.tries) == ("waiting", 1)
    assert send_some() == 0
    for hours in range(1, 8):
        with clock.fixed(clock.now() + timedelta(hours=hours)):
            send_some()
    notice.refresh_from_db()
    assert (notice.state, notice.tries) == ("given_up", 6)


def test_the_link_at_its_foot_stops_them_without_a_code_and_shows_nothing(around: Around) -> None:
    happens(around, "draft_plan_served")
    found = re.search(r"/family/stop/[^\s]+", mail.outbox[-1].body)
    assert found
    client = Client()
    assert client.get(found[0])["Location"] == "/family/stopping/"
    text = text_of(client.get("/family/stopping/"))
    assert "Immy" not in text
    assert client.get("/family/").status_code == 404
    client.post("/family/stopping/")
    assert not FamilyLink.objects.get().notices
    assert Link.objects.filter(purpose="family_page", revoked_at=None).exists()
