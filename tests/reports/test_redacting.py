"""The words of a sent report taken out for good: all of them, once, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from goldenthread.access.models import AuditEntry
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.documents.models import Snapshot
from goldenthread.reports.actions.highlights import Text
from goldenthread.reports.actions.preparing import Words, change_report, correct_report
from goldenthread.reports.actions.redacting_reports import redact_report
from goldenthread.reports.models import Ask, Highlight, Report, ReportRedaction
from goldenthread.tasks.models import Job, JobFile
from goldenthread.tasks.worker import work_on_one
from tests.factories import make_person
from tests.reports.papers import MEETING, Partnership

REASON = "The family asked us to."


@pytest.fixture
def sent(partnership: Partnership) -> Report:
    """A report to the Board that names a child, in the preparer's words and in a lead's."""
    partnership.highlight(
        Text("Amira Hussain has a place.", "More.", "", "Agree to pay for Amira.")
    )
    report = partnership.drafted()
    report = change_report(
        scope=partnership.manager.scope, report_id=report.pk, version=report.version,
        words=Words("Amira Hussain waits. We opened.", "1a: Pay for Amira Hussain.", MEETING),
    )  # fmt: skip
    return partnership.send(report)


def redact(partnership: Partnership, report: Report, reason: str = REASON) -> ReportRedaction:
    manager = partnership.manager
    return redact_report(
        scope=manager.scope, report_id=report.pk, post_id=manager.post.pk, reason=reason
    )


def test_the_words_go_and_the_record_stays(partnership: Partnership, sent: Report) -> None:
    kept = ("sha256", "number", "as_at", "frozen_at", "frozen_by_id", "title")
    before = Snapshot.objects.values(*kept).get()
    redaction = redact(partnership, sent)
    report = Report.objects.get(pk=sent.pk)
    assert (report.introduction, report.asks, report.change_notes) == ("", "", "")
    assert set(Ask.objects.values_list("text", flat=True)) == {""}
    presented = Highlight.objects.get(presented_in=report)
    assert (presented.done, presented.next_steps, presented.asks) == ("", "", "")
    assert Snapshot.objects.values(*kept).get() == before
    assert Snapshot.objects.values_list("body", "source_version").get() == ("", "")
    assert (redaction.redacted_by, redaction.reason) == (partnership.manager.user, REASON)
    assert [row.name for row in report.recipients.all()]
    codes = AuditEntry.objects.order_by("-pk").values_list("action", flat=True)[:2]
    assert list(codes) == ["report.redacted", "document.redacted"]
    with pytest.raises(UserError, match="already"):
        redact(partnership, sent)


def test_copies_that_were_made_go_too(
    partnership: Partnership, sent: Report, client: Client
) -> None:
    client.force_login(partnership.lead.user)
    page = client.get(f"/reports/{sent.pk}/copy/docx/")["Location"]
    assert work_on_one() == "made"
    redact(partnership, sent)
    assert not JobFile.objects.exists()
    assert Job.objects.get().state == "expired"
    assert client.get(f"{page}file/").status_code != 200
    for form in ("html", "pdf", "docx"):
        assert client.get(f"/reports/{sent.pk}/copy/{form}/").status_code == 404


def test_a_correction_that_is_open_loses_them(partnership: Partnership, sent: Report) -> None:
    manager = partnership.manager
    draft = correct_report(scope=manager.scope, report_id=sent.pk, post_id=manager.post.pk)
    change_report(
        scope=manager.scope, report_id=draft.pk, version=draft.version,
        words=Words(f"{draft.introduction} Much is better.", draft.asks, MEETING, "A name."),
    )  # fmt: skip
    redact(partnership, sent)
    draft.refresh_from_db()
    assert (draft.introduction, draft.asks) == ("Much is better.", "")


def test_only_a_sent_one_and_only_with_right_and_reason(
    partnership: Partnership, sent: Report
) -> None:
    with pytest.raises(UserError, match="Only a report that was sent"):
        redact(partnership, partnership.drafted("dmt"))
    for thin in ("", "ok", "okokokokokokokok"):
        with pytest.raises(UserError, match="Say in a sentence"):
            redact(partnership, sent, thin)
    board = make_person(partnership.area, "board_member")
    with pytest.raises(NotAllowed):
        redact_report(scope=board.scope, report_id=sent.pk, post_id=board.post.pk, reason=REASON)
    assert not Snapshot.objects.filter(body="").exists()


CHANGES: list[Callable[[], object]] = [
    lambda: Report.objects.update(introduction=""),
    lambda: Report.objects.update(introduction="", asks="", change_notes="", version=9),
    lambda: Report.objects.update(introduction="x", asks="", change_notes=""),
    lambda: Ask.objects.update(text="x"),
    lambda: Ask.objects.update(text="", number=9),
    lambda: Highlight.objects.update(done=""),
    lambda: Highlight.objects.update(
        done="", next_steps="", exceptions="", asks="", state="submitted", presented_in=None
    ),
    lambda: Ask.objects.all()._raw_delete("default"),
]


@pytest.mark.parametrize("change", CHANGES)
def test_the_database_lets_no_other_change_through(
    sent: Report, change: Callable[[], object]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        change()


def test_by_its_pages(partnership: Partnership, sent: Report, client: Client) -> None:
    client.force_login(partnership.manager.user)
    page = f"/reports/{sent.pk}/"
    assert f"{page}redact/" in client.get(page).content.decode()
    assert client.get(f"{page}redact/").status_code == 200
    given = {"post": partnership.manager.post.pk, "reason": "Okokokokokokokok"}
    refused = client.post(f"{page}redact/", given)
    assert refused.status_code == 400
    assert b"Okokokokokokokok" in refused.content
    assert client.post(f"{page}redact/", {**given, "reason": REASON})["Location"] == page
    shown = client.get(page).content.decode()
    assert "Words taken out" in shown
    assert REASON in shown
    assert "Amira" not in shown
    assert "changed from outside" not in shown
    assert client.get(f"{page}redact/")["Location"] == page
