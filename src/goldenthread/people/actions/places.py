"""What homes and settings share: of those that cannot hold on one day, the one before gives way to a new one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, QuerySet

from goldenthread.access.audit import record
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.people.models import Person
from goldenthread.people.rules.following import Held, place
from goldenthread.ui.filters import date_long


@dataclass(frozen=True)
class Series:
    """Rows of one child of which no two hold on one day: what one is called, and the audit code of ending one."""

    rows: QuerySet[Any]
    one: str
    ended: str


def give_way(
    scope: Scope, person: Person, series: Series, values: dict[str, Any], *, may_end: bool
) -> None:
    """Make room in `series` for one that holds on the days of `values`, ending the one before where that is open.

    UserError where two would hold on one day and neither can give way, or with `may_end` off.
    """
    held = [Held(*row) for row in series.rows.values_list("pk", "starts_on", "ends_on")]
    placed = place(held, values["starts_on"], values["ends_on"])
    clash = placed.clash
    if clash is None and placed.gives_way is not None and not may_end:
        clash = next(one for one in held if one.key == placed.gives_way)
    if clash is not None:
        raise UserError(
            "overlaps",
            f"There is another {series.one} on record, {_days(clash.starts_on, clash.ends_on)}.",
            "starts_on",
            "Two cannot hold on one day. Check the days, or change those of the other one first.",
        )
    if placed.gives_way is None:
        return
    series.rows.filter(pk=placed.gives_way).update(
        ends_on=placed.last_day, version=F("version") + 1,
        written_at=clock.now(), written_by=scope.user_id,
    )  # fmt: skip
    record(scope, series.ended, person, fields=("ends_on",))


def _days(starts_on: date | None, ends_on: date | None) -> str:
    since = f"from {date_long(starts_on)}" if starts_on else "from a day that nobody knows"
    return f"{since} to {date_long(ends_on)}" if ends_on else f"{since}, without an end"
