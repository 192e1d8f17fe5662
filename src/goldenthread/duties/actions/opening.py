"""Opening and closing a child's case, and giving it to a coordinator."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.core.months import day_words
from goldenthread.duties.actions.keeping import (
    ASSIGN,
    RECORD,
    Doubtful,
    locked,
    need_open,
    need_text,
    need_version,
)
from goldenthread.duties.deriving import derive_again, rewrite
from goldenthread.duties.models import Case, Duty
from goldenthread.duties.queries.coordinators import coordinators
from goldenthread.duties.rules.closing import END_OF_PLAN, doubts_of_closing
from goldenthread.people.models import Person

LONGEST_WHY = 200


@transaction.atomic
def open_case(*, scope: Scope, person_id: int, coordinator_id: int | None, opened_on: date) -> Case:
    """Open a case in the area that is responsible for the child. UserError where one is open there already."""
    # Two people who open one at the same time wait for one another at the child's row.
    person = (
        Person.objects.visible_to(scope)
        .kept()
        .select_for_update(of=("self",))
        .filter(pk=person_id)
        .first()
    )
    if person is None:
        raise UserError("no_such_child", "There is no such child.")
    scope.need(RECORD, person.area_id)
    if person.died_on is not None:
        raise UserError(
            "child_died", "The record says that this child has died: no case is opened.",
            fix="Correct the date of death on the record if it is wrong.",
        )  # fmt: skip
    before = Case.objects.filter(person=person, area=person.area_id, closed_on=None).first()
    if before is not None:
        raise UserError(
            "case_open", f"{before.reference} is open for this child already.",
            fix="Record what happened there: a child has one open case at a time.",
        )  # fmt: skip
    _need_day(opened_on, person.born, "opened_on")
    if coordinator_id is not None:
        scope.need(ASSIGN, person.area_id)
        _need_coordinator(person.area_id, coordinator_id)
    case = Case(
        person=person, area_id=person.area_id, coordinator_id=coordinator_id, opened_on=opened_on
    )
    case.save()
    rewrite(case)
    case.save()
    record(scope, "case.opened", case, fields=("coordinator",) if coordinator_id else ())
    return case


@transaction.atomic
def close_case(
    *, scope: Scope, case_id: int, version: int | None, on: date, why: str, confirmed: str = ""
) -> Case:
    """Close a case with a reason. What was still to be done is kept as not done; it stands on nobody's list.

    Doubtful, unless `confirmed` is its mark, while a plan is in force or may not stop yet.
    """
    case = locked(scope, case_id, RECORD)
    need_open(case)
    need_version(scope, case, version)
    said = need_text(why, "why the case is closed", "why", LONGEST_WHY)
    _need_day(on, case.opened_on, "on")
    ends = case.duties.filter(rule=END_OF_PLAN).exclude(outcome=Duty.Outcome.NOT_APPLICABLE)
    if found := doubts_of_closing(case.stage, [one.earliest for one in ends], on):
        doubt = Doubtful(found)
        if confirmed != doubt.mark:
            raise doubt
    case.closed_on, case.closed_why = on, said
    derive_again(case)
    record(scope, "case.closed", case, fields=("closed_on", "closed_why"))
    return case


@transaction.atomic
def reopen_case(*, scope: Scope, case_id: int, version: int | None, why: str) -> Case:
    """Take back, with a reason, that a case was closed: its events stand, its duties are derived anew, it is on the
    lists again.
    """
    case = locked(scope, case_id, RECORD)
    need_version(scope, case, version)
    if case.closed_on is None:
        raise UserError("case_open", f"{case.reference} is open.")
    other = Case.objects.filter(person=case.person_id, area=case.area_id, closed_on=None).first()
    if other is not None:
        raise UserError(
            "case_open", f"{other.reference} is open for this child.",
            fix="Record what happened there: a child has one open case at a time.",
        )  # fmt: skip
    case.reopened_why = need_text(why, "why the case is reopened", "why", LONGEST_WHY)
    case.reopened_on = clock.today()
    case.closed_on, case.closed_why = None, ""
    derive_again(case)
    fields = ("closed_on", "closed_why", "reopened_on", "reopened_why")
    record(scope, "case.reopened", case, fields=fields)
    return case


@transaction.atomic
def assign_coordinator(
    *, scope: Scope, case_id: int, version: int | None, post_id: int | None
) -> Case:
    """Give a case to a post, or to none. The council's duties go with it."""
    case = locked(scope, case_id, ASSIGN)
    need_open(case)
    need_version(scope, case, version)
    if post_id == case.coordinator_id:
        raise UserError("nothing_changed", "The case is with this post already.", "coordinator")
    if post_id is not None:
        _need_coordinator(case.area_id, post_id)
    case.coordinator_id = post_id
    derive_again(case)
    record(scope, "case.assigned", case, fields=("coordinator",))
    return case


def _need_coordinator(area_id: int, post_id: int) -> None:
    if not coordinators(area_id, clock.today()).filter(pk=post_id).exists():
        raise UserError(
            "no_such_coordinator", "This post cannot hold a case of this area.", "coordinator",
            "Choose a post from the list.",
        )  # fmt: skip


def _need_day(day: date, earliest: date, where: str) -> None:
    """UserError for a day after today or before what it cannot come before."""
    if day > clock.today():
        raise UserError("not_happened_yet", f"{day_words(day)} is after today.", where)
    if day < earliest:
        raise UserError(
            "too_early", f"{day_words(day)} is before {day_words(earliest)}.", where,
            "Check the day.",
        )  # fmt: skip
