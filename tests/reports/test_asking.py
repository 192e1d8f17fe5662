"""No ask is lost on its way into a paper: a draft follows its leads, and names what it does not hold."""

from __future__ import annotations

import pytest
from django.test import Client

from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.reports.actions.asking import leave_out, take_in
from goldenthread.reports.actions.deciding import Decided, record_decision
from goldenthread.reports.actions.highlights import Text
from goldenthread.reports.actions.preparing import Words, change_report, correct_report
from goldenthread.reports.models import Report
from goldenthread.reports.queries.asks import asked_now
from goldenthread.reports.rules.asks import Ask
from tests.reports.papers import MEETING, TODAY, Partnership

pytestmark = pytest.mark.django_db

PAY = Ask("1a", "Agree to pay.")
REASON = "The council has found the money in its own budget."
NOTHING = "Nothing is asked"


def write(partnership: Partnership, report: Report, asks: str | None) -> Report:
    report.refresh_from_db()
    return change_report(
        scope=partnership.manager.scope, report_id=report.pk, version=report.version,
        words=Words("Two things matter.", asks, MEETING),
    )  # fmt: skip


def leave(partnership: Partnership, report: Report, reason: str = REASON) -> Report:
    manager = partnership.manager
    return leave_out(
        scope=manager.scope, report_id=report.pk, post_id=manager.post.pk, key=PAY.key,
        reason=reason,
    )  # fmt: skip


def decide(partnership: Partnership, report: Report) -> None:
    manager = partnership.manager
    about = f"ask:{report.ask_rows.get().pk}"
    record_decision(
        scope=manager.scope, report_id=report.pk, post_id=manager.post.pk, today=TODAY,
        decided=Decided("Agreed.", "The Board", TODAY, about),
    )  # fmt: skip


@pytest.mark.parametrize("kind", ["whole", "exceptions"])
def test_an_ask_submitted_after_the_draft_stands_in_it(partnership: Partnership, kind: str) -> None:
    report = partnership.drafted("board", kind)
    assert NOTHING in partnership.body(report)
    partnership.highlight()
    assert "Ask 1, priority 1a:</strong> Agree to pay." in partnership.body(report)
    assert [row.text for row in partnership.send(report).ask_rows.all()] == ["Agree to pay."]


def test_an_edited_draft_names_what_it_does_not_ask(
    partnership: Partnership, client: Client
) -> None:
    report = write(partnership, partnership.drafted(), "1a: Meet twice a year.")
    partnership.highlight()
    client.force_login(partnership.manager.user)
    with clock.fixed(TODAY):
        for page in ("", "send/"):
            words = client.get(f"/reports/{report.pk}/{page}").content.decode()
            assert "Asked, and not in this report" in words
            assert '<p class="govuk-body">1a: Agree to pay.</p>' in words
        client.post(f"/reports/{report.pk}/asks/{PAY.key}/take-in/")
        client.post(f"/reports/{report.pk}/asks/{PAY.key}/take-in/")
        words = client.get(f"/reports/{report.pk}/").content.decode()
    report.refresh_from_db()
    assert report.asks == "1a: Meet twice a year.\n1a: Agree to pay."
    assert "not in this report" not in words


def test_words_that_are_saved_without_touching_the_asks_let_them_follow(
    partnership: Partnership, client: Client
) -> None:
    report = partnership.drafted()
    client.force_login(partnership.manager.user)
    with clock.fixed(TODAY):
        form = client.get(f"/reports/{report.pk}/edit/").content.decode()
        given = {
            "version": 1, "introduction": "Two things matter.", "asks": "",
            "asks_shown": form.split('name="asks_shown" value="')[1][:64], "meeting_on-day": "20",
            "meeting_on-month": "5", "meeting_on-year": "2026",
        }  # fmt: skip
        answer = client.post(f"/reports/{report.pk}/edit/", given)
    assert answer.status_code == 302
    partnership.highlight()
    assert [ask.line for ask in asked_now(Report.objects.get()).asks] == ["1a: Agree to pay."]


