"""The public pages under hands that mean no good, and beside somebody who is worried."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from goldenthread.assessments.models import Request
from goldenthread.assessments.views import public_holding
from goldenthread.organisations.models import LocalArea
from tests.assessments.walking import CHILD, PARENT, begin, page, send, write, write_all
from tests.factories import make_person
from tests.people.makers import make_child

WRITTEN = ("seen", "tried", "views", "worry")


def test_nobody_but_the_writer_sees_or_changes_a_draft(
    client: Client, inbox_area: LocalArea
) -> None:
    begin(client, inbox_area)
    write_all(client, PARENT)
    manager = make_person(inbox_area, "send_manager")
    staff, stranger = Client(), Client()
    staff.force_login(manager.user)
    for browser in (staff, stranger):
        for name in ("who", "seen", "check", "files", "save", "discard", "sent"):
            for answer in (browser.get(page(name)), browser.post(page(name), {"version": 1})):
                assert answer.status_code == 404
                assert "Imogen" not in answer.text
    assert not Request.objects.visible_to(manager.scope).exists()
    assert Request.objects.get().answers["seen"] == PARENT["seen"]["seen"]
    send(client)
    assert Request.objects.visible_to(manager.scope).exists()


def test_two_who_write_at_once_keep_apart(client: Client, inbox_area: LocalArea) -> None:
    begin(client, inbox_area)
    other = Client()
    begin(other, inbox_area)
    write_all(other, {"who": {"route": "parent"}, "child": CHILD | {"child_forenames": "Rowena"}})
    client.post(page("who"), {"version": 1, "route": "school"})
    assert sorted(Request.objects.values_list("route", flat=True)) == ["parent", "school"]
    assert "Rowena" not in client.get(page("child")).text


def test_no_answer_tells_whether_a_child_is_known(client: Client, inbox_area: LocalArea) -> None:
    make_child(inbox_area)
    begin(client, inbox_area)
    write_all(client, PARENT)
    known = client.get(page("check")).text.replace("Imogen", "Nobody")
    write_all(client, {"child": CHILD | {"child_forenames": "Nobody"}})
    assert _without_keys(client.get(page("check")).text) == _without_keys(known)


def _without_keys(text: str) -> str:
    return "".join(
        line for line in text.splitlines(True) if "csrf" not in line and "version" not in line
    )


def test_every_page_of_words_says_whom_to_ring_and_a_worry_goes_first(
    client: Client, inbox_area: LocalArea
) -> None:
    begin(client, inbox_area)
    write_all(client, PARENT)
    for name in (*WRITTEN, "files", "start", "save"):
        assert "ring 999" in client.get(page(name)).text
    write_all(client, {"worry": {"worry": "He hits her", "worry_named": "not_named"}})
    send(client)
    asked = Request.objects.get()
    assert (asked.flag, asked.worry_named) == ("said", "not_named")


@pytest.mark.parametrize(
    "address", ["ann@example.org\nBcc: x@example.org", "ann@example.org,b@example.org", "x" * 300]
)
def test_an_address_that_is_none_gets_no_message(
    client: Client, inbox_area: LocalArea, address: str
) -> None:
    begin(client, inbox_area)
    assert client.post(page("save"), {"email": address}).status_code == 400
    assert mail.outbox == []


def test_unseen_and_endless_text_is_not_kept(client: Client, inbox_area: LocalArea) -> None:
    begin(client, inbox_area)
    write_all(client, {"who": {"route": "parent"}})
    assert write(client, "seen", {"seen": "x" * 6001}).status_code == 400
    assert write(client, "seen", {"seen": "nul\x00"}).status_code == 400
    assert write(client, "seen", {"seen": "bell\x07 and \u202eturned"}).status_code == 302
    assert Request.objects.get().answers["seen"] == "bell and turned"
    write(client, "you", {**PARENT["you"], "asker_name": "<script>alert(1)</script>"})
    assert "<script>alert" not in client.get(page("check")).text
    refused = write(client, "you", {**PARENT["you"], "responsibility": "perhaps"})
    assert refused.status_code == 400


def test_what_no_page_asks_changes_nothing(client: Client, inbox_area: LocalArea) -> None:
    begin(client, inbox_area)
    write_all(client, {"who": {"route": "parent"}})
    stolen = {"state": "sent", "area": "1", "person": "1", "flag": "", "received_on": "2020-01-01"}
    write(client, "seen", {"seen": "Words", **stolen})
    draft = Request.objects.get()
    assert (draft.state, draft.person_id, draft.received_on) == ("draft", None, None)
    assert client.get(page("nonsense"))["Location"] == page("check")


def test_pages_are_kept_by_nobody_and_their_forms_carry_a_token(
    client: Client, inbox_area: LocalArea
) -> None:
    begin(client, inbox_area)
    write_all(client, {"who": {"route": "parent"}})
    for name in ("start", "seen", "check", "save", "files", "discard"):
        answer = client.get(page(name))
        assert answer["Cache-Control"] == "no-store"
        assert answer["Referrer-Policy"] == "same-origin"
    forged = Client(enforce_csrf_checks=True)
    assert forged.post(page("start"), {"area": inbox_area.pk}).status_code == 403


def test_a_machine_cannot_begin_without_end(
    client: Client, inbox_area: LocalArea, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules: Any = public_holding.draft_rules()
    few = type(rules)(rules.kept, rules.idle, {**rules.rates, "start": "2/h/ip"})
    monkeypatch.setattr(public_holding, "draft_rules", lambda: few)
    found = [Client().post(page("start"), {"area": inbox_area.pk}).status_code for _ in range(3)]
    assert found == [302, 302, 429]
