"""What a child needs, by the national types: at most one primary and one secondary at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.audit.meanwhile import changed_meanwhile
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.people.actions.keeping import need_code, need_days, person_to_change
from goldenthread.people.models import Need, Person
from goldenthread.people.rules.following import overlap

PRIMARY, SECONDARY = 1, 2
_WHERE = {PRIMARY: "primary", SECONDARY: "secondary"}


@dataclass(frozen=True)
class Needs:
    """The types of need as they are from one day on; empty where there is none."""

    primary: str
    secondary: str
    starts_on: date

    def by_rank(self) -> dict[int, str]:
        ranked = {PRIMARY: self.primary, SECONDARY: self.secondary}
        return {rank: type_ for rank, type_ in ranked.items() if type_}


@transaction.atomic
def set_needs(*, scope: Scope, person_id: int, needs: Needs, seen: frozenset[int]) -> list[Need]:
    """Say what the needs are from a day on. Those that changed end on the day before.

    `seen`: the keys of the needs that were on the page. A need that began on that very day is put right in its place.
    """
    person = person_to_change(scope, person_id)
    _check(person, needs)
    wanted = needs.by_rank()
    now = {row.rank: row for row in Need.objects.filter(person=person, ends_on=None)}
    if {rank: row.type for rank, row in now.items()} == wanted:
        return list(now.values())
    if {row.pk for row in now.values()} != seen:
        raise changed_meanwhile(scope, None, "the needs")
    for rank, row in now.items():
        if row.type != wanted.get(rank):
            _end(scope, row, needs.starts_on)
    made = [
        _begin(scope, person, rank, type_, needs.starts_on)
        for rank, type_ in wanted.items()
        if rank not in now or now[rank].type != type_
    ]
    record(scope, "need.changed", person, fields=("type", "rank", "starts_on", "ends_on"))
    return made


def _check(person: Person, needs: Needs) -> None:
    need_code("sen_type", needs.primary, "primary", needed=False)
    need_code("sen_type", needs.secondary, "secondary", needed=False)
    if needs.secondary and not needs.primary:
        raise UserError(
            "primary_missing", "There is a secondary need, and no primary one.", "primary",
            "Where there is one need only, it is the primary one.",
        )  # fmt: skip
    if needs.primary and needs.primary == needs.secondary:
        raise UserError(
            "same_need", "The secondary need is the same as the primary one.", "secondary",
            "Choose another one, or none.",
        )  # fmt: skip
    need_days(person, needs.starts_on, None)
    if needs.starts_on > clock.today():
        raise UserError(
            "day_to_come", "That day is still to come.", "starts_on", "Enter today or a day before."
        )


def _end(scope: Scope, row: Need, day: date) -> None:
    if row.starts_on == day:
        row.delete()
        return
    if row.starts_on is not None and row.starts_on > day:
        raise UserError(
            "before_now", "The need that is on record began after that day.", "starts_on",
            "Enter the day on which it began, or a later one.",
        )  # fmt: skip
    row.ends_on = day - timedelta(days=1)
    row.written_at, row.written_by_id = clock.now(), scope.user_id
    row.save()


def _begin(scope: Scope, person: Person, rank: int, type_: str, day: date) -> Need:
    before = Need.objects.filter(person=person, rank=rank, ends_on__isnull=False)
    if any(overlap(row.starts_on, row.ends_on, day, None) for row in before):
        raise UserError(
            "overlaps", f"Another {_WHERE[rank]} need is on record beyond that day.", "starts_on",
            "Enter a day after the end of that one.",
        )  # fmt: skip
    return Need.objects.create(
        person=person, rank=rank, type=type_, starts_on=day, written_by_id=scope.user_id
    )
