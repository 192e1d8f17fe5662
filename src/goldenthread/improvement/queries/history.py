"""What changed in a plan since a day, and what was said of one milestone, through the versions of the plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.db.models import Count, F, Q, QuerySet

from goldenthread.improvement.models import (
    LeadsChange,
    Milestone,
    MilestoneEvent,
    PartJudgement,
    Plan,
)
from goldenthread.improvement.queries.versions import ancestry
from goldenthread.improvement.rules.status import Direction, Status, direction
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
    leads_changes: list[LeadsChange]


def history_of(milestone: Milestone) -> History:
    """A milestone's events, and how its date and leads changed: two queries, three where an earlier version had it."""
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
    changes = LeadsChange.objects.filter(milestone__in=[row.pk for row in rows])
    others = list(changes.select_related("post__organisation", "user"))
    return History(events, sorted(moves, key=lambda move: move.on, reverse=True), others)


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


def leads_changed_since(plan: Plan, since: date) -> list[LeadsChange]:
    """Milestones that were given other leads from that day on, in this version and those before, newest first.

    One query, two for a later version.
    """
    rows = LeadsChange.objects.filter(milestone__plan__in=ancestry(plan), on__gte=since)
    return list(rows.select_related("milestone__priority", "post__organisation"))


def changes_since(
    plan: Plan, since: date, *, what: str, params: Mapping[str, str], size: int
) -> Page[MilestoneEvent]:
    """Reports and sign-offs from that day on that answer to `what` (a key of CHANGES), newest first.

    Those of earlier versions are among them: one query, two for a later version.
    """
    rows = _events(plan, since).select_related(
        "plan", "milestone__priority", "post__organisation", "user"
    )
    return paginate(rows.filter(_CONDITIONS[what]), ("-at", "-pk"), params, size)


def all_changes(plan: Plan, since: date, what: str) -> list[MilestoneEvent]:
    """All of what `changes_since` gives page by page, for a copy: one query, two for a later version."""
    rows = _events(plan, since).filter(_CONDITIONS[what])
    return list(rows.select_related("milestone__priority", "post__organisation"))


def changes_counted(plan: Plan, since: date) -> dict[str, int]:
    """How many events from that day on answer to each of CHANGES: one query, two for a later version."""
    counts = {f"n{place}": Count("pk", filter=q) for place, q in enumerate(_CONDITIONS.values())}
    found = _events(plan, since).order_by().aggregate(**counts)
    return dict(zip(_CONDITIONS, found.values(), strict=True))


def _events(plan: Plan, since: date) -> QuerySet[MilestoneEvent]:
    return MilestoneEvent.objects.filter(plan__in=ancestry(plan), on__gte=since)


def _moved_status(way: Direction) -> Q:
    """Reports whose status lies that way from the one before, by the scheme's order of concern."""
    pairs = [(b, n) for b in Status for n in Status if direction(b, n) is way]
    either = Q()
    for before, now in pairs:
        either |= Q(status_before=before.value, status=now.value)
    return Q(kind=MilestoneEvent.Kind.REPORT) & either


# What the list of changes may be narrowed to, in words.
CHANGES = {
    "all": "Everything",
    "dates": "Changes of date",
    "signed-off": "Signed off",
    "sent-back": "Sent back",
    "better": "Status improved",
    "worse": "Status worsened",
    "same": "Status unchanged",
    "first": "First reports",
}
_CONDITIONS = {
    "all": Q(pk__isnull=False),
    "dates": (
        Q(due_before__isnull=False, due_after__isnull=False) & ~Q(due_before=F("due_after"))
        | Q(due_before=None, due_after__isnull=False)
        | Q(due_before__isnull=False, due_after=None)
    ),
    "signed-off": Q(kind=MilestoneEvent.Kind.SIGN_OFF),
    "sent-back": Q(kind=MilestoneEvent.Kind.RETURNED),
    "better": _moved_status(Direction.IMPROVED),
    "worse": _moved_status(Direction.WORSENED),
    "same": _moved_status(Direction.UNCHANGED),
    "first": Q(kind=MilestoneEvent.Kind.REPORT, status_before=""),
}
