"""Scoring the positions of an entry, and reviewing it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from goldenthread.access.scope import Scope
from goldenthread.core.errors import UserError
from goldenthread.organisations.models import LocalArea
from goldenthread.registers.actions.keeping import (
    Change,
    keep,
    locked,
    need_open,
    need_post,
    need_text,
)
from goldenthread.registers.models import Entry, EntryEvent, EntryScore, MatrixVersion
from goldenthread.registers.permissions import keeping_posts
from goldenthread.registers.queries.matrices import band_of, current_matrix
from goldenthread.registers.rules.definitions import Register
from goldenthread.registers.rules.matrix import Cell, Matrix, next_review
from goldenthread.registers.rules.rising import Rise, rises

Scores = Mapping[str, tuple[int, int]]
"""Position -> likelihood and impact, counted from 1. The likelihood of what has happened is not looked at."""

_KIND = EntryEvent.Kind


@dataclass(frozen=True)
class Scored:
    """Scores as a person gives them. `sure`: asked about a score that goes up, they said that it is right."""

    matrix_number: int
    scores: Scores
    why: str = ""
    sure: bool = False


@transaction.atomic
def score_entry(
    *,
    scope: Scope,
    entry_id: int,
    post_id: int,
    version: int,
    given: Scored,
    today: date,
) -> EntryEvent:
    """Score one or more positions with the area's present matrix, which must be the one that was shown."""
    entry, definition = locked(scope, entry_id, version)
    need_post(keeping_posts(scope, entry), post_id)
    need_open(entry)
    return put_scores(scope, entry, definition, post_id, given, today)


def put_scores(
    scope: Scope, entry: Entry, definition: Register, post_id: int, given: Scored, today: date
) -> EntryEvent:
    """Write the scores of an entry whose row is locked, and the event beside them.

    UserError `scores_rise` where one goes up that is expected to go down, unless the person is sure and says why.
    """
    kind = definition.kinds[entry.kind]
    if kind.scoring == "none" or not given.scores or set(given.scores) - set(kind.positions):
        raise UserError("no_such_position", f"Score one of: {', '.join(kind.positions)}.")
    stored, matrix = _matrix_in_use(entry, definition, given.matrix_number)
    before = {row.position: row for row in entry.scores.select_related("matrix")}
    standing = {row.position: row.score for row in before.values() if row.matrix_id == stored.pk}
    changes: list[Change] = []
    touched = set()
    for position in (name for name in kind.positions if name in given.scores):
        cell = _cell(matrix, given.scores[position], has_happened=kind.scoring == "impact")
        old = before.get(position)
        if old and (old.matrix_id, old.likelihood, old.impact) == (
            stored.pk, cell.likelihood, cell.impact
        ):  # fmt: skip
            continue
        _write(scope, entry, position, cell, stored, post_id)
        changes.append((definition.positions[position].word, _was(old), _words(matrix, cell)))
        standing[position] = cell.score
        touched.add(position)
        if position == definition.present:
            entry.score, entry.band, entry.matrix = cell.score, cell.band.code, stored
            entry.answer_stands = False
            soon = next_review(cell.band, definition.review_days_unscored, today)
            entry.review_due = min(entry.review_due, soon)
    if not changes:
        raise UserError("nothing_changed", "Every score is as it was.")
    order = [definition.positions[name] for name in kind.positions]
    changes += _confirmed(rises(order, standing, touched), given)
    return keep(
        scope, entry, _KIND.SCORED, post_id, today, text=given.why.strip(), changes=changes,
        fields=("score", "band"),
    )  # fmt: skip


def _confirmed(found: list[Rise], given: Scored) -> list[Change]:
    """What the person confirms of scores that go up, for the history."""
    if found and not given.sure:
        raise UserError(
            "scores_rise", f"{'. '.join(rise.words for rise in found)}.", "sure",
            "Correct the scores, or say that they are right and why.",
        )  # fmt: skip
    if found and not given.why.strip():
        raise UserError("rise_unexplained", "Say why the score goes up.", "text")
    return [("Confirmed", "", rise.words) for rise in found]


@transaction.atomic
def review_entry(
    *, scope: Scope, entry_id: int, post_id: int, version: int, text: str, today: date
) -> EntryEvent:
    """Say that the entry was looked at and what came of it; its band says when to look again."""
    entry, definition = locked(scope, entry_id, version)
    need_post(keeping_posts(scope, entry), post_id)
    need_open(entry)
    said = need_text(text, "what you found")
    band = band_of(entry.band, entry.matrix)
    entry.reviewed_on = today
    entry.review_due = next_review(band, definition.review_days_unscored, today)
    return keep(
        scope,
        entry,
        _KIND.REVIEWED,
        post_id,
        today,
        text=said,
        fields=("reviewed_on", "review_due"),
    )


def _matrix_in_use(
    entry: Entry, definition: Register, shown_number: int
) -> tuple[MatrixVersion, Matrix]:
    """The area's matrix as a stored version. The shipped one is stored when it is first scored with."""
    # Versions are made one at a time in an area.
    LocalArea.objects.select_for_update().get(pk=entry.area_id)
    current = current_matrix(entry.area_id, definition)
    if current is None or current.number != shown_number:
        raise UserError(
            "matrix_changed", "The matrix of this area has changed since you opened this page.",
            fix="Look at the levels again, then score.",
        )  # fmt: skip
    if current.id is not None:
        return MatrixVersion.objects.get(pk=current.id), current.matrix
    stored = MatrixVersion.objects.create(
        area_id=entry.area_id, register=definition.code, number=0,
        definition=current.matrix.as_data(),
    )  # fmt: skip
    return stored, current.matrix


def _cell(matrix: Matrix, given: tuple[int, int], *, has_happened: bool) -> Cell:
    likelihood, impact = given
    if has_happened:
        likelihood = len(matrix.likelihood)
    try:
        return matrix.cell(likelihood, impact)
    except IndexError:
        raise UserError("no_such_level", "This is not a level of the matrix.") from None


def _write(
    scope: Scope, entry: Entry, position: str, cell: Cell, stored: MatrixVersion, post_id: int
) -> None:
    EntryScore.objects.filter(entry=entry, position=position).delete()
    EntryScore.objects.create(
        entry=entry, position=position, likelihood=cell.likelihood, impact=cell.impact,
        score=cell.score, band=cell.band.code, matrix=stored, post_id=post_id,
        user_id=scope.user_id,
    )  # fmt: skip


def _words(matrix: Matrix, cell: Cell) -> str:
    likelihood = matrix.likelihood[cell.likelihood - 1].label
    impact = matrix.impact[cell.impact - 1].label
    return f"{cell.score}, {cell.band.name} ({likelihood} × {impact})"


def _was(old: EntryScore | None) -> str:
    if old is None:
        return ""
    band = band_of(old.band, old.matrix)
    return f"{old.score}, {band.name if band else old.band}"
