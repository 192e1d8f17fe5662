"""Reports to public meetings: what the check asks, who answered, and when an answer holds no more."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from goldenthread.access.models import AuditEntry
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.documents.models import Clearance, sha256_of
from goldenthread.documents.publishing import asked_of
from goldenthread.documents.rules.publication import book
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


def test_the_record_says_who_when_what_and_no_words(partnership: Partnership) -> None:
    report = telling(partnership)
    body = partnership.body(report)
    clearance = partnership.clear(report)
    assert (clearance.sha256, clearance.check_version) == (sha256_of(body), book().version)
    assert (clearance.cleared_post, clearance.cleared_by) == (
        partnership.manager.post, partnership.manager.user,
    )  # fmt: skip
    asked = asked_of(partnership.area.pk, body)
    assert {one.text for one in asked} >= {"Amira Hussain", "three families"}
    assert [row["key"] for row in clearance.answers] == [one.key for one in asked]
    assert "Amira" not in str(clearance.answers)
    done = AuditEntry.objects.filter(action__in=("document.cleared", "report.cleared"))
    assert [entry.fields for entry in done.order_by("pk")] == ["answers,sha256", ""]


def test_each_finding_needs_a_reason(partnership: Partnership) -> None:
    report = telling(partnership)
    keys = [one.key for one in asked_of(partnership.area.pk, partnership.body(report))]
    with pytest.raises(UserError) as raised:
        partnership.clear(report, reasons=dict.fromkeys(keys[1:], "Agreed."))
    assert (raised.value.code, raised.value.where) == ("not_answered", keys[0])
    with pytest.raises(UserError):
        partnership.clear(report, reasons=dict.fromkeys(keys, " "))
    assert not Clearance.objects.exists()


def test_a_clearance_lapses_with_the_words(partnership: Partnership) -> None:
    report = telling(partnership)
    partnership.clear(report)
    report = change_report(
        scope=partnership.manager.scope, report_id=report.pk, words=Words("Other.", "", MEETING),
        version=report.version,
    )  # fmt: skip
    with pytest.raises(UserError, match="nobody has cleared"):
        partnership.send(report)


def test_a_clearance_lapses_with_the_day_and_with_the_rules(
    partnership: Partnership, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = telling(partnership)
    partnership.clear(report)
    with pytest.raises(UserError, match="nobody has cleared"):
        partnership.send(report, on=TODAY + timedelta(days=1))
    newer = type(book())(**{**vars(book()), "version": "newer"})
    monkeypatch.setattr("goldenthread.documents.publishing.book", lambda: newer)
    with pytest.raises(UserError, match="nobody has cleared"):
        partnership.send(report)


def test_words_that_changed_under_ones_hands_are_not_cleared(partnership: Partnership) -> None:
    with pytest.raises(UserError) as raised:
        partnership.clear(telling(partnership), seen="0" * 64)
    assert raised.value.code == "moved_since_check"


def test_only_who_may_send_clears(partnership: Partnership) -> None:
    report = telling(partnership)
    other = make_person(partnership.area, "partnership_manager")
    partnership.manager.post = other.post
    with pytest.raises(NotAllowed):
        partnership.clear(report)


def test_a_clearance_is_never_changed(partnership: Partnership) -> None:
    partnership.clear(telling(partnership))
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        Clearance.objects.update(answers=[])
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        Clearance.objects.all().delete()


def test_the_page_asks_and_sending_follows(partnership: Partnership, client: Client) -> None:
    report = telling(partnership)
    client.force_login(partnership.manager.user)
    address = f"/reports/{report.pk}/check/"
    assert client.get(f"/reports/{report.pk}/send/")["Location"] == address
    page = client.get(address).content.decode()
    assert "Amira Hussain" in page
    assert page.count("Cleared because") >= 2
    given = {"version": report.version, "post": partnership.manager.post.pk}
    # The page is of today; what it was cleared for is what it shows.
    shown = page.split('name="seen" value="')[1][:64]
    keys = {part.split('"')[0] for part in page.split('name="reason_')[1:]}
    answers = {f"reason_{key}": "They asked to be named." for key in keys}
    refused = client.post(address, {**given, "seen": shown})
    assert refused.status_code == 400
    assert not Clearance.objects.exists()
    done = client.post(address, {**given, "seen": shown, **answers})
    assert done["Location"] == f"/reports/{report.pk}/send/"
    assert client.get(done["Location"]).status_code == 200
    clearance = Clearance.objects.get()
    assert {row["key"] for row in clearance.answers} == keys


def test_papers_that_are_not_public_are_not_checked(
    partnership: Partnership, client: Client
) -> None:
    report = partnership.drafted("dmt")
    client.force_login(partnership.manager.user)
    assert client.get(f"/reports/{report.pk}/check/")["Location"] == f"/reports/{report.pk}/"
    with pytest.raises(UserError, match="not public"):
        partnership.clear(report)
