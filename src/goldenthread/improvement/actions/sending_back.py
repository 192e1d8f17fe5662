"""Sending back to its lead what was reported complete and is not."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.scope import Scope
from goldenthread.core.errors import NotAllowed
from goldenthread.improvement.actions.progress import (
    Refused,
    actor_of,
    event_beside,
    locked_facts,
    locked_milestone,
)
from goldenthread.improvement.models import MilestoneEvent
from goldenthread.improvement.rules.status import apply_send_back, check_send_back


@transaction.atomic
def send_back(
    *, scope: Scope, milestone_id: int, post_id: int, reason: str, version: int, today: date
) -> MilestoneEvent:
    """Take the report of completion back, with the reason that its lead and every reader see.

    Refused for whoever leads it or reported it complete, as signing it off is; NotAllowed without the right.
    """
    milestone = locked_milestone(scope, milestone_id, version)
    if post_id not in scope.posts_with("milestone.sign_off", milestone.plan.area_id):
        raise NotAllowed("That post does not carry the right to sign off milestones in this area.")
    facts = locked_facts(milestone)
    if problems := check_send_back(facts, actor_of(scope, post_id), reason, today):
        raise Refused(problems)
    kind = MilestoneEvent.Kind.RETURNED
    event = event_beside(scope, milestone, apply_send_back(facts, today), post_id, today, kind)
    milestone.save()
    event.reason = reason
    event.save(force_insert=True)
    record(
        scope, "milestone.sent_back", milestone, area_id=milestone.plan.area_id,
        fields=("reported_status", "completed_on", "reason"),
    )  # fmt: skip
    return event
