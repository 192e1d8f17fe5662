"""Reporting on a milestone, and signing off what is complete."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.audit.meanwhile import changed_meanwhile
from goldenthread.access.scope import Scope
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.core.months import Month
from goldenthread.improvement.actions.years import year_problem
from goldenthread.improvement.models import Milestone, MilestoneEvent, Plan
from goldenthread.improvement.queries.leading import leading
from goldenthread.improvement.queries.status import facts_of
from goldenthread.improvement.rules.status import (
    Actor,
    MilestoneFacts,
    Problem,
    Report,
    Status,
    apply_report,
    apply_sign_off,
    check_report,
    check_sign_off,
)


class Refused(UserError):
    """The rules refuse a report or a sign-off; `problems` says why, field by field."""

    def __init__(self, problems: list[Problem]) -> None:
        first = problems[0]
        super().__init__(first.code, first.message, first.field, first.fix)
        self.problems = problems


@dataclass(frozen=True)
class Said:
    """What a lead says about a milestone."""

    status: Status
    progress: str = ""
    impact: str = ""
    reason: str = ""
    forecast: Month | None = None
    new_due: Month | None = None
    completed_on: date | None = None
    reopen: bool = False


@transaction.atomic
def report_progress(
    *, scope: Scope, milestone_id: int, post_id: int, said: Said, version: int, today: date
) -> MilestoneEvent:
    """Record what the post says. Refused with the rules' reasons; NotAllowed without the right."""
    milestone = locked_milestone(scope, milestone_id, version)
    if post_id not in reporting_posts(scope, milestone):
        raise NotAllowed("That post neither leads this milestone nor manages the plan.")
    facts = locked_facts(milestone)
    report = Report(
        status=said.status,
        by=actor_of(scope, post_id),
        new_due=said.new_due,
        forecast=said.forecast,
        completed_on=said.completed_on,
        reason=said.reason,
        impact=said.impact,
        text=said.progress,
        reopen=said.reopen,
    )
    if problems := [*check_report(facts, report, today), *_years(milestone.plan, said, today)]:
        raise Refused(problems)
    after = apply_report(facts, report, today)
    event = event_beside(scope, milestone, after, post_id, today, MilestoneEvent.Kind.REPORT)
    milestone.save()
    event.progress, event.impact, event.reason = said.progress, said.impact, said.reason
    event.save(force_insert=True)
    area_id = milestone.plan.area_id
    record(
        scope, "milestone.reported", milestone, area_id=area_id,
        fields=("reported_status", "due", "forecast", "completed_on"),
    )  # fmt: skip
    if event.due_after != event.due_before:
        record(scope, "milestone.date_changed", milestone, area_id=area_id, fields=("due",))
    return event


def _years(plan: Plan, said: Said, today: date) -> list[Problem]:
    """Months given that the plan cannot mean."""
    given = ((said.forecast, "The forecast", "forecast"), (said.new_due, "The new date", "new_due"))
    found = [
        year_problem(plan, when, today, subject=name, where=where) for when, name, where in given
    ]
    return [one for one in found if one is not None]


@transaction.atomic
def sign_off(
    *, scope: Scope, milestone_id: int, post_id: int, version: int, today: date
) -> MilestoneEvent:
    """Sign off a milestone reported complete. Refused for whoever leads it or reported it complete."""
    milestone = locked_milestone(scope, milestone_id, version)
    if post_id not in scope.posts_with("milestone.sign_off", milestone.plan.area_id):
        raise NotAllowed("That post does not carry the right to sign off milestones in this area.")
    facts = locked_facts(milestone)
    signer = actor_of(scope, post_id)
    if problems := check_sign_off(facts, signer, today):
        raise Refused(problems)
    after = apply_sign_off(facts, signer, today)
    event = event_beside(scope, milestone, after, post_id, today, MilestoneEvent.Kind.SIGN_OFF)
    milestone.save()
    event.save(force_insert=True)
    record(
        scope, "milestone.signed_off", milestone, area_id=milestone.plan.area_id,
        fields=("signed_off_on", "signed_off_post"),
    )  # fmt: skip
    return event


def reporting_posts(scope: Scope, milestone: Milestone) -> frozenset[int]:
    """The posts through which this person may report on the milestone."""
    area_id = milestone.plan.area_id
    own = scope.posts_with("milestone.report_own", area_id)
    return scope.posts_with("milestone.report", area_id) | (own & leading(milestone).reporting)


def locked_milestone(scope: Scope, milestone_id: int, version: int) -> Milestone:
    """The milestone, locked until what is said is written. UserError when none is in force, or it has changed."""
    milestone = (
        Milestone.objects.visible_to(scope)
        .select_for_update(of=("self",))
        .select_related("plan")
        .filter(pk=milestone_id)
        .first()
    )
    if milestone is None:
        raise UserError("no_such_milestone", "There is no such milestone.")
    if milestone.plan.state != Plan.State.AGREED:
        raise UserError(
            "plan_not_in_force",
            f"This plan is {milestone.plan.get_state_display().lower()}: progress is reported on "
            "agreed plans only.",
        )
    if version != milestone.version:
        raise changed_meanwhile(
            scope, milestone, "this milestone", did="reported on",
            fix="What was said is shown below. Check it, then send yours again.",
        )  # fmt: skip
    return milestone


def locked_facts(milestone: Milestone) -> MilestoneFacts:
    """What decides its status, with its owners of now."""
    values = {field.attname: getattr(milestone, field.attname) for field in milestone._meta.fields}
    return facts_of(values, frozenset(map(str, leading(milestone).owners)))


def actor_of(scope: Scope, post_id: int) -> Actor:
    """The person as the status rules know them: the post they act in, and all others they hold."""
    others = frozenset(str(pk) for pk in scope.post_ids if pk != post_id)
    return Actor(str(post_id), str(scope.user_id), others)


def event_beside(
    scope: Scope,
    milestone: Milestone,
    after: MilestoneFacts,
    post_id: int,
    today: date,
    kind: MilestoneEvent.Kind,
) -> MilestoneEvent:
    """Put the facts into the milestone's columns and make the event beside them; the action saves both."""
    event = MilestoneEvent(
        plan_id=milestone.plan_id, milestone=milestone, kind=kind, on=today, post_id=post_id,
        user_id=scope.user_id, status_before=milestone.reported_status if milestone.reported_on else "",
        due_before=milestone.due, status=after.reported.value,
    )  # fmt: skip
    milestone.reported_status = after.reported.value
    milestone.due = _last_day(after.due)
    milestone.forecast = _last_day(after.forecast)
    milestone.completed_on = after.completed_on
    milestone.sent_back_on = after.sent_back_on
    if kind == MilestoneEvent.Kind.REPORT:
        milestone.reported_on, milestone.reported_post_id = today, post_id
        milestone.reported_by_id = scope.user_id
    signed = after.signed_off
    milestone.signed_off_on = signed.on if signed else None
    milestone.signed_off_post_id = int(signed.by.post) if signed else None
    milestone.signed_off_by_id = scope.user_id if signed else None
    milestone.signed_off_owners = sorted(signed.owners or ()) if signed else []
    milestone.version += 1
    event.due_after, event.forecast = milestone.due, milestone.forecast
    event.completed_on = milestone.completed_on
    return event


def _last_day(month: Month | None) -> date | None:
    return month.last_day if month else None
