"""A register as a table to take away."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from goldenthread.access.scope import Scope
from goldenthread.exchange.exports import Table, Value
from goldenthread.registers.models import Entry, EntryEvent, EntryScore
from goldenthread.registers.queries.places import Place
from goldenthread.registers.queries.rows import EntryRow, Matrices, row_of
from goldenthread.registers.rules.fields import Field
from goldenthread.ui.filters import date_long, plural

_BEFORE = (
    ("reference", "Reference"), ("kind", "Kind"), ("title", "Title"), ("state", "State"),
    ("owner", "Owner"), ("raised_by", "Raised by"), ("raised_on", "Raised on"),
)  # fmt: skip
_AFTER = (
    ("review_due", "Review due"), ("review_overdue", "Review overdue"), ("escalated_to", "Escalated to"),
    ("answer_due", "Answer due"), ("last_answer", "Last answer"), ("closed_on", "Closed on"),
    ("closed_why", "Why closed"),
)  # fmt: skip


def register_table(scope: Scope, place: Place, as_at: date) -> tuple[Table, list[int]]:
    """Every entry of the register, closed ones too, and their ids: four queries."""
    entries = list(
        Entry.objects.visible_to(scope)
        .filter(area=place.area, register=place.register.code)
        .select_related("owner__organisation", "raised_post__organisation")
        .order_by("kind", "number")
    )
    ids = [entry.pk for entry in entries]
    matrices = Matrices.of_areas([place.area.pk])
    scores: dict[int, dict[str, EntryScore]] = defaultdict(dict)
    for score in EntryScore.objects.filter(entry__in=ids):
        scores[score.entry_id][score.position] = score
    answers: dict[int, str] = {}
    for event in EntryEvent.objects.filter(
        entry__in=ids, kind__in=(EntryEvent.Kind.ANSWERED, EntryEvent.Kind.SENT_BACK)
    ).order_by("at", "pk"):
        answers[event.entry_id] = event.text
    fields = _fields(place)
    rows = []
    for entry in entries:
        row = row_of(entry, matrices, as_at)
        shown = {
            field.name: field.shown(entry.answers.get(field.name)) for field in row.kind.fields
        }
        rows.append(
            (
                *_head(entry, row),
                *(shown.get(name, "") for name in fields),
                *_scores(place, matrices, scores[entry.pk]),
                *_tail(entry, row, answers.get(entry.pk, "")),
            )
        )
    columns = (
        *_BEFORE,
        *((name, field.label) for name, field in fields.items()),
        *(
            (f"{name}_{part}", f"{position.word}: {part}")
            for name, position in place.register.positions.items()
            for part in ("likelihood", "impact", "score", "band")
        ),
        *_AFTER,
    )
    count = plural(len(rows), "entry", "entries")
    about = f"{place.register.title}, {place.area.name}. {count} as at {date_long(as_at)}."
    return Table(place.register.title, about, columns, rows), ids


def _fields(place: Place) -> dict[str, Field]:
    """The fields of every kind, each name once."""
    kinds = place.register.kinds.values()
    return {field.name: field for kind in reversed(kinds) for field in kind.fields}


def _head(entry: Entry, row: EntryRow) -> tuple[Value, ...]:
    owner = f"{entry.owner.title}, {entry.owner.organisation.name}" if entry.owner else ""
    raiser = f"{entry.raised_post.title}, {entry.raised_post.organisation.name}"
    return (
        entry.reference, row.kind.one, entry.title, row.state.word, owner, raiser, entry.raised_on,
    )  # fmt: skip


def _scores(place: Place, matrices: Matrices, scores: dict[str, EntryScore]) -> list[Value]:
    found: list[Value] = []
    for name in place.register.positions:
        score = scores.get(name)
        if score is None:
            found += [None, None, None, ""]
            continue
        band = matrices.band(score.band, score.matrix_id)
        found += [score.likelihood, score.impact, score.score, band.name if band else ""]
    return found


def _tail(entry: Entry, row: EntryRow, answer: str) -> tuple[Value, ...]:
    due = entry.review_due if row.is_open else None
    return (
        due, "yes" if row.overdue else "no", row.escalated_to, entry.answer_due, answer,
        entry.closed_on, entry.closed_why,
    )  # fmt: skip
