"""What changed in a plan since a day, and what was said of one milestone, through the versions of the plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.db.models import F, Q

from goldenthread.improvement.models import Milestone, MilestoneEvent, PartJudgement, Plan
from goldenthread.improvement.queries.versions import ancestry
from goldenthread.ui.pagination import Page, paginate


@dataclass(frozen=True)
class DateMove:
    """A due date that moved: by a report, or with a new version of the plan."""

    on: date
    before: date | None
    after: date | None
    why: str
    by: str


@dataclass(frozen=True)
class History:
    """What was said of a milestone in this version of its plan and in those before, newest first."""

    events: list[MilestoneEvent]
    moves: list[DateMove]


def history_of(milestone: Milestone) -> History:
    """A milestone's events and how its date moved: one query, two where an earlier version had it already."""
    rows = [milestone]
    if milestone.thread_id is not None:
        # A copy is always made after what it copies: what later versions heard is left out.
        same = Q(pk=milestone.thread_id) | Q(thread=milestone.thread_id)
        found = Milestone.objects.filter(same, pk__lte=milestone.pk)
        rows = list(found.select_related("plan__agreed_by").order_by("pk"))
    events = list(
        MilestoneEvent.objects.filter(milestone__in=[row.pk for row in rows]).select_related(
            "plan", "post__organisation", "user"
        )
    )
    moves = [
        DateMove(event.on, event.due_before, event.due_after, event.reason, event.post.title)
        for event in events
        if event.due_before != event.due_after
    ]
    moves += _moved_with_versions(rows, events)
    return History(events, sorted(moves, key=lambda move: move.on, reverse=True))


def _moved_with_versions(rows: list[Milestone], events: list[MilestoneEvent]) -> list[DateMove]:
    """The dates that a new version set otherwise than the version before left them. `rows` are in order."""
    first = {event.milestone_id: event for event in events}  # the oldest stands last
    found = []
    for before, after in pairwise(rows):
        plan = after.plan
        agreed_with = first[after.pk].due_before if after.pk in first else after.due
        if plan.agreed_on is None or plan.agreed_by is None or agreed_with == before.due:
            continue
        why = (
            f"Agreed with version {plan.version}." if plan.version else "Agreed with a new version."
        )
        found.append(DateMove(plan.agreed_on, before.due, agreed_with, why, plan.agreed_by.title))
    return found


def judgements_since(plan: Plan, since: date) -> list[PartJudgement]:
    """Sign-offs of wholes and statuses set by hand from that day on, in this version and those before, newest first.

    One query, two for a later version.
    """
    rows = PartJudgement.objects.filter(plan__in=ancestry(plan), on__gte=since)
    return list(rows.select_related("plan", "priority", "section", "post__organisation"))


def changes_since(
    plan: Plan, since: date, *, dates_only: bool, params: Mapping[str, str], size: int
) -> Page[MilestoneEvent]:
    """Reports and sign-offs from that day on (or only those that moved a date), newest first.

    Those of earlier versions are among them: one query, two for a later version.
    """
    rows = MilestoneEvent.objects.filter(plan__in=ancestry(plan), on__gte=since).select_related(
        "plan", "milestone__priority", "post__organisation", "user"
    )
    if dates_only:
        rows = rows.filter(
            Q(due_before__isnull=False, due_after__isnull=False) & ~Q(due_before=F("due_after"))
            | Q(due_before=None, due_after__isnull=False)
            | Q(due_before__isnull=False, due_after=None)
        )
    return paginate(rows, ("-at", "-pk"), params, size)
