"""Risks and issues in reports: who is told what, with which base, and what is frozen."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import Http404
from django.test import Client

from goldenthread.access.rules.roles import rolebook
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.documents.models import sha256_of
from goldenthread.registers.actions.moving import escalate, move_entry
from goldenthread.registers.models import Entry
from goldenthread.reports.models import Report
from goldenthread.reports.queries.highlights import desk, get_highlight
from goldenthread.reports.queries.pack import compose
from goldenthread.reports.rules.audiences import chain
from tests.factories import make_person
from tests.reports.papers import TODAY, Partnership
from tests.reports.test_pack import text_of

PUBLIC = sorted(one.key for one in chain().audiences.values() if one.public)
CLOSED = sorted(one.key for one in chain().audiences.values() if not one.public)


def asked(partnership: Partnership, entry: Entry) -> dict[str, object]:
    """What every step of an entry is given."""
    entry.refresh_from_db()
    return {
        "scope": partnership.manager.scope, "entry_id": entry.pk, "version": entry.version,
        "post_id": partnership.manager.post.pk, "text": "Beyond us", "today": TODAY,
    }  # fmt: skip


@pytest.fixture
def risks(partnership: Partnership) -> Partnership:
    """A very high one, a low one, an escalated one that nobody has scored, and one that is closed."""
    partnership.risk(score=(5, 5), title="Nobody to assess")
    partnership.risk("plans", partnership.plan.pk, score=(1, 2), title="A hall is small")
    escalate(**asked(partnership, partnership.risk(title="Money ends")))  # type: ignore[arg-type]
    over = asked(partnership, partnership.risk(title="All is over"))
    move_entry(code="close", **over)  # type: ignore[arg-type]
    return partnership


def test_they_are_counted_with_their_base(risks: Partnership) -> None:
    Entry.objects.filter(title="A hall is small").update(review_due=TODAY)
    Entry.objects.filter(level__gt=0).update(answer_due=TODAY + timedelta(days=10))
    pack = compose(risks.manager.scope, risks.drafted(), TODAY + timedelta(days=20))
    assert pack.risks is not None
    assert [(row.words, row.share.words) for row in pack.risks.counts] == [
        ("Very high", "1 of 3 (33.3%)"),
        ("Low", "1 of 3 (33.3%)"),
        ("Not scored", "1 of 3 (33.3%)"),
        ("Escalated, waiting for an answer", "1 of 3 (33.3%)"),
        ("Answer overdue", "1 of 3 (33.3%)"),
        ("Review overdue", "1 of 3 (33.3%)"),
    ]


@pytest.mark.parametrize("audience", CLOSED)
def test_members_read_the_serious_ones_one_by_one(risks: Partnership, audience: str) -> None:
    said = text_of(risks.body(risks.drafted(audience)))
    assert "R-001 Nobody to assess (risk) 1a Very high (25)" in said
    assert "Not yet, though its band asks for it" in said
    assert "R-003 Money ends (risk) 1a Not scored yet" in said
    assert "SEND Partnership Board, answer due 16 June 2026" in said
    assert "A hall is small" not in said
    assert "All is over" not in said


@pytest.mark.parametrize("audience", PUBLIC)
def test_the_public_reads_counts_and_nothing_that_was_typed(
    risks: Partnership, audience: str
) -> None:
    risks.highlight()
    said = text_of(risks.body(risks.drafted(audience)))
    assert "Very high 1 of 3 (33.3%)" in said
    for words in ("Nobody to assess", "Money ends", "R-001"):
        assert words not in said


def test_a_highlight_report_goes_out_with_the_risks_of_its_priority(risks: Partnership) -> None:
    risks.highlight()
    body = risks.body(risks.drafted())
    told = text_of(body[body.index("gt-paper__highlight") :])
    assert "2 open entries of the register" in told
    assert "Nobody to assess" in told
    assert "A hall is small" not in told, "it stands in the way of the plan as a whole"


def test_a_plan_without_any_says_so(partnership: Partnership) -> None:
    partnership.highlight()
    said = text_of(partnership.body(partnership.drafted()))
    assert "Nothing open on the register of risks and issues is linked to the plan." in said
    assert "Nothing open on the register concerns this priority." in said


def test_what_was_sent_stays_when_the_register_moves_on(risks: Partnership) -> None:
    report = risks.drafted()
    seen = sha256_of(risks.body(report))
    Entry.objects.filter(number=1).update(title="Somebody to assess")
    with pytest.raises(UserError) as raised:
        risks.send(report, previewed=seen)
    assert raised.value.code == "moved_since_preview"
    sent = risks.send(report)
    Entry.objects.filter(number=1).update(title="Nobody again")
    snapshot = Report.objects.get(pk=sent.pk).snapshot
    assert snapshot is not None
    assert "Somebody to assess" in snapshot.body


def test_whoever_prepares_a_report_may_read_the_register(risks: Partnership) -> None:
    """So a preview shows nothing that its reader may not see, and is the same for everybody who prepares."""
    preparing = [role for role in rolebook().roles.values() if "report.prepare" in role.permissions]
    assert preparing
    assert all("risk.view" in role.permissions for role in preparing)
    assert "risk.view" in rolebook().permissions["report.prepare"].implies
    without = make_person(risks.area, "case_coordinator")
    with pytest.raises(NotAllowed):
        compose(without.scope, risks.drafted(), TODAY)


def test_a_highlight_report_shows_none_to_those_who_may_not_read_the_register(
    risks: Partnership,
) -> None:
    given = (risks.plan.pk, risks.priority.pk, TODAY)
    shown = desk(risks.lead.scope, *given).risks
    assert shown is not None
    assert [risk.row.reference for risk in shown] == ["R-001", "R-003"]
    without = make_person(risks.area, "case_coordinator")
    assert desk(without.scope, *given).risks is None
    with pytest.raises(Http404):
        get_highlight(without.scope, risks.highlight().pk)


def test_the_lead_sees_them_beside_the_words_and_on_the_paper(
    risks: Partnership, client: Client
) -> None:
    client.force_login(risks.lead.user)
    address = f"/reports/plans/{risks.plan.pk}/priorities/{risks.priority.pk}/highlight/"
    assert "Nobody to assess" in client.get(address).content.decode()
    highlight = risks.highlight()
    paper = f"/reports/highlights/{highlight.pk}/"
    assert "Nobody to assess" in client.get(paper).content.decode()
    risks.sent()
    assert "Nobody to assess" not in client.get(paper).content.decode(), "the report holds them"
