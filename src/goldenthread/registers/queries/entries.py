"""One entry with everything about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404

from goldenthread.access.scope import Scope
from goldenthread.registers.links import EntryLink, links_of
from goldenthread.registers.models import Entry, EntryEvent, EntryScore
from goldenthread.registers.permissions import (
    answering_posts,
    keeping_posts,
    managing_posts,
    moving_posts,
)
from goldenthread.registers.queries.rows import EntryRow, Matrices, row_of
from goldenthread.registers.rules.definitions import ESCALATE, Position, Transition
from goldenthread.registers.rules.fields import Field
from goldenthread.registers.rules.matrix import Band
from goldenthread.registers.rules.matrix_reading import read_matrix


@dataclass(frozen=True)
class PositionRow:
    """One position of an entry; `score` is 0 while nobody has scored it."""

    code: str
    word: str
    meaning: str
    score: int
    band: Band | None
    likelihood: str
    impact: str
    earlier: bool


@dataclass(frozen=True)
class Answer:
    """One field of the entry and what was answered: text, a date, or nothing."""

    field: Field
    value: Any


@dataclass(frozen=True)
class EntryPage:
    """An entry for its page."""

    entry: Entry
    row: EntryRow
    answers: list[Answer]
    positions: list[PositionRow]
    events: list[EntryEvent]
    links: list[EntryLink]
    may_keep: bool
    may_assign: bool
    may_answer: bool
    moves: list[Transition]

    @property
    def last_answer(self) -> EntryEvent | None:
        """What came back last; the events are the newest first."""
        came_back = (EntryEvent.Kind.ANSWERED, EntryEvent.Kind.SENT_BACK)
        return next((event for event in self.events if event.kind in came_back), None)


def get_entry(scope: Scope, entry_id: int) -> Entry:
    """The entry with its area, owner and raiser; Http404 when there is none that the scope may see."""
    entry = (
        Entry.objects.visible_to(scope)
        .select_related(
            "area", "owner__organisation", "raised_post__organisation", "raised_by", "matrix"
        )
        .filter(pk=entry_id)
        .first()
    )
    if entry is None:
        raise Http404("There is no such entry.")
    return entry


def entry_page(scope: Scope, entry_id: int, as_at: date) -> EntryPage:
    """One entry: four queries, and those of what it is linked to."""
    entry = get_entry(scope, entry_id)
    matrices = Matrices.of_areas([entry.area_id])
    row = row_of(entry, matrices, as_at)
    posts = keeping_posts(scope, entry)
    return EntryPage(
        entry=entry,
        row=row,
        answers=[Answer(field, _value(field, entry)) for field in row.kind.fields],
        positions=_positions(entry, row, matrices),
        events=list(entry.events.select_related("post__organisation", "user")),
        links=links_of(scope, [entry.pk]).get(entry.pk, []),
        may_keep=row.is_open and bool(posts),
        may_assign=row.is_open and bool(managing_posts(scope, row.register, entry.area_id)),
        may_answer=bool(entry.level and answering_posts(scope, entry)),
        moves=[
            move
            for move in row.register.moves_from(entry.state)
            if moving_posts(scope, entry, move) and not _at_the_top(entry, row, move)
        ],
    )


def newest_event(entry: Entry) -> EntryEvent | None:
    """What was done last: one query."""
    return entry.events.select_related("post__organisation", "user").first()


def scores_of(entry: Entry) -> dict[str, EntryScore]:
    """The scores by position: one query."""
    return {score.position: score for score in entry.scores.select_related("matrix")}


def _positions(entry: Entry, row: EntryRow, matrices: Matrices) -> list[PositionRow]:
    scores = scores_of(entry)
    return [
        _position(entry, row.register.positions[name], scores.get(name), matrices)
        for name in row.kind.positions
    ]


def _position(
    entry: Entry, position: Position, found: EntryScore | None, matrices: Matrices
) -> PositionRow:
    if found is None:
        return PositionRow(position.code, position.word, position.meaning, 0, None, "", "", False)
    matrix = read_matrix(found.matrix.definition)
    return PositionRow(
        position.code,
        position.word,
        position.meaning,
        found.score,
        matrix.band(found.band),
        matrix.likelihood[found.likelihood - 1].label,
        matrix.impact[found.impact - 1].label,
        matrices.is_earlier(entry, found.matrix_id),
    )


def _value(field: Field, entry: Entry) -> Any:
    answer = entry.answers.get(field.name)
    if field.type == "date" and answer:
        return date.fromisoformat(answer)
    return field.shown(answer)


def _at_the_top(entry: Entry, row: EntryRow, move: Transition) -> bool:
    return move.code == ESCALATE and row.register.step(entry.level + 1) is None
