from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.reports.actions.deciding import Decided, record_decision
from goldenthread.reports.models import Decision, Report
from goldenthread.reports.queries.highlights import decisions_on
from goldenthread.reports.queries.reports import came_back
from tests.factories import make_area, make_person
from tests.reports.papers import TODAY, Partnership


def decide(
    partnership: Partnership, report: Report, about: str = "", **changed: object
) -> Decision:
    given = {
        "scope": partnership.manager.scope, "post_id": partnership.manager.post.pk, "today": TODAY,
        "decided": Decided("Agreed.", "SEND Partnership Board", TODAY, about),
    } | changed  # fmt: skip
    return record_decision(report_id=report.pk, **given)  # type: ignore[arg-type]


@pytest.fixture
def sent(partnership: Partnership) -> Report:
    partnership.highlight()
    return partnership.sent()


def test_a_decision_on_an_ask_reaches_the_lead_of_its_priority(
    partnership: Partnership, sent: Report
) -> None:
    decide(partnership, sent, f"ask:{sent.ask_rows.get().pk}")
    decide(partnership, sent)
    _, rows = came_back(partnership.lead.scope, {}, 50)
    assert [(row.mine, row.decision.text) for row in rows] == [
        (False, "Agreed."), (True, "Agreed."),
    ]  # fmt: skip
    told = decisions_on(partnership.lead.scope, partnership.priority)
    assert [row.ask for row in told] == [sent.ask_rows.get()]


def test_a_decision_can_be_about_a_priority(partnership: Partnership, sent: Report) -> None:
    made = decide(partnership, sent, f"priority:{partnership.priority.pk}")
    assert (made.ask, made.priority) == (None, partnership.priority)


@pytest.mark.parametrize("about", ["ask:999999", "priority:999999", "moon:1"])
def test_it_must_be_about_something_in_the_report(
    partnership: Partnership, sent: Report, about: str
) -> None:
    with pytest.raises(UserError) as raised:
        decide(partnership, sent, about)
    assert raised.value.code == "not_in_the_report"


def test_nobody_decides_on_a_draft_or_in_the_future(partnership: Partnership, sent: Report) -> None:
    with pytest.raises(UserError, match="not been sent"):
        decide(partnership, partnership.drafted())
    tomorrow = Decided("Agreed.", "Board", TODAY + timedelta(days=1))
    with pytest.raises(UserError, match="lies ahead"):
        decide(partnership, sent, decided=tomorrow)


def test_only_a_post_with_the_right_records_it(partnership: Partnership, sent: Report) -> None:
    board = make_person(partnership.area, "board_member")
    with pytest.raises(NotAllowed):
        decide(partnership, sent, scope=board.scope, post_id=board.post.pk)
    stranger = make_person(make_area(), "partnership_manager")
    with pytest.raises(UserError, match="no such report"):
        decide(partnership, sent, scope=stranger.scope)
    assert came_back(stranger.scope, {}, 50)[1] == []


def test_a_decision_stands_for_good(partnership: Partnership, sent: Report) -> None:
    made = decide(partnership, sent)
    made.text = "Refused."
    for attempt in (made.save, made.delete):
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
            attempt()
