"""A worklist as a table to take away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from goldenthread.access.scope import Scope
from goldenthread.duties.queries.ledger import DutyRow, Wanted, as_rows, due
from goldenthread.exchange.exports import Table, Value
from goldenthread.ui.filters import date_long, plural
from goldenthread.workspace.queries.worklist import reading_for

_COLUMNS = (
    ("child", "Child"), ("case", "Case"), ("name", "Called"), ("rule", "Rule"), ("duty", "Duty"),
    ("rests_on", "Rests on"), ("state", "How it stands"), ("last_day", "Last day"),
    ("last_working_day", "Last working day"),
    ("safe_day", "Last day by both readings"), ("guidance", "Day of guidance"), ("own_target", "Council's own target"),
    ("owes", "Who owes it"), ("post", "Post"),
)  # fmt: skip
TITLE = "Worklist"


def of_area(wanted: Wanted, area_id: int) -> Wanted:
    """The same, in one area: a copy belongs to one."""
    return replace(wanted, area_id=area_id)


def worklist_table(scope: Scope, wanted: Wanted, today: date) -> tuple[Table, list[int]]:
    """Every duty of the worklist, the earliest day first, with their ids: one query. No address, setting or contact."""
    rows = as_rows(due(reading_for(scope, wanted), wanted, today), today)
    about = f"{plural(len(rows), 'duty', 'duties')} that wait, as at {date_long(today)}."
    return Table(TITLE, about, _COLUMNS, [_values(row) for row in rows]), [row.id for row in rows]


def _values(row: DutyRow) -> tuple[Value, ...]:
    return (
        f"P-{row.person_id}", f"C-{row.case_id}", row.called, row.rule, row.name, row.kind_words,
        row.state.words, row.last_day, row.last_working_day, row.safe_due, row.guidance_due,
        row.practice_target, row.owner_words, row.post,
    )  # fmt: skip
