"""Risks and issues of one area over the life of its plan, in bulk."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from goldenthread.demo.filling.cast import Cast, Holder
from goldenthread.demo.filling.days import noon
from goldenthread.demo.filling.names import Names
from goldenthread.demo.filling.written import Written
from goldenthread.demo.sizes import Volume, load_words
from goldenthread.improvement.models import PlanRisk
from goldenthread.improvement.queries.risk_items import REGISTER
from goldenthread.registers.models import Entry, EntryEvent, EntryScore, MatrixVersion
from goldenthread.registers.queries.matrices import current_matrix
from goldenthread.registers.rules.definitions import Register, register
from goldenthread.registers.rules.matrix import Cell, Matrix, next_review

_KIND = EntryEvent.Kind
_WHY = "Looked at with those who work on it."
_CLOSED = "It can no longer happen."


def fill_entries(
    cast: Cast, made: Written, volume: Volume, names: Names, chance: random.Random, today: date
) -> None:
    """As many entries as the volume has: each raised, scored and linked; some escalated, some closed."""
    definition = register(REGISTER)
    stored, matrix = _matrix(cast, definition)
    before = Entry.objects.filter(area=cast.area, register=REGISTER).values_list("kind", flat=True)
    numbers = Counter(before)
    rows, drawn = [], []
    for _ in range(volume["register_entry"]):
        template = chance.choice(load_words("large-plan")["risks"])
        kind = definition.kinds[template["kind"]]
        numbers[kind.code] += 1
        on = made.agreed_on + timedelta(days=chance.randint(10, (today - made.agreed_on).days - 60))
        likely = len(matrix.likelihood) if kind.code == "issue" else chance.randint(1, 5)
        cell = matrix.cell(
            min(likely, len(matrix.likelihood)), chance.randint(1, len(matrix.impact))
        )
        row = Entry(
            area=cast.area, register=REGISTER, kind=kind.code, number=numbers[kind.code],
            reference=f"{kind.prefix}-{numbers[kind.code]:03}", definition_version=definition.version,
            state=definition.start.code, raised_on=on, score=cell.score, band=cell.band.code,
            matrix=stored, sent_key=UUID(int=chance.getrandbits(128), version=4),
            **_words(template, names, chance),
        )  # fmt: skip
        raiser, row.owner_id = chance.choice(cast.leads), chance.choice(cast.leads).post_id
        row.raised_post_id, row.raised_by_id = raiser.post_id, raiser.user_id
        _state(row, cell, definition, chance, today)
        rows.append(row)
        drawn.append((cell, raiser, chance.choice(made.priorities)))
    made.keep(Entry.objects.bulk_create(rows))
    _around(made, rows, drawn, stored, cast)


def _matrix(cast: Cast, definition: Register) -> tuple[MatrixVersion, Matrix]:
    """The matrix that the area scores with, stored as the first score stores it."""
    current = current_matrix(cast.area.pk, definition)
    if current is None:
        raise ValueError("the register of risks and issues is scored")
    if current.id is not None:
        return MatrixVersion.objects.get(pk=current.id), current.matrix
    stored = MatrixVersion.objects.create(
        area=cast.area, register=definition.code, number=0, definition=current.matrix.as_data()
    )
    return stored, current.matrix


def _words(template: dict[str, str], names: Names, chance: random.Random) -> dict[str, Any]:
    told = load_words("large-plan")
    topic = chance.choice(chance.choice(told["sections"])["topics"])["topic"]
    given = {"place": names.place(), "topic": topic, "job": chance.choice(told["jobs"])}
    title = template["title"].format(**given)
    answers = {name: template[name] for name in ("cause", "event", "effect") if name in template}
    return {"title": title[0].upper() + title[1:], "answers": answers}


def _state(
    row: Entry, cell: Cell, definition: Register, chance: random.Random, today: date
) -> None:
    """Where the entry stands today: closed, escalated, mitigated or open, some with their review overdue."""
    looked = min(today, row.raised_on + timedelta(days=chance.randint(5, 400)))
    row.reviewed_on = looked
    row.review_due = next_review(cell.band, definition.review_days_unscored, looked)
    row.version, draw = 3, chance.random()
    if draw < 0.3:
        row.state, row.closed_on, row.closed_why, row.version = "closed", looked, _CLOSED, 4
    elif draw < 0.4:
        step = definition.ladder[0]
        row.state, row.level, row.version = "escalated", 1, 4
        row.escalated_on, row.answer_due = looked, looked + timedelta(days=step.days)
    elif draw < 0.5:
        row.state, row.version = "mitigated", 4


def _around(
    made: Written,
    rows: list[Entry],
    drawn: list[tuple[Cell, Holder, Any]],
    stored: MatrixVersion,
    cast: Cast,
) -> None:
    """Scores, history and links of entries that are written."""
    manager = cast.people["manager"]
    scores, links = [], []
    events: list[EntryEvent] = []
    for row, (cell, raiser, priority) in zip(rows, drawn, strict=True):
        at = noon(row.raised_on)
        who = {"post_id": raiser.post_id, "user_id": raiser.user_id, "at": at}
        scores.append(
            EntryScore(
                entry=row, position="now", likelihood=cell.likelihood, impact=cell.impact,
                score=cell.score, band=cell.band.code, matrix=stored, **who,
            )
        )  # fmt: skip
        links.append(PlanRisk(entry=row, priority=priority, **who))
        events += _history(row, raiser, manager)
    made.keep(EntryScore.objects.bulk_create(scores))
    made.keep(PlanRisk.objects.bulk_create(links))
    made.keep(EntryEvent.objects.bulk_create(events))


def _history(row: Entry, raiser: Holder, manager: Holder) -> list[EntryEvent]:
    last = {"closed": _KIND.CLOSED, "escalated": _KIND.ESCALATED, "mitigated": _KIND.MOVED}
    steps = [
        (_KIND.RAISED, row.raised_on, raiser, ""),
        (_KIND.SCORED, row.raised_on, manager, _WHY),
    ]
    looked = row.reviewed_on or row.raised_on
    steps.append((_KIND.REVIEWED, looked, manager, _WHY))
    if row.state in last:
        why = _CLOSED if row.state == "closed" else _WHY
        steps.append((last[row.state], looked, manager, why))
    return [
        EntryEvent(
            entry=row, kind=kind, on=on, at=noon(on) + timedelta(minutes=minute), post_id=who.post_id,
            user_id=who.user_id, text=text, level=row.level if kind == _KIND.ESCALATED else 0,
        )
        for minute, (kind, on, who, text) in enumerate(steps)
    ]  # fmt: skip
