"""Who may not open a family page: another's link, one that ended, one whose ground went while the page was open."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goldenthread.access.links.tokens import new_token
from goldenthread.access.models import AuditEntry, Link, LinkCode
from goldenthread.access.rules.link_purposes import purposes
from goldenthread.core import clock
from goldenthread.people.actions.carers import change_carer, end_carer
from goldenthread.people.actions.contacts import end_contact
from goldenthread.people.actions.family_links import end, look_at_some
from goldenthread.people.forms.carers import carer_initial
from goldenthread.people.models import CarerLink, ContactPoint, FamilyLink, Person
from goldenthread.people.queries.links_given import links_given
from goldenthread.people.rules.family_links import GUESSED
from tests.people.families import named, tie
from tests.workspace.family_links import (
    MAIL,
    a_browser,
    code_in,
    come,
    living,
    make_link,
    make_mail,
)
from tests.workspace.test_family_page import text_of
from tests.workspace.whole_child import TODAY, Around, make_around

pytestmark = pytest.mark.django_db
REFUSED = "This link does not work"


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


def token_of(around: Around) -> str:
    return make_link(around.coordinator, around.carers[0], around.child)


def restrict(around: Around) -> None:
    link = around.carers[0]
    change_carer(
        scope=around.coordinator.scope, person_id=around.child.pk, link_id=link.pk,
        who=named("Ashby"), tie=tie(restriction="no_information", basis="Order of today"),
        version=link.carer.version,
    )  # fmt: skip


def rights_pass(around: Around) -> None:
    Person.objects.filter(pk=around.child.pk).update(born=date(2008, 5, 4))


ENDINGS: dict[str, Callable[[Around], object]] = {
    "a restriction is written": restrict,
    "the tie ends": lambda around: end_carer(
        scope=around.coordinator.scope, person_id=around.child.pk, link_id=around.carers[0].pk,
        ends_on=TODAY - timedelta(days=1),
    ),
    "the address is used no more": lambda around: end_contact(
        scope=around.coordinator.scope, person_id=around.child.pk,
        contact_id=ContactPoint.objects.get(value=MAIL).pk, today=TODAY,
    ),
    "the address becomes another": lambda _: ContactPoint.objects.filter(value=MAIL).update(
        value="else@example.org"
    ),
    "staff end it": lambda around: end(
        scope=around.coordinator.scope, person_id=around.child.pk,
        family_link_id=FamilyLink.objects.get().pk,
    ),
    "its time is over": lambda _: Link.objects.update(expires_at=clock.now()),
    "the rights pass": rights_pass,
    "the record is merged": lambda around: Person.objects.filter(pk=around.child.pk).update(
        merged_into=Person.objects.get(legal_forenames="Wren")
    ),
    "the child dies": lambda around: Person.objects.filter(pk=around.child.pk).update(
        died_on=TODAY
    ),
}  # fmt: skip


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_open_page_shows_nothing_more_from_the_moment_that(ending: str, around: Around) -> None:
    token = token_of(around)
    mother = come(token)
    assert mother.get("/family/").status_code == 200
    ENDINGS[ending](around)
    asked = [
        ("get", ""),
        ("get", "letters/"),
        ("get", "code/"),
        ("post", "tell/"),
        ("post", "code/"),
    ]
    for method, path in asked:
        page = getattr(mother, method)(f"/family/{path}")
        assert page.status_code == 404, path
        assert REFUSED in text_of(page)
    assert a_browser().get(f"/family/link/{token}/").status_code == 404


def test_what_a_day_brings_ends_a_link_in_the_night(around: Around) -> None:
    token_of(around)
    assert look_at_some() == 0
    rights_pass(around)
    with clock.fixed(TODAY + timedelta(days=1)):
        assert (look_at_some(), look_at_some()) == (1, 0)
    assert living() == 0
    assert FamilyLink.objects.get().ended_why == "rights"
    assert AuditEntry.objects.filter(action="family_page.ended").exists()


def test_nobody_has_a_link_who_may_be_told_nothing_or_has_no_verified_address(
    around: Around,
) -> None:
    make_mail(around.carers[1], "blackwood@example.org")
    with pytest.raises(StopIteration):
        make_link(around.coordinator, around.carers[1], around.child)
    ContactPoint.objects.filter(value=MAIL).update(verified_on=None)
    with pytest.raises(StopIteration):
        token_of(around)


def test_one_link_opens_one_child_and_a_new_one_ends_the_old_one(around: Around) -> None:
    wren = Person.objects.get(legal_forenames="Wren")
    tied = CarerLink.objects.create(
        person=wren, carer=around.carers[0].carer, relation="mother", parental_responsibility="yes"
    )
    other = come(make_link(around.coordinator, tied, wren))
    assert "Immy" not in text_of(other.get("/family/"))
    first = come(token_of(around))
    come(token_of(around))
    assert first.get("/family/").status_code == 404
    assert other.get("/family/").status_code == 200


def test_unknown_wrong_revoked_and_expired_get_one_answer_by_as_many_queries(
    around: Around,
) -> None:
    revoked = token_of(around)
    expired = token_of(around)
    Link.objects.filter(revoked_at=None).update(expires_at=clock.now())
    answers, counts = set(), set()
    for token in (revoked, expired, new_token(), "x", "x" * 300):
        client = a_browser()
        with CaptureQueriesContext(
            connection,
        ) as asked:
            page = client.get(f"/family/link/{token}/")
        answers.add(
            (page.status_code, text_of(page), page["Cache-Control"], page["Referrer-Policy"])
        )
        counts.add(len(asked))
    assert len(answers) == 1
    assert len(counts) == 1
    assert next(iter(answers))[0] == 404


def test_the_link_alone_opens_nothing_and_a_code_cannot_be_guessed(around: Around) -> None:
    client = a_browser()
    client.get(f"/family/link/{token_of(around)}/")
    assert client.get("/family/")["Location"] == "/family/code/"
    client.post("/family/code/", {"do": "send"})
    right = code_in(mail.outbox[-1].body)
    for step in range(1, 6):
        wrong = f"{(int(right) + step) % 1_000_000:06d}"
        assert "That code does not work." in text_of(client.post("/family/code/", {"code": wrong}))
    assert "That code does not work." in text_of(client.post("/family/code/", {"code": right}))
    assert client.get("/family/").status_code == 302


def test_too_many_wrong_codes_end_the_link_and_staff_see_why(around: Around) -> None:
    token = token_of(around)
    come(token)
    LinkCode.objects.update(wrong_count=purposes().codes.wrong_at_most - 1)
    guessing = a_browser()
    guessing.get(f"/family/link/{token}/")
    guessing.post("/family/code/", {"do": "send"})
    guessing.post("/family/code/", {"code": "none"})
    assert guessing.get("/family/code/").status_code == 404
    assert living() == 0
    assert FamilyLink.objects.get().ended_why == GUESSED
    row = links_given(around.coordinator.scope, around.child)[0]
    assert row.ended.startswith("Too many wrong codes")


def test_neither_mails_nor_the_trail_nor_the_log_name_anybody_or_hold_a_token(
    around: Around, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    token = token_of(around)
    mother = come(token)
    mother.get("/family/")
    mother.get("/family/who/")
    written = "\n".join(f"{one.subject}\n{one.body}" for one in mail.outbox)
    trail = "\n".join(
        str(row)
        for row in AuditEntry.objects.values_list("action", "target_id", "fields", "channel")
    )
    for word in ("Immy", "Imogen", "Tarn", "Ashby", token):
        assert word not in written, word
        assert word not in trail, word
    assert token not in "\n".join(
        one.getMessage() for one in caplog.records if "family" in one.name
    )


def test_staff_give_a_link_by_mail_or_by_hand_from_the_record(
    around: Around, client: Client
) -> None:
    client.force_login(around.coordinator.user)
    page = f"/children/{around.child.pk}/family-page/"
    assert "Give access to the family page" in text_of(client.get(f"/children/{around.child.pk}/"))
    point = ContactPoint.objects.get(value=MAIL)
    chosen = f"{around.carers[0].pk}-{point.pk}"
    sent = client.post(page, {"chosen": chosen, "how": "mail"})
    assert sent.status_code == 302
    assert "/family/link/" in mail.outbox[-1].body
    assert mail.outbox[-1].to == [MAIL]
    shown = client.post(page, {"chosen": chosen, "how": "hand"})
    assert "/family/link/" in shown.content.decode()
    assert shown["Cache-Control"] == "no-store"
    text = text_of(client.get(page))
    assert "Works until 22 November 2027" in text
    assert "Ended: a new one was given" in text
    client.post(f"{page}{FamilyLink.objects.latest('pk').pk}/end/")
    assert living() == 0


def test_a_school_gives_no_links(around: Around, client: Client) -> None:
    client.force_login(around.senco.user)
    assert client.get(f"/children/{around.child.pk}/family-page/").status_code == 403


def test_the_form_of_a_carer_is_the_one_that_ends_a_link(around: Around, client: Client) -> None:
    token_of(around)
    client.force_login(around.coordinator.user)
    link = around.carers[0]
    given: dict[str, Any] = {
        name: value for name, value in carer_initial(link).items() if value not in (None, False)
    }
    given |= {"restriction": "no_contact", "basis": "Order of today", "version": link.carer.version}
    client.post(f"/children/{around.child.pk}/carers/{link.pk}/change/", given)
    assert living() == 0
    assert FamilyLink.objects.get().ended_why == "restriction"
