"""The inbox of an area as a table to take away: no address, no contact, no day of birth, nothing that was written."""

from __future__ import annotations

from dataclasses import replace

from goldenthread.access.scope import Scope
from goldenthread.assessments.queries.inbox import SHOW_WORDS, RequestRow, Sought, found, rows_of
from goldenthread.core import clock
from goldenthread.core.months import Month
from goldenthread.exchange.exports import Table, Value
from goldenthread.people.protection import protected
from goldenthread.ui.filters import date_long, plural

_COLUMNS = (
    ("request", "Request"), ("child", "Child"), ("born", "Month of birth"), ("record", "Record"),
    ("asked", "Who asked"),
    ("channel", "How it arrived"), ("received", "Received on"), ("days", "Days until taken in, or so far"),
    ("due", "Decision due by, if it begins the clock"), ("worry", "Marked as a worry about safety"), ("state", "State"),
    ("taken_in", "Taken in on"),
)  # fmt: skip
TITLE = "Requests"


def of_area(sought: Sought, area_id: int) -> Sought:
    """The same, in one area: a copy belongs to one."""
    return replace(sought, area_id=area_id)


def inbox_table(scope: Scope, sought: Sought) -> tuple[Table, list[int]]:
    """Every request that the inbox lists, in its order, with their ids: two queries.

    A child of whom anything is protected has no name in it: it leaves with whoever takes the copy.
    """
    rows = rows_of(found(scope, sought).order_by(*sought.order))
    nameless = protected({row.person_id for row in rows if row.person_id})
    what = SHOW_WORDS[sought.show].lower()
    about = f"{plural(len(rows), 'request')}: {what}, as at {date_long(clock.today())}."
    return Table(
        TITLE, about, _COLUMNS, [_values(row, named=row.person_id not in nameless) for row in rows]
    ), [row.id for row in rows]


def _values(row: RequestRow, *, named: bool) -> tuple[Value, ...]:
    born = Month.of(row.born).label if row.born else None
    return (
        row.reference, row.child if named else None, born, f"P-{row.person_id}" if row.person_id else None, row.by,
        row.channel, row.received_on, row.days, row.due, "Yes" if row.worry else "No", row.state,
        row.taken_in_on,
    )  # fmt: skip
