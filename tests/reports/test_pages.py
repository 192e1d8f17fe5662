"""The pages of reports over HTTP: their cost, what they record, what each role finds, copies."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goldenthread.access.models import AuditEntry
from goldenthread.core import clock
from goldenthread.core.months import Month
from goldenthread.improvement.rules.status import Status
from goldenthread.reports.models import Decision, Highlight, Report
from goldenthread.tasks.models import Job
from goldenthread.tasks.worker import work_on_one
from tests.factories import make_person
from tests.reports.papers import TODAY, Partnership

MOST = 12


@pytest.fixture
def sent(partnership: Partnership) -> Report:
    partnership.highlight()
    return partnership.sent()


def test_a_report_costs_at_most_twelve_queries(
    partnership: Partnership, sent: Report, client: Client
) -> None:
    client.force_login(partnership.manager.user)
    client.get("/reports/")  # the first page after signing in also writes the session
    for address in (
        "/reports/", f"/reports/plans/{partnership.plan.pk}/", f"/reports/{sent.pk}/",
        "/reports/came-back/", f"/reports/{sent.pk}/decisions/",
        f"/reports/{sent.pk}/copy/html/",
    ):  # fmt: skip
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        said = "\n".join(query["sql"][:110] for query in queries.captured_queries)
        assert len(queries) <= MOST, f"{address}: {len(queries)}\n{said}"


def test_a_preview_costs_the_same_with_one_risk_and_with_ten(
    partnership: Partnership, client: Client
) -> None:
    report = partnership.drafted()
    client.force_login(partnership.manager.user)
    client.get("/reports/")
    cost = []
    for more in (1, 9):
        for _ in range(more):
            partnership.risk("milestones", partnership.milestone("1").pk)
        for page in ("", "send/"):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(f"/reports/{report.pk}/{page}").status_code == 200
            cost.append(len(queries))
    # Composing takes eight of them; the rest is who asks, the report, and its reading or what is found in it.
    assert cost[:2] == cost[2:]
    assert max(cost) <= MOST


@pytest.mark.parametrize(("form", "starts"), [("pdf", b"%PDF"), ("docx", b"PK"), ("html", b"<!")])
def test_each_copy_is_recorded(
    partnership: Partnership, sent: Report, client: Client, form: str, starts: bytes
) -> None:
    client.force_login(partnership.lead.user)
    response = client.get(f"/reports/{sent.pk}/copy/{form}/")
    if form != "html":
        assert work_on_one() == "made"
        response = client.get(f"{response['Location']}file/")
    assert response.content.startswith(starts)
    assert response["Content-Disposition"].endswith(f'.{form}"')
    entry = AuditEntry.objects.get(action="report.exported")
    assert (entry.fields, entry.user_id) == (form, partnership.lead.user.pk)


def test_a_pdf_is_made_once_for_as_long_as_it_is_kept(
    partnership: Partnership, sent: Report, client: Client
) -> None:
    client.force_login(partnership.manager.user)
    address = f"/reports/{sent.pk}/copy/pdf/"
    page = client.get(address)["Location"]
    work_on_one()
    assert client.get(address)["Location"] == f"{page}file/"
    assert work_on_one() == "nothing"
    again = client.get(page).content.decode()
    assert "PDF of a report" in again
    assert f"/reports/{sent.pk}/" in again


def test_who_lost_the_right_meanwhile_gets_no_pdf(
    partnership: Partnership, sent: Report, client: Client
) -> None:
    client.force_login(partnership.lead.user)
    client.get(f"/reports/{sent.pk}/copy/pdf/")
    partnership.lead.user.memberships.update(ends_on=TODAY - timedelta(days=1))
    assert work_on_one() == "given_up"
    assert Job.objects.get().error_code == "not_there"


def test_drafts_are_for_those_who_prepare(
    partnership: Partnership, sent: Report, client: Client
) -> None:
    draft = partnership.drafted("dmt")
    board = make_person(partnership.area, "board_member")
    client.force_login(board.user)
    assert client.get(f"/reports/{sent.pk}/").status_code == 200
    assert client.get(f"/reports/{draft.pk}/").status_code == 404
    assert client.get(f"/reports/{draft.pk}/copy/pdf/").status_code == 404
    assert client.get(f"/reports/plans/{partnership.plan.pk}/prepare/").status_code == 403
    assert client.get(f"/reports/{sent.pk}/decisions/").status_code == 403
    senco = make_person(partnership.area, "school_senco")
    client.force_login(senco.user)
    assert client.get("/reports/").status_code == 403
    assert client.get(f"/reports/{sent.pk}/").status_code == 404


def test_a_lead_writes_saves_and_submits(partnership: Partnership, client: Client) -> None:
    client.force_login(partnership.lead.user)
    address = (
        f"/reports/plans/{partnership.plan.pk}/priorities/{partnership.priority.pk}/highlight/"
    )
    assert b"Save as a draft" in client.get(address).content
    given = {
        "post": partnership.lead.post.pk, "version": 0, "seen_event": 0, "done": "Mine.",
        "next_steps": "", "exceptions": "", "asks": "",
    }  # fmt: skip
    response = client.post(address, given, follow=True)
    assert b"saved as a draft" in response.content
    stale = client.post(address, {**given, "done": "Theirs."})
    assert stale.status_code == 400
    assert b"What is saved now" in stale.content
    assert b"Theirs." in stale.content, "what was typed is kept"
    assert b'name="version" value="1"' in stale.content
    client.post(address, {**given, "version": 1, "submit": "yes"}, follow=True)
    highlight = Highlight.objects.get()
    assert highlight.state == "submitted"
    assert client.get(address)["Location"] == f"/reports/highlights/{highlight.pk}/"


def test_a_draft_says_what_happened_since(partnership: Partnership, client: Client) -> None:
    partnership.highlight()
    partnership.take_back()
    partnership.says("2", Status.AMBER, forecast=Month(2026, 8), reason="A hall was closed.")
    client.force_login(partnership.lead.user)
    address = (
        f"/reports/plans/{partnership.plan.pk}/priorities/{partnership.priority.pk}/highlight/"
    )
    page = client.get(address).content
    assert b"Since you wrote this" in page
    assert b"Letters read aloud." in page


def test_a_report_from_prepare_to_decision(partnership: Partnership, client: Client) -> None:
    client.force_login(partnership.manager.user)
    post = partnership.manager.post.pk
    with clock.fixed(TODAY):
        meeting = {"meeting_on-day": "20", "meeting_on-month": "5", "meeting_on-year": "2026"}
        given = {"post": post, "audience_key": "board", "kind": "whole", **meeting}
        response = client.post(f"/reports/plans/{partnership.plan.pk}/prepare/", given)
        report = Report.objects.get()
        assert response["Location"] == f"/reports/{report.pk}/"
        words = {"version": 1, "introduction": "We opened.", "asks": "1a: Agree.", **meeting}
        client.post(f"/reports/{report.pk}/edit/", words)
        form = client.get(f"/reports/{report.pk}/send/").content.decode()
        previewed = form.split('name="previewed" value="')[1][:64]
        sending = {"post": post, "version": 2, "previewed": previewed, "recipients": "Board\nBoard"}
        sending["findings_read"] = "on"
        partnership.says("2", Status.GREEN)
        refused = client.post(f"/reports/{report.pk}/send/", sending)
        assert b"has changed since you looked" in refused.content
        form = client.get(f"/reports/{report.pk}/send/").content.decode()
        sending["previewed"] = form.split('name="previewed" value="')[1][:64]
        client.post(f"/reports/{report.pk}/send/", sending)
        report.refresh_from_db()
        assert [row.name for row in report.recipients.all()] == ["Board"]
        day = {"decided_on-day": "12", "decided_on-month": "5", "decided_on-year": "2026"}
        about = f"ask:{report.ask_rows.get().pk}"
        decided = {"post": post, "about": about, "text": "Agreed.", "decided_by": "Board", **day}
        client.post(f"/reports/{report.pk}/decisions/", decided)
    assert Decision.objects.get().ask == report.ask_rows.get()
    client.force_login(partnership.lead.user)
    assert b"On a priority that you lead" in client.get("/reports/came-back/").content


def test_discarding_and_correcting_ask_first(
    partnership: Partnership, sent: Report, client: Client
) -> None:
    client.force_login(partnership.manager.user)
    draft = partnership.drafted("dmt")
    assert client.get(f"/reports/{draft.pk}/discard/").status_code == 200
    client.post(f"/reports/{draft.pk}/discard/")
    assert not Report.objects.filter(pk=draft.pk).exists()
    assert client.get(f"/reports/{sent.pk}/correct/").status_code == 200
    response = client.post(f"/reports/{sent.pk}/correct/")
    made = Report.objects.get(corrects=sent)
    assert response["Location"] == f"/reports/{made.pk}/edit/"
    assert b"What was corrected" in client.get(response["Location"]).content
