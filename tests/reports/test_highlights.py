from __future__ import annotations

import pytest

from goldenthread.access.models import AuditEntry
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.core.months import Month
from goldenthread.improvement.rules.status import Status
from goldenthread.reports.actions.highlights import Text, save_highlight, take_back
from goldenthread.reports.models import Highlight
from goldenthread.reports.queries.highlights import desk
from tests.factories import make_area, make_person
from tests.reports.papers import TODAY, Partnership


def save(partnership: Partnership, version: int, **changed: object) -> Highlight:
    given = {
        "scope": partnership.lead.scope, "priority_id": partnership.priority.pk,
        "post_id": partnership.lead.post.pk, "text": Text("Mine."), "seen_event": 0,
    } | changed  # fmt: skip
    return save_highlight(version=version, **given)  # type: ignore[arg-type]


def test_it_starts_from_what_was_reported_red_and_amber_first(partnership: Partnership) -> None:
    partnership.says("2", Status.AMBER, forecast=Month(2026, 8), reason="A hall was closed.")
    page = desk(partnership.lead.scope, partnership.plan.pk, partnership.priority.pk, TODAY)
    assert page.draft.done == "1a.2 Milestone 2: reported Amber. Two of three done."
    assert page.draft.exceptions.splitlines() == [
        "1a.1 Milestone 1: Red, new date needed. First due March 2026.",
        "1a.2 Milestone 2: Amber, delayed. First due June 2026. Now expected August 2026. "
        "A hall was closed.",
    ]


def test_what_the_lead_typed_stays_when_the_plan_moves_on(partnership: Partnership) -> None:
    partnership.says("2", Status.GREEN)
    page = desk(partnership.lead.scope, partnership.plan.pk, partnership.priority.pk, TODAY)
    save(partnership, 0, seen_event=page.newest)
    partnership.says("1", Status.RED, new_due=Month(2026, 9), reason="The panel met late.")
    page = desk(partnership.lead.scope, partnership.plan.pk, partnership.priority.pk, TODAY)
    assert page.highlight is not None
    assert page.highlight.done == "Mine."
    assert [event.milestone.number for event in page.since] == ["1"]


def test_the_next_one_starts_where_the_presented_one_ended(partnership: Partnership) -> None:
    partnership.says("2", Status.GREEN)
    highlight = partnership.highlight()
    partnership.sent()
    highlight.refresh_from_db()
    assert highlight.state == "presented"
    partnership.says("1", Status.RED, new_due=Month(2026, 9), reason="Late.")
    page = desk(partnership.lead.scope, partnership.plan.pk, partnership.priority.pk, TODAY)
    assert page.highlight is None
    assert page.draft.done == "1a.1 Milestone 1: reported Red. Two of three done."


def test_two_editors_cannot_overwrite_each_other(partnership: Partnership) -> None:
    save(partnership, 0)
    save(partnership, 1, text=Text("First editor."))
    with pytest.raises(UserError) as raised:
        save(partnership, 1, text=Text("Second editor."))
    assert raised.value.code == "changed_meanwhile"
    with pytest.raises(UserError):
        save(partnership, 0)
    assert Highlight.objects.get().done == "First editor."


def test_a_submitted_one_is_changed_only_after_taking_it_back(partnership: Partnership) -> None:
    highlight = partnership.highlight()
    with pytest.raises(UserError, match="already submitted"):
        save(partnership, highlight.version)
    back = take_back(
        scope=partnership.lead.scope, priority_id=partnership.priority.pk,
        post_id=partnership.lead.post.pk, version=highlight.version,
    )  # fmt: skip
    assert (back.state, back.submitted_at) == ("draft", None)
    assert save(partnership, back.version).done == "Mine."
    done = AuditEntry.objects.filter(action__startswith="highlight.").order_by("pk")
    assert [row.action.split(".")[1] for row in done] == [
        "saved", "submitted", "taken_back", "saved",
    ]  # fmt: skip


def test_an_empty_one_is_not_submitted(partnership: Partnership) -> None:
    with pytest.raises(UserError) as raised:
        partnership.highlight(Text("", " ", "Late.", ""))
    assert raised.value.code == "nothing_said"


def test_only_the_lead_of_the_priority_writes(partnership: Partnership) -> None:
    other = make_person(partnership.area, "priority_lead")
    board = make_person(partnership.area, "board_member")
    for person in (other, board, partnership.manager):
        with pytest.raises(NotAllowed):
            save(partnership, 0, scope=person.scope, post_id=person.post.pk)
    stranger = make_person(make_area(), "priority_lead")
    with pytest.raises(UserError, match="no such priority"):
        save(partnership, 0, scope=stranger.scope, post_id=partnership.lead.post.pk)
