"""Invented children and cases."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any
from uuid import uuid4

from goldenthread.duties.actions.events import Given, record_event
from goldenthread.duties.actions.keeping import Doubtful
from goldenthread.duties.actions.opening import open_case
from goldenthread.duties.models import Case, CaseEvent
from goldenthread.organisations.models import LocalArea
from goldenthread.people.models import Person as Child
from tests.factories import Person
from tests.people.makers import make_child

OPENED = date(2026, 3, 2)


def area_of(person: Person) -> LocalArea:
    """The area of somebody's post."""
    return person.post.organisation.areas.get()


def make_case(by: Person, child: Child | None = None, coordinator: Person | None = None) -> Case:
    """An open case without events, opened by somebody who may."""
    child = child or make_child(area_of(by))
    return open_case(
        scope=by.scope, person_id=child.pk, opened_on=OPENED,
        coordinator_id=coordinator.post.pk if coordinator else None,
    )  # fmt: skip


def happen(
    by: Person, case: Case, kind: str, on: date, details: Mapping[str, Any] | None = None
) -> CaseEvent:
    """Record it, against whatever version the case has, and confirm what is doubtful about it."""
    act = partial(
        record_event,
        scope=by.scope, case_id=case.pk, version=None, given=Given(kind, on, uuid4(), details or {}),
    )  # fmt: skip
    try:
        return act()
    except Doubtful as doubt:
        return act(confirmed=doubt.mark)
