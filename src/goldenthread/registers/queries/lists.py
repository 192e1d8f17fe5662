"""Entries in lists: one register with its filters, and what somebody raised."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from goldenthread.access.scope import Scope
from goldenthread.core.numbers import whole_number
from goldenthread.registers.models import Entry, EntryEvent, EntryScore
from goldenthread.registers.queries.matrices import CurrentMatrix
from goldenthread.registers.queries.places import Place
from goldenthread.registers.queries.rows import EntryRow, entry_rows
from goldenthread.ui.pagination import Page, paginate

SORTS = {
    "score": ("Highest score first", ("-score", "-pk")),
    "review": ("Review due first", ("review_due", "pk")),
    "newest": ("Newest first", ("-pk",)),
}
STATES = {"open": "Open", "closed": "Closed", "all": "Open and closed"}
MARKS = {
    "mine": "Owned by my posts",
    "overdue": "Review overdue",
    "escalated": "Escalated, waiting for an answer",
    "earlier": "Scored with an earlier matrix",
    "unscored": "Not scored yet",
}
_ANSWERS = (EntryEvent.Kind.ANSWERED, EntryEvent.Kind.SENT_BACK)


@dataclass(frozen=True)
class Wanted:
    """What a list is narrowed to. `cell` is position, likelihood and impact on the heat map."""

    show: str = "open"
    kind: str = ""
    band: str = ""
    sort: str = "score"
    marks: frozenset[str] = frozenset()
    cell: tuple[str, int, int] | None = None


@dataclass(frozen=True)
class EntryList:
    """One page of a register."""

    rows: list[EntryRow]
    page: Page[Entry]


@dataclass(frozen=True)
class RaisedRow:
    """An entry that a person raised, with the answers that came back, newest first."""

    row: EntryRow
    answers: list[EntryEvent] = field(default_factory=list)


def wanted_from(params: Mapping[str, str], place: Place) -> Wanted:
    """What the address asks for; what it does not know counts for nothing."""
    show, sort = params.get("show", "open"), params.get("sort", "score")
    kind = params.get("kind", "")
    return Wanted(
        show=show if show in STATES else "open",
        kind=kind if kind in place.register.kinds else "",
        band=params.get("band", ""),
        sort=sort if sort in SORTS else "score",
        marks=frozenset(mark for mark in MARKS if params.get(mark)),
        cell=_cell(params.get("cell", ""), place),
    )


def entry_list(
    scope: Scope,
    place: Place,
    current: CurrentMatrix | None,
    wanted: Wanted,
    params: Mapping[str, str],
    size: int,
    as_at: date,
) -> EntryList:
    """A page of the register: two queries."""
    rows = Entry.objects.visible_to(scope).filter(area=place.area, register=place.register.code)
    rows = rows.filter(_condition(scope, place, current, wanted, as_at)).select_related("owner")
    page = paginate(rows, SORTS[wanted.sort][1], params, size)
    return EntryList(entry_rows(page.rows, as_at), page)


def raised_by(
    scope: Scope, params: Mapping[str, str], size: int, as_at: date
) -> tuple[list[RaisedRow], Page[Entry]]:
    """What the person's posts raised, newest first, with what was answered: three queries."""
    rows = Entry.objects.visible_to(scope).filter(raised_post__in=scope.post_ids)
    page = paginate(rows.select_related("owner"), ("-pk",), params, size)
    answers: dict[int, list[EntryEvent]] = defaultdict(list)
    found = EntryEvent.objects.filter(entry__in=[row.pk for row in page.rows], kind__in=_ANSWERS)
    for event in found.select_related("post__organisation"):
        answers[event.entry_id].append(event)
    made = [RaisedRow(row, answers[row.id]) for row in entry_rows(page.rows, as_at)]
    return made, page


def unscored(place: Place) -> Q:
    """Entries of kinds that are scored and have no score."""
    scored = [kind.code for kind in place.register.kinds.values() if kind.scoring != "none"]
    return Q(kind__in=scored, matrix=None)


def earlier(current: CurrentMatrix | None) -> Q:
    """Entries that were scored with another matrix than the one in use."""
    return Q(matrix__isnull=False) & ~Q(matrix=current.id if current else None)


def at_cell(
    scope: Scope, place: Place, current: CurrentMatrix | None, cell: tuple[str, int, int]
) -> QuerySet[Any]:
    """Ids of the entries in one cell of the heat map."""
    position, likelihood, impact = cell
    both = [kind.code for kind in place.register.kinds.values() if kind.scoring == "both"]
    return EntryScore.objects.filter(
        entry__in=Entry.objects.visible_to(scope).filter(area=place.area, kind__in=both),
        position=position, likelihood=likelihood, impact=impact,
        matrix=current.id if current else None,
    ).values("entry")  # fmt: skip


def _condition(
    scope: Scope, place: Place, current: CurrentMatrix | None, wanted: Wanted, as_at: date
) -> Q:
    found = {"open": Q(closed_on=None), "closed": Q(closed_on__isnull=False), "all": Q()}[
        wanted.show
    ]
    if wanted.kind:
        found &= Q(kind=wanted.kind)
    if wanted.band:
        # A band of an earlier matrix is another band, whatever its name.
        found &= Q(band=wanted.band, matrix=current.id if current else None)
    if wanted.cell:
        found &= Q(pk__in=at_cell(scope, place, current, wanted.cell))
    marks = {
        "mine": Q(owner__in=scope.post_ids),
        "overdue": Q(closed_on=None, review_due__lt=as_at),
        "escalated": Q(level__gt=0),
        "earlier": earlier(current),
        "unscored": unscored(place),
    }
    for mark in wanted.marks:
        found &= marks[mark]
    return found


def _cell(text: str, place: Place) -> tuple[str, int, int] | None:
    position, _, levels = text.partition(".")
    likelihood, _, impact = levels.partition(".")
    row, column = whole_number(likelihood), whole_number(impact)
    if position not in place.register.positions or row is None or column is None:
        return None
    return position, row, column