def test_a_paper_without_asks_says_what_stands_until_somebody_decides_by_name(
    partnership: Partnership, client: Client
) -> None:
    partnership.highlight()
    report = write(partnership, partnership.drafted(), "")
    body = partnership.body(report)
    assert NOTHING not in body
    assert "no decision on them is recorded" in body
    with pytest.raises(UserError, match="Say in a sentence"):
        leave(partnership, report, "No no no")
    report = leave(partnership, report)
    assert NOTHING in partnership.body(report)
    client.force_login(partnership.manager.user)
    with clock.fixed(TODAY):
        words = client.get(f"/reports/{report.pk}/").content.decode()
        sent = partnership.send(report)
        kept = client.get(f"/reports/{sent.pk}/").content.decode()
    for page in (words, kept):
        assert f"({partnership.manager.user.name}) decided so on" in page
        assert REASON in page


def test_what_was_left_out_can_be_taken_in_after_all(partnership: Partnership) -> None:
    partnership.highlight()
    report = leave(partnership, partnership.drafted())
    assert asked_now(report).asks == []
    report = take_in(scope=partnership.manager.scope, report_id=report.pk, key=PAY.key)
    assert (report.asks, report.left_out) == (PAY.line, [])


def test_an_ask_of_a_later_highlight_is_not_covered_by_what_was_decided(
    partnership: Partnership,
) -> None:
    partnership.highlight()
    report = leave(partnership, write(partnership, partnership.drafted(), ""))
    partnership.take_back()
    partnership.highlight(Text("Read.", "", "", "Agree to pay.\nName a second school."))
    assert [ask.text for ask in asked_now(report).missing] == ["Name a second school."]
    assert NOTHING not in partnership.body(report)


def test_an_undecided_ask_stands_in_the_next_paper_to_the_same_audience(
    partnership: Partnership,
) -> None:
    partnership.highlight()
    first = partnership.sent()
    second = partnership.drafted("board", "exceptions")
    body = partnership.body(second)
    assert "Agree to pay." in body
    assert "asked before, for the meeting of 20 May 2026; no decision is recorded" in body
    assert asked_now(partnership.drafted("dmt")).standing == []
    decide(partnership, first)
    assert NOTHING in partnership.body(second)


def test_one_decision_is_on_every_paper_that_asks_the_same(partnership: Partnership) -> None:
    partnership.highlight()
    first = partnership.sent()
    second = partnership.send(partnership.drafted("board", "exceptions"))
    decide(partnership, first)
    third = partnership.drafted()
    assert asked_now(third).standing == []
    decide(partnership, second)
    assert asked_now(third).standing == []


def test_what_is_asked_again_after_a_decision_waits_for_another(partnership: Partnership) -> None:
    partnership.highlight()
    decide(partnership, partnership.sent())
    partnership.highlight()
    partnership.sent()
    assert [ask.line for ask in asked_now(partnership.drafted()).standing] == [PAY.line]


def test_a_correction_takes_the_place_of_what_it_corrects(partnership: Partnership) -> None:
    partnership.highlight()
    sent = partnership.sent()
    manager = partnership.manager
    draft = correct_report(scope=manager.scope, report_id=sent.pk, post_id=manager.post.pk)
    assert (asked_now(draft).asks, asked_now(draft).missing) == ([PAY], [])
    draft = write(partnership, draft, "1a: Agree to pay half.")
    assert asked_now(draft).missing == []
    partnership.send(draft)
    assert [ask.text for ask in asked_now(partnership.drafted()).standing] == ["Agree to pay half."]


def test_a_draft_to_another_body_keeps_what_the_board_was_given_meanwhile(
    partnership: Partnership,
) -> None:
    partnership.highlight()
    report = partnership.drafted("dmt")
    partnership.sent()
    assert asked_now(report).asks == [PAY]
    assert "Agree to pay." in partnership.body(report)


def test_only_who_prepares_reports_may_leave_an_ask_out(partnership: Partnership) -> None:
    partnership.highlight()
    report = partnership.drafted()
    with pytest.raises((NotAllowed, UserError)):
        leave_out(
            scope=partnership.lead.scope, report_id=report.pk, post_id=partnership.lead.post.pk,
            key=PAY.key, reason=REASON,
        )  # fmt: skip
    with pytest.raises(UserError, match="Nobody asks that"):
        take_in(scope=partnership.manager.scope, report_id=report.pk, key="0" * 16)
