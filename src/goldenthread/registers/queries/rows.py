"""An entry as lists show it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Self

from django.db.models import OuterRef, Subquery

from goldenthread.registers.models import Entry, MatrixVersion
from goldenthread.registers.rules.definitions import Kind, Register, State, register
from goldenthread.registers.rules.escalating import LastAnswer, to_be_escalated
from goldenthread.registers.rules.matrix import Band, Matrix
from goldenthread.registers.rules.matrix_reading import read_matrix


def newest_matrix(entry: str = "") -> Subquery:
    """The matrix that the area of an entry uses now; `entry` leads to it, such as `entry__`.

    A list may bring the matrices along: `select_related` of the entry's own, and this as an annotation.
    """
    rows = MatrixVersion.objects.filter(
        area=OuterRef(f"{entry}area"), register=OuterRef(f"{entry}register")
    )
    return Subquery(rows.order_by("-number").values("pk")[:1])


class Matrices:
    """The matrices that some entries were scored with, and which one each area uses now."""

    def __init__(self) -> None:
        self._read: dict[int, Matrix] = {}
        self._newest: dict[tuple[int, str], int | None] = {}

    @classmethod
    def of_areas(cls, area_ids: Iterable[int]) -> Self:
        """Every matrix of some areas: one query."""
        made = cls()
        for version in MatrixVersion.objects.filter(area__in=set(area_ids)).order_by("number"):
            made._add(version)
            made._newest[version.area_id, version.register] = version.pk
        return made

    @classmethod
    def brought_along(cls, entries: Iterable[tuple[Entry, int | None]]) -> Self:
        """From entries with their matrix loaded and the newest of their area: no query."""
        made = cls()
        for entry, newest in entries:
            if entry.matrix is not None:
                made._add(entry.matrix)
            made._newest[entry.area_id, entry.register] = newest
        return made

    def _add(self, version: MatrixVersion) -> None:
        if version.pk not in self._read:
            self._read[version.pk] = read_matrix(version.definition)

    def band(self, code: str, matrix_id: int | None) -> Band | None:
        """The band of a score as the matrix that it was given with names it."""
        return self._read[matrix_id].band(code) if matrix_id is not None else None

    def is_earlier(self, entry: Entry, matrix_id: int | None) -> bool:
        """Whether a score of the entry was given with a matrix that its area has since changed."""
        newest = self._newest.get((entry.area_id, entry.register))
        return matrix_id is not None and matrix_id != newest


@dataclass(frozen=True)
class EntryRow:
    """One entry. `earlier`: its score was given with a matrix that has since changed.

    `answered` is what came back last, as a word, and empty where nothing has; `answered_by` the step that said it.
    """

    id: int
    area_id: int
    register: Register
    kind: Kind
    reference: str
    title: str
    state: State
    score: int
    band: Band | None
    earlier: bool
    owner: str
    review_due: date
    level: int
    answer_due: date | None
    answered: str
    answered_by: str
    answered_on: date | None
    answer_stands: bool
    raised_on: date
    closed_on: date | None
    closed_why: str
    as_at: date

    @property
    def is_open(self) -> bool:
        return self.closed_on is None

    @property
    def overdue(self) -> bool:
        """Whether its review is: closed entries are no longer reviewed."""
        return self.is_open and self.review_due < self.as_at

    @property
    def escalated_to(self) -> str:
        """Who owes an answer; empty when nobody does."""
        return self.register.level_name(self.level) if self.level else ""

    @property
    def answer_overdue(self) -> bool:
        return self.answer_due is not None and self.answer_due < self.as_at

    @property
    def must_escalate(self) -> bool:
        """Whether its band asks for more than its owner, who has not been asked and has not answered."""
        answer = LastAnswer(self.answered_on, self.answer_stands) if self.answered_on else None
        waits = self.level > 0
        return self.is_open and to_be_escalated(
            self.band, waits, answer, self.review_due, self.as_at
        )


def entry_rows(entries: Iterable[Entry], as_at: date) -> list[EntryRow]:
    """The rows of entries whose `owner` is loaded: one query for the matrices."""
    found = list(entries)
    matrices = Matrices.of_areas(entry.area_id for entry in found)
    return [row_of(entry, matrices, as_at) for entry in found]


def row_of(entry: Entry, matrices: Matrices, as_at: date) -> EntryRow:
    """One row; `matrices` holds those of the entry's area."""
    definition = register(entry.register)
    return EntryRow(
        id=entry.pk,
        area_id=entry.area_id,
        register=definition,
        kind=definition.kinds[entry.kind],
        reference=entry.reference,
        title=entry.title,
        state=definition.states[entry.state],
        score=entry.score,
        band=matrices.band(entry.band, entry.matrix_id),
        earlier=matrices.is_earlier(entry, entry.matrix_id),
        owner=entry.owner.title if entry.owner else "",
        review_due=entry.review_due,
        level=entry.level,
        answer_due=entry.answer_due,
        answered=entry.get_answered_display() if entry.answered else "",
        answered_by=definition.level_name(entry.answered_level) if entry.answered else "",
        answered_on=entry.answered_on,
        answer_stands=entry.answer_stands,
        raised_on=entry.raised_on,
        closed_on=entry.closed_on,
        closed_why=entry.closed_why,
        as_at=as_at,
    )
