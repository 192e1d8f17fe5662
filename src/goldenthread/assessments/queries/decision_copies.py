"""The decisions of an area as a table to take away."""

from __future__ import annotations

from datetime import date

from goldenthread.access.scope import Scope
from goldenthread.assessments.queries.decisions import (
    ORDER,
    DecisionRow,
    Sought,
    as_row,
    counts_of,
    rows_of,
    told,
)
from goldenthread.exchange.exports import Table, Value
from goldenthread.people.protection import protected
from goldenthread.ui.filters import date_long, plural

TITLE = "Decisions whether to assess"
_COLUMNS = (
    ("child", "Child"), ("case", "Case"), ("name", "Called"), ("received", "Time runs since"),
    ("told", "Family told on"), ("days", "Days"), ("days_late", "Days late"), ("exempt", "Exempt"),
    ("decision", "Decision"), ("reasons", "Reasons of a refusal"),
)  # fmt: skip


def decisions_table(scope: Scope, sought: Sought, today: date) -> tuple[Table, list[int]]:
    """Every decision that is sought, the last told first, with the keys of the rows: three queries.

    It leaves the service, so that reasons of a child of whom anything is protected are in it for nobody.
    """
    duties = list(rows_of(told(scope, sought, today)).order_by(*ORDER))
    guarded = protected({one.person_id for one in duties})
    rows = [as_row(one, hidden=one.person_id in guarded) for one in duties]
    counts = counts_of(scope, sought, today)
    about = (
        f"{plural(len(rows), 'decision')}, as at {date_long(today)}. In time, of all of the period: "
        f"{counts.in_time.words}; not to assess: {counts.refused.words}."
    )  # fmt: skip
    return Table(TITLE, about, _COLUMNS, [_values(row) for row in rows]), [row.id for row in rows]


def _values(row: DecisionRow) -> tuple[Value, ...]:
    return (
        f"P-{row.person_id}", f"C-{row.case_id}", row.called, row.since, row.told_on, row.days,
        row.days_late, "yes" if row.exempt else "no", row.outcome, row.reasons,
    )  # fmt: skip
