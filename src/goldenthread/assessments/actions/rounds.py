"""What every act on a decision does first: take the row of the case, and find the consideration that is open in it."""

from __future__ import annotations

from dataclasses import dataclass

from goldenthread.access.audit import record
from goldenthread.access.audit.meanwhile import changed_meanwhile
from goldenthread.access.scope import Scope
from goldenthread.assessments.models import Consideration
from goldenthread.assessments.queries.considering import REQUEST
from goldenthread.assessments.rules.rounds import open_round
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.duties.actions.keeping import RECORD, locked, need_open
from goldenthread.duties.deriving import council_of, timeline_of
from goldenthread.duties.models import Case
from goldenthread.statute.case_clock import Start

_LATER = (
    "Only what follows from a request, or from a child who was brought to attention, is decided here. What a tribunal "
    "orders, or what the council concedes in an appeal, is recorded in the case itself."
)  # fmt: skip


@dataclass(frozen=True)
class Open:
    """A case with its consideration, both locked, and what started the clock that runs."""

    case: Case
    row: Consideration
    start: Start


def locked_case(scope: Scope, case_id: int, right: str = RECORD) -> Case:
    """The case with its row locked. UserError where there is none to be seen, or it is closed."""
    case = locked(scope, case_id, right)
    need_open(case)
    return case


def open_consideration(scope: Scope, case: Case) -> Open:
    """What is considered in a locked case; its row is made where nothing was recorded of it yet.

    UserError where the case is not at the stage at which it is decided whether to assess.
    """
    start = None
    if case.stage == REQUEST:
        council = council_of(case.area_id)
        start = open_round(timeline_of(case, case.events.all(), council, clock.today()))
    if start is None:
        raise UserError(
            "not_considered", "Nobody asks at this moment whether this child is to be assessed.",
            fix=_LATER,
        )  # fmt: skip
    row = Consideration.objects.select_for_update().filter(case=case, ended_on=None).first()
    if row is not None and row.since < start.on:
        # A new request after one that ended without a decision: what was told then does not count for now.
        row.ended_on = start.on
        row.save(update_fields=["ended_on"])
        row = None
    if row is None:
        row = Consideration.objects.create(case=case, area_id=case.area_id, since=start.on)
        record(scope, "consideration.begun", row, fields=("since",))
    elif row.since != start.on:
        # An earlier request came to light: the clock runs from it.
        row.since = start.on
        row.save_next("since")
        record(scope, "consideration.begun", row, fields=("since",))
    return Open(case, row, start)


def need_version(scope: Scope, row: Consideration, version: int | None) -> None:
    """UserError where it has changed since it was read; None where there was none to be read."""
    if version is not None and row.version != version:
        raise changed_meanwhile(scope, row, "what is recorded here")


def need_post(scope: Scope, post_id: int, right: str, area_id: int) -> None:
    """NotAllowed unless that post of the person's carries the right."""
    if post_id not in scope.posts_with(right, area_id):
        raise NotAllowed("That post does not carry the right to do this.")
