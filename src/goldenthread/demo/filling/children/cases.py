"""Writes cases in bulk: their events, and the ledger as the engine derives it from them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from goldenthread.demo.filling.children.telling import Told
from goldenthread.demo.filling.days import noon
from goldenthread.duties.deriving import rows_of, timeline_of
from goldenthread.duties.models import Case, CaseEvent, CouncilClock, Duty
from goldenthread.duties.rules.stages import CLOSED, Stage, stage_of
from goldenthread.organisations.models import LocalArea
from goldenthread.people.models import Person

_BATCH = 2000


def write_cases(
    area: LocalArea, persons: Sequence[Person], children: Sequence[Told], today: date
) -> int:
    """One case for each, in the same order; returns how many rows that took."""
    both = list(zip(persons, children, strict=True))
    cases = Case.objects.bulk_create(_case(person, told, today) for person, told in both)
    events = CaseEvent.objects.bulk_create(
        (
            CaseEvent(
                case=case, kind=step.kind, on=step.on, details=dict(step.details),
                source=CaseEvent.Source.DEMO, recorded_at=noon(min(step.on, today)),
                recorded_by_id=told.written_by, recorded_post_id=case.coordinator_id,
            )
            for case, told in zip(cases, children, strict=True)
            for step in told.course.steps
        ),
        batch_size=_BATCH,
    )  # fmt: skip
    of_case: dict[int, list[CaseEvent]] = defaultdict(list)
    for event in events:
        of_case[event.case_id].append(event)
    council = CouncilClock.objects.filter(area=area).first()
    duties = Duty.objects.bulk_create(
        (
            duty
            for case in cases
            for duty in rows_of(case, timeline_of(case, of_case[case.pk], council, today))
        ),
        batch_size=_BATCH,
    )
    return len(cases) + len(events) + len(duties)


def _case(person: Person, told: Told, today: date) -> Case:
    course = told.course
    stage = stage_of(course.steps, today)
    if course.closed_on is not None:
        stage = Stage(CLOSED, course.closed_on)
    return Case(
        person=person, area_id=person.area_id,
        coordinator_id=told.coordinator[0] if told.coordinator else None,
        child_setting=told.child_setting, stage=stage.code, stage_since=stage.since,
        opened_on=course.opened_on, closed_on=course.closed_on, closed_why=course.closed_why,
        derived_for=today,
    )  # fmt: skip
