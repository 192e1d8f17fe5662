"""Preview, send, freeze: what is kept, who may, and what nobody can change afterwards."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, connection, transaction

from goldenthread.access.models import AuditEntry
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.core.months import Month
from goldenthread.documents import freezing
from goldenthread.documents.models import Snapshot, sha256_of
from goldenthread.improvement.models import Milestone, Plan
from goldenthread.improvement.rules.status import Status
from goldenthread.reports.actions.preparing import (
    Words,
    change_report,
    correct_report,
    discard_report,
)
from goldenthread.reports.actions.sending import Sending, send_report
from goldenthread.reports.freezing import GUARDS
from goldenthread.reports.models import Highlight, Report
from tests.factories import make_person
from tests.reports.papers import MEETING, TODAY, Partnership


def test_the_same_data_give_the_same_bytes(partnership: Partnership) -> None:
    partnership.highlight()
    report = partnership.drafted()
    bodies = set()
    for hour in (7, 12, 23):
        with clock.fixed(datetime(2026, 5, 12, hour, 5, tzinfo=ZoneInfo("Europe/London"))):
            bodies.add(partnership.body(report))
    # Another person of another post sees, and would freeze, the same.
    colleague = make_person(partnership.area, "partnership_manager")
    partnership.manager = colleague
    bodies.add(partnership.body(Report.objects.get()))
    assert len(bodies) == 1


def test_sending_keeps_the_words_their_hash_and_what_they_rest_on(partnership: Partnership) -> None:
    partnership.says("2", Status.GREEN)
    report = partnership.drafted()
    body = partnership.body(report)
    report = partnership.send(report)
    snapshot = Snapshot.objects.get()
    assert (snapshot.body, snapshot.sha256) == (body, sha256_of(body))
    assert (snapshot.number, snapshot.as_at, snapshot.intact) == (1, TODAY, True)
    event = partnership.milestone("2").events.get()
    assert (snapshot.cut_off, report.cut_off_event) == (event.at, event.pk)
    assert (snapshot.frozen_post, snapshot.frozen_by) == (
        partnership.manager.post, partnership.manager.user,
    )  # fmt: skip
    assert [row.name for row in report.recipients.all()] == [
        "SEND Partnership Board", "Independent Chair",
    ]  # fmt: skip
    done = AuditEntry.objects.filter(target_type="reports.report").values_list("action", flat=True)
    assert list(done.order_by("pk")) == ["report.prepared", "report.sent"]


def test_frozen_words_stay_when_the_data_and_the_templates_change(
    partnership: Partnership, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = partnership.sent()
    body = Snapshot.objects.get().body
    partnership.says("1", Status.RED, new_due=Month(2026, 9), reason="Late.")
    Plan.objects.update(title="Another title")
    monkeypatch.setattr("goldenthread.reports.presenters.render_to_string", lambda *_: "changed")
    snapshot = Report.objects.get(pk=report.pk).snapshot
    assert snapshot is not None
    assert (snapshot.body, snapshot.intact) == (body, True)


def test_what_was_not_previewed_is_not_sent(partnership: Partnership) -> None:
    report = partnership.drafted()
    seen = sha256_of(partnership.body(report))
    partnership.says("2", Status.GREEN)
    with pytest.raises(UserError) as raised:
        partnership.send(report, previewed=seen)
    assert raised.value.code == "moved_since_preview"
    with pytest.raises(UserError):
        partnership.send(report, on=TODAY + timedelta(days=1), previewed=seen)
    assert not Snapshot.objects.exists()


def test_somebody_must_receive_it(partnership: Partnership) -> None:
    with pytest.raises(UserError) as raised:
        partnership.send(partnership.drafted(), recipients=[])
    assert raised.value.code == "nobody_receives_it"


def test_a_report_for_members_needs_no_clearance(partnership: Partnership) -> None:
    report = partnership.send(partnership.drafted())
    assert report.clearance is None


def test_sending_to_the_board_presents_the_highlight_reports(partnership: Partnership) -> None:
    highlight = partnership.highlight()
    partnership.sent("dmt")
    highlight.refresh_from_db()
    assert highlight.state == "submitted"
    report = partnership.sent()
    highlight.refresh_from_db()
    assert (highlight.state, highlight.presented_in) == ("presented", report)
    ask = report.ask_rows.get()
    assert (ask.number, ask.text, ask.priority) == (1, "Agree to pay.", partnership.priority)


def test_two_preparers_cannot_overwrite_each_other(partnership: Partnership) -> None:
    report = partnership.drafted()
    words = Words("Opening.", "1a: Agree.", MEETING)
    scope = partnership.manager.scope
    change_report(scope=scope, report_id=report.pk, words=words, version=report.version)
    with pytest.raises(UserError) as raised:
        change_report(scope=scope, report_id=report.pk, words=words, version=report.version)
    assert raised.value.code == "changed_meanwhile"
    with pytest.raises(UserError):
        discard_report(scope=scope, report_id=report.pk, version=report.version)
    discard_report(scope=scope, report_id=report.pk, version=report.version + 1)
    assert not Report.objects.exists()


def test_a_sent_report_is_neither_changed_sent_again_nor_discarded(
    partnership: Partnership,
) -> None:
    report = partnership.sent()
    scope = partnership.manager.scope
    with pytest.raises(UserError, match="was sent"):
        discard_report(scope=scope, report_id=report.pk, version=report.version)
    with pytest.raises(UserError, match="was sent"):
        partnership.send(report)


def test_a_correction_is_the_next_version_of_the_same_document(partnership: Partnership) -> None:
    partnership.highlight()
    first = partnership.sent()
    scope, post = partnership.manager.scope, partnership.manager.post
    draft = correct_report(scope=scope, report_id=first.pk, post_id=post.pk)
    words = Words("", draft.asks, MEETING, "The asks were incomplete.")
    draft = change_report(scope=scope, report_id=draft.pk, words=words, version=draft.version)
    assert "New letters in use." in partnership.body(draft), "the leads' words are in it again"
    second = partnership.send(draft)
    assert first.snapshot is not None
    assert second.snapshot is not None
    assert second.snapshot.document == first.snapshot.document
    assert second.snapshot.number == 2
    assert "The asks were incomplete." in second.snapshot.body
    with pytest.raises(UserError, match="already"):
        correct_report(scope=scope, report_id=first.pk, post_id=post.pk)


def test_only_a_post_with_the_right_prepares_and_sends(partnership: Partnership) -> None:
    report = partnership.drafted()
    for person in (partnership.lead, make_person(partnership.area, "board_member")):
        with pytest.raises(UserError, match="no such report"):
            send_report(
                scope=person.scope, report_id=report.pk, post_id=person.post.pk,
                sending=Sending(["Me"], ""), version=report.version, today=TODAY,
            )  # fmt: skip
        partnership.manager = person
        with pytest.raises(NotAllowed):
            partnership.drafted()


CHANGES = [
    "UPDATE documents_snapshot SET title = 'x'",
    "UPDATE reports_report SET introduction = 'x'",
    "UPDATE reports_highlight SET done = 'x'",
    "UPDATE reports_recipient SET name = 'x'",
    "UPDATE reports_ask SET text = 'x'",
    "DELETE FROM documents_snapshot",
    "DELETE FROM reports_report",
    "DELETE FROM reports_highlight",
    "DELETE FROM reports_recipient",
    "DELETE FROM reports_ask",
]
ON_SQLITE = [
    "INSERT OR REPLACE INTO documents_snapshot SELECT * FROM documents_snapshot",
    "INSERT OR REPLACE INTO reports_report SELECT * FROM reports_report",
    "INSERT OR REPLACE INTO reports_highlight SELECT * FROM reports_highlight",
    "INSERT OR REPLACE INTO reports_recipient SELECT * FROM reports_recipient",
]
ON_POSTGRESQL = ["TRUNCATE documents_snapshot CASCADE", "TRUNCATE reports_decision, reports_ask"]


def test_the_database_refuses_to_change_what_is_frozen(partnership: Partnership) -> None:
    partnership.highlight()
    partnership.sent()
    connection.check_constraints()  # PostgreSQL truncates nothing while checks are waiting
    for statement in CHANGES + (ON_SQLITE if connection.vendor == "sqlite" else ON_POSTGRESQL):
        with (
            pytest.raises(IntegrityError, match="never changed"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_drafts_may_change_in_the_database(partnership: Partnership) -> None:
    partnership.drafted()
    partnership.highlight()
    assert Report.objects.update(introduction="x") == 1
    assert Highlight.objects.update(done="x") == 1


def test_every_guard_is_in_force_after_all_migrations(db: None) -> None:
    assert freezing.missing(connection) == []
    assert freezing.missing(connection, GUARDS) == []
    freezing.remove(connection, GUARDS)
    assert len(freezing.missing(connection, GUARDS)) == 3 * len(GUARDS)
    freezing.install(connection, GUARDS)
    assert freezing.missing(connection, GUARDS) == []


def test_milestones_stay_what_they_were(partnership: Partnership) -> None:
    before = list(Milestone.objects.values())
    partnership.sent()
    assert list(Milestone.objects.values()) == before
