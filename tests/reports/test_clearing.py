"""Reports to public meetings: what the check asks, who answered, and when an answer holds no more."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goldenthread.access.models import AuditEntry
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.documents.models import Clearance, sha256_of
from goldenthread.documents.publishing import asked_of
from goldenthread.documents.rules.publication import book
from goldenthread.organisations.models import Membership
from goldenthread.reports.actions.preparing import Words, change_report
from goldenthread.reports.models import Report
from tests.factories import make_person
from tests.reports.papers import MEETING, TODAY, Partnership

TELLING = "Amira Hussain told us that three families wait."


def telling(partnership: Partnership, text: str = TELLING) -> Report:
    """A draft to the Cabinet, whose papers are public, with these opening words."""
    report = partnership.drafted("cabinet")
    return change_report(
        scope=partnership.manager.scope, report_id=report.pk, words=Words(text, "", MEETING),
        version=report.version,
    )  # fmt: skip


def test_nothing_goes_to_a_public_meeting_uncleared(partnership: Partnership) -> None:
    report = telling(partnership)
    with pytest.raises(UserError) as raised:
        partnership.send(report)
    assert raised.value.code == "not_cleared"
    partnership.clear(report)
    assert partnership.send(report).clearance == Clearance.objects.get()


def test_a_public_paper_costs_no_more_queries_than_another(
    partnership: Partnership, client: Client
) -> None:
    report = telling(partnership)
    with clock.fixed(TODAY):
        assert partnership.clear(report).answers
        client.force_login(partnership.manager.user)
        client.get("/reports/")
        for page in ("", "send/"):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(f"/reports/{report.pk}/{page}").status_code == 200
            assert len(queries) <= 12, page


def test_who_wrote_it_does_not_answer_for_it(partnership: Partnership) -> None:
    report = telling(partnership)
    reader = partnership.reader
    with pytest.raises(UserError) as raised:
        partnership.answer(report, partnership.manager)
    assert raised.value.code == "second_person_needed"
    assert raised.value.fix == f"They may be cleared by: {reader.user.name}."
    # Whoever changed a word since has written it, too.
    colleague = make_person(partnership.area, "partnership_manager")
    change_report(
        scope=colleague.scope, report_id=report.pk, words=Words(TELLING, "1a: Pay.", MEETING),
        version=report.version,
    )  # fmt: skip
    report.refresh_from_db()
    with pytest.raises(UserError) as raised:
        partnership.answer(report, colleague)
    assert raised.value.code == "second_person_needed"
    Membership.objects.filter(user=reader.user).delete()
    with pytest.raises(UserError) as raised:
        partnership.answer(report, colleague)
    assert raised.value.fix.startswith("Nobody else in this area may clear them.")
    assert not Clearance.objects.exists()


def test_who_answered_for_it_does_not_send_it(partnership: Partnership) -> None:
    report = telling(partnership)
    colleague = make_person(partnership.area, "partnership_manager")
    partnership.answer(report, colleague)
    writer, partnership.manager = partnership.manager, colleague
    with pytest.raises(UserError) as raised:
        partnership.send(report)
    assert raised.value.code == "cleared_by_yourself"
    partnership.manager = writer
    assert partnership.send(report).state == "sent"


def test_a_clearance_from_whoever_wrote_it_meanwhile_is_none(partnership: Partnership) -> None:
    report = telling(partnership)
    colleague = make_person(partnership.area, "partnership_manager")
    partnership.answer(report, colleague)
    for text in ("Other.", TELLING):
        report.refresh_from_db()
        change_report(
            scope=colleague.scope, report_id=report.pk, words=Words(text, "", MEETING),
            version=report.version,
        )  # fmt: skip
    report.refresh_from_db()
    with pytest.raises(UserError, match="Nobody has cleared"):
        partnership.send(report)


def test_one_person_confirms_what_the_check_finds_nothing_in(
    partnership: Partnership, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("goldenthread.documents.actions.papers.asked_of", lambda *_: [])
    report = telling(partnership)
    assert partnership.answer(report, partnership.manager, reasons={}).answers == []
    assert partnership.send(report).state == "sent"


def test_the_record_says_who_when_what_and_no_words(partnership: Partnership) -> None:
    report = telling(partnership)
    clearance = partnership.clear(report)
    body = partnership.body(report)
    assert (clearance.sha256, clearance.check_version) == (sha256_of(body), book().version)
    assert (clearance.cleared_post, clearance.cleared_by) == (
        partnership.reader.post, partnership.reader.user,
    )  # fmt: skip
    asked = asked_of(partnership.area.pk, body)
    assert {one.text for one in asked} >= {"Amira Hussain", "three families"}
    assert [row["key"] for row in clearance.answers] == [one.key for one in asked]
    assert "Amira" not in str(clearance.answers)
    codes = ("report.put_forward", "document.cleared", "report.cleared")
    done = AuditEntry.objects.filter(action__in=codes)
    assert [entry.fields for entry in done.order_by("pk")] == [
        "asked_on,waiting", "answers,sha256", "",
    ]  # fmt: skip


@pytest.mark.parametrize("thin", ["", " ", "ok", "okokokokokokokok", "ok ok ok ok ok ok ok ok"])
def test_each_finding_needs_a_reason_that_says_something(
    partnership: Partnership, thin: str
) -> None:
    report = telling(partnership)
    keys = [one.key for one in asked_of(partnership.area.pk, partnership.body(report))]
    reasons = dict.fromkeys(keys, "Agreed with each of them.") | {keys[-1]: thin}
    with pytest.raises(UserError) as raised:
        partnership.clear(report, reasons=reasons)
    assert (raised.value.code, raised.value.where) == ("not_answered", keys[-1])
    assert "for example" in raised.value.fix
    assert not Clearance.objects.exists()


def test_a_clearance_lapses_with_the_words(partnership: Partnership) -> None:
    report = telling(partnership)
    partnership.clear(report)
    report = change_report(
        scope=partnership.manager.scope, report_id=report.pk, words=Words("Other.", "", MEETING),
        version=report.version,
    )  # fmt: skip
    assert (report.asked_on, report.waiting) == (None, False)
    with pytest.raises(UserError, match="Nobody has cleared"):
        partnership.send(report)


def test_what_was_put_forward_stands_for_some_days(partnership: Partnership) -> None:
    report = telling(partnership)
    partnership.clear(report)
    assert partnership.send(report, on=TODAY + timedelta(days=7)).snapshot.as_at == TODAY


def test_a_clearance_lapses_with_the_day_and_with_the_rules(
    partnership: Partnership, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = telling(partnership)
    partnership.clear(report)
    with pytest.raises(UserError, match="Nobody has cleared"):
        partnership.send(report, on=TODAY + timedelta(days=8))
    newer = type(book())(**{**vars(book()), "version": "newer"})
    monkeypatch.setattr("goldenthread.documents.publishing.book", lambda: newer)
    with pytest.raises(UserError, match="Nobody has cleared"):
        partnership.send(report)


def test_words_that_changed_under_ones_hands_are_not_cleared(partnership: Partnership) -> None:
    with pytest.raises(UserError) as raised:
        partnership.clear(telling(partnership), seen="0" * 64)
    assert raised.value.code == "moved_since_check"


def test_only_who_may_clear_clears(partnership: Partnership) -> None:
    report = telling(partnership)
    with pytest.raises(UserError, match="no such report"):
        partnership.answer(report, partnership.reader)
    partnership.reader.post = make_person(partnership.area, "send_manager").post
    with pytest.raises(NotAllowed):
        partnership.clear(report)
    lead = partnership.lead
    with pytest.raises(UserError, match="no such report"):
        partnership.answer(report, lead)


def test_a_clearance_is_never_changed(partnership: Partnership) -> None:
    partnership.clear(telling(partnership))
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        Clearance.objects.update(answers=[])
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        Clearance.objects.all()._raw_delete("default")


def test_by_its_pages(partnership: Partnership, client: Client) -> None:
    report, reader = telling(partnership), partnership.reader
    client.force_login(partnership.manager.user)
    address = f"/reports/{report.pk}/check/"
    assert client.get(f"/reports/{report.pk}/send/")["Location"] == address
    page = client.get(address).content.decode()
    assert "Amira Hussain" in page
    assert f"May clear it: {reader.user.name}." in page
    assert "Cleared because" not in page
    client.post(f"/reports/{report.pk}/put-forward/", {"version": report.version})
    assert b"Waiting for your clearance" not in client.get("/reports/").content, "she wrote it"
    assert b"It waits for their clearance since" in client.get(address).content
    client.force_login(reader.user)
    home = client.get("/reports/").content.decode()
    assert "Waiting for your clearance" in home
    assert address in home
    assert b"Edit the words" not in client.get(f"/reports/{report.pk}/").content
    page = client.get(address).content.decode()
    assert page.count("Cleared because") >= 2
    shown = page.split('name="seen" value="')[1][:64]
    keys = {part.split('"')[0] for part in page.split('name="reason_')[1:]}
    given = {"version": report.version, "post": reader.post.pk, "seen": shown}
    thin = {f"reason_{key}": "Okokokokokokokok" for key in keys}
    refused = client.post(address, {**given, **thin})
    assert refused.status_code == 400
    assert b"Okokokokokokokok" in refused.content, "what was typed is kept"
    assert b"who agreed to it" in refused.content
    assert not Clearance.objects.exists()
    answers = {f"reason_{key}": "They asked to be named." for key in keys}
    assert client.post(address, {**given, **answers})["Location"] == "/reports/"
    assert address not in client.get("/reports/").content.decode()
    client.force_login(partnership.manager.user)
    assert b"Cleared" in client.get(f"/reports/{report.pk}/").content
    assert client.get(f"/reports/{report.pk}/send/").status_code == 200
    assert {row["key"] for row in Clearance.objects.get().answers} == keys


def test_papers_that_are_not_public_are_not_checked(
    partnership: Partnership, client: Client
) -> None:
    report = partnership.drafted("dmt")
    client.force_login(partnership.manager.user)
    assert client.get(f"/reports/{report.pk}/check/")["Location"] == f"/reports/{report.pk}/"
    with pytest.raises(UserError, match="not public"):
        partnership.clear(report)
