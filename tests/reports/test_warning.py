"""Papers that are not public: the same check warns whoever sends them, and never stops them."""

from __future__ import annotations

from collections import Counter

import pytest
from django.test import Client

from goldenthread.access.models import AuditEntry
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.documents.publishing import asked_of
from goldenthread.reports.actions.preparing import Words, change_report
from goldenthread.reports.models import Report
from tests.reports.papers import MEETING, TODAY, Partnership


def telling(partnership: Partnership, audience: str) -> Report:
    """A draft that names a child."""
    report = partnership.drafted(audience)
    return change_report(
        scope=partnership.manager.scope, report_id=report.pk, version=report.version,
        words=Words("Amira Hussain and her brother wait at home.", "", MEETING),
    )  # fmt: skip


@pytest.mark.parametrize("audience", ["board", "dmt", "dfe"])
def test_it_is_sent_once_what_was_found_is_read(partnership: Partnership, audience: str) -> None:
    report = telling(partnership, audience)
    found = asked_of(partnership.area.pk, partnership.body(report))
    assert "Amira Hussain" in {one.text for one in found}
    with pytest.raises(UserError) as raised:
        partnership.send(report, findings_read=False)
    assert (raised.value.code, raised.value.where) == ("findings_not_read", "findings_read")
    assert partnership.send(report).clearance is None
    kept = AuditEntry.objects.filter(action="report.findings_read")
    assert {row.fields: row.count for row in kept} == Counter(str(one.kind) for one in found)
    assert not any("Amira" in str(vars(row)) for row in AuditEntry.objects.all())


def test_where_nothing_is_found_nothing_is_asked(
    partnership: Partnership, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("goldenthread.reports.actions.sending.asked_of", lambda *_: [])
    assert partnership.send(partnership.drafted(), findings_read=False).state == "sent"
    assert not AuditEntry.objects.filter(action="report.findings_read").exists()


def test_by_its_page(partnership: Partnership, client: Client) -> None:
    report, manager = telling(partnership, "dmt"), partnership.manager
    client.force_login(manager.user)
    address = f"/reports/{report.pk}/send/"
    with clock.fixed(TODAY):
        page = client.get(address).content.decode()
        assert "Amira Hussain" in page
        assert "In short" in page.split("Amira Hussain")[1][:300], "where it stands"
        given = {
            "version": report.version, "post": manager.post.pk, "recipients": "DMT",
            "previewed": page.split('name="previewed" value="')[1][:64],
        }  # fmt: skip
        refused = client.post(address, given)
        assert refused.status_code == 400
        assert b"Tick the box" in refused.content
        done = client.post(address, {**given, "findings_read": "on"})
    assert done["Location"] == f"/reports/{report.pk}/"
