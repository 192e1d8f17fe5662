"""The ledger says what the engine says: for random timelines over the whole vocabulary, on any day."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.duties.deriving import rows_of, timeline_of
from goldenthread.duties.models import Case, CaseEvent, CouncilClock, ExemptionClaim
from goldenthread.duties.rules.events import stored
from goldenthread.duties.rules.owning import kept_owner, side_of
from goldenthread.duties.rules.states import state_of
from goldenthread.people.models import Person
from goldenthread.statute.deriving import derive
from goldenthread.statute.timeline import Case as Timeline
from goldenthread.statute.timeline import Child
from tests.statute.makers import cases

pytestmark = pytest.mark.pure
OPENED = date(2022, 1, 1)
SAME = (
    "rule", "kind", "started_by", "since", "statutory_due", "safe_due", "last_working_day",
    "earliest", "guidance_due", "practice_target", "last_day", "exempt",
)  # fmt: skip
# What a page shows, by the engine's word; the engine knows no finer ones.
ENGINES = {
    "due_soon": {"open"}, "due_today": {"open"}, "undated": {"open"}, "lapsed": {"overdue"},
    "unknown": {"overdue", "exempt"}, "cut_short": {"met_late"},
    "past_guidance": {"overdue"}, "running": {"open"}, "passed_on": {"overdue", "exempt"},
}  # fmt: skip


def kept_claims(found: Timeline) -> list[ExemptionClaim]:
    """Its exemptions as the table holds them: one row for each limit."""
    return [
        ExemptionClaim(
            limit=limit, ground=one.ground, since=one.since, until=one.until,
            advice_requested_on=one.advice_requested_on, impractical=one.impractical,
        )
        for one in found.claims
        for limit in one.limits
    ]  # fmt: skip


def kept(found: Timeline) -> tuple[Case, list[CaseEvent], CouncilClock]:
    """The timeline as the tables hold it, its details as JSON gives them back."""
    case = Case(
        person=Person(born=found.child.born),
        child_setting=found.child.setting or "",
        opened_on=OPENED,
    )
    events = [
        CaseEvent(kind=one.kind, on=one.on, details=json.loads(json.dumps(stored(one.details))))
        for one in found.events
    ]
    told = {name: getattr(found.settings, name) for name in found.settings.__slots__}
    return case, events, CouncilClock(settings=told, targets=[])


@settings(max_examples=150)
@given(cases(), st.dates(date(2019, 1, 1), date(2027, 6, 30)))
def test_the_rows_are_the_engine_s_duties(found: Timeline, today: date) -> None:
    child = Child(found.child.born or date(2012, 5, 1), found.child.setting)
    found = replace(found, child=child, targets=(), as_at=today)
    case, events, council = kept(found)
    timeline = timeline_of(case, events, council, today, kept_claims(found))
    assert timeline.events == tuple(
        replace(one, details=json.loads(json.dumps(stored(one.details))) | _days(one.details))
        for one in found.events
    )
    duties = derive(found)
    rows = rows_of(case, timeline)
    side = side_of(timeline, OPENED, elsewhere=False)
    assert len(rows) == len(duties)
    assert len({row.key for row in rows}) == len(rows)
    for row, duty in zip(rows, duties, strict=True):
        assert [getattr(row, name) for name in SAME] == [getattr(duty, name) for name in SAME]
        assert row.owner == kept_owner(duty.owner, duty.rule, side)
        state = state_of(
            row.outcome,
            row.last_day,
            exempt=row.exempt,
            days_late=row.days_late,
            today=today,
            rule=row.rule,
            owner=row.owner,
            kind=row.kind,
        )
        if duty.state is not None:
            assert duty.state in ENGINES.get(state.code, {state.code})
        if row.met_on is not None:
            assert (row.met_on, row.days_late) == (duty.met_on, duty.days_late)


def _days(details: object) -> dict[str, date]:
    assert isinstance(details, dict)
    return {name: value for name, value in details.items() if isinstance(value, date)}


def test_what_was_pending_when_the_case_closed_has_ended() -> None:
    case = Case(
        person=Person(born=date(2016, 1, 1)),
        opened_on=OPENED,
        closed_on=date(2026, 9, 1),
        closed_why="x",
    )
    event = CaseEvent(kind="request_received", on=date(2026, 3, 2), details={})
    rows = rows_of(case, timeline_of(case, [event], None, date(2026, 9, 1)))
    assert {row.outcome for row in rows} == {"ended"}
