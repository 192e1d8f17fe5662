"""Highlight reports: the one to write on a priority, one to read, and those that a person's posts owe."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Max
from django.http import Http404

from goldenthread.access.scope import Scope
from goldenthread.core.months import Month
from goldenthread.improvement.models import Lead, MilestoneEvent, Plan, Priority
from goldenthread.improvement.presenters import look_key
from goldenthread.improvement.queries.parts import PriorityPage, priority_page
from goldenthread.improvement.queries.plans import PriorityRow
from goldenthread.improvement.queries.risks import LinkedRisk
from goldenthread.improvement.queries.status import MilestoneStatus
from goldenthread.improvement.queries.versions import ancestry, thread_of
from goldenthread.improvement.rules.status import Status, load_scheme
from goldenthread.reports.models import Decision, Highlight
from goldenthread.reports.permissions import writing_posts
from goldenthread.reports.queries.offtrack import OffTrackGroup, off_track_groups
from goldenthread.reports.queries.risks import priority_risks
from goldenthread.reports.queries.threads import of_priority, of_threads
from goldenthread.reports.rules.drafting import Draft, Happening, Standing, draft
from goldenthread.ui.statuses import look_of


@dataclass(frozen=True)
class Desk:
    """A priority's highlight report on the writer's desk.

    `highlight` is the open one, if any. `draft` is what the plan's own record says since the last one;
    `since` are the reports and sign-offs made after the writer last looked; `newest` is the newest event.
    `risks` are the open ones of the priority; None where the scope may not read the register.
    """

    page: PriorityPage
    highlight: Highlight | None
    posts: frozenset[int]
    groups: list[OffTrackGroup]
    draft: Draft
    since: list[MilestoneEvent]
    since_event: int
    newest: int
    decisions: list[Decision]
    risks: list[LinkedRisk] | None


def desk(scope: Scope, plan_id: int, priority_id: int, as_at: date) -> Desk:
    """What a writer needs: twelve queries, one more for a later version of the plan.

    What was said and presented under earlier versions counts. Http404 where the scope may not see the priority.
    """
    page = priority_page(scope, plan_id, priority_id, as_at)
    leads = Lead.objects.filter(priority=priority_id).values_list("post_id", flat=True)
    mine = Highlight.objects.visible_to(scope).filter(of_priority(page.priority))
    highlight = mine.exclude(state=Highlight.State.PRESENTED).first()
    since_event = highlight.since_event if highlight else since_for(page.priority)
    events = list(
        MilestoneEvent.objects.filter(
            of_threads([row.thread for row in page.milestones], "milestone"),
            plan__in=ancestry(page.plan),
        )
        .select_related("milestone__priority", "post")
        .order_by("at", "pk")
    )
    seen = highlight.seen_event if highlight else 0
    groups = _groups(page, events)
    return Desk(
        page=page,
        highlight=highlight,
        posts=writing_posts(scope, page.priority, leads),
        groups=groups,
        draft=_draft(page, [event for event in events if event.pk > since_event], groups, as_at),
        since=[event for event in events if event.pk > seen] if highlight else [],
        since_event=since_event,
        newest=max((event.pk for event in events), default=0),
        decisions=decisions_on(scope, page.priority),
        risks=priority_risks(scope, page, as_at),
    )


def since_for(priority: Priority) -> int:
    """The last event that the latest presented highlight report on the priority knew of; nought without one."""
    presented = Highlight.objects.filter(
        of_priority(priority), state=Highlight.State.PRESENTED
    ).aggregate(last=Max("seen_event"))
    return presented["last"] or 0


def decisions_on(scope: Scope, priority: Priority) -> list[Decision]:
    """What was decided on the priority, the newest first."""
    rows = Decision.objects.visible_to(scope).filter(of_priority(priority))
    return list(rows.select_related("report__plan", "ask")[:20])


def get_highlight(scope: Scope, highlight_id: int) -> Highlight:
    """One highlight report; Http404 when there is none that the scope may see."""
    found = (
        Highlight.objects.visible_to(scope)
        .select_related("plan__area", "priority", "written_post", "submitted_post", "presented_in")
        .filter(pk=highlight_id)
        .first()
    )
    if found is None:
        raise Http404("There is no such highlight report.")
    return found


@dataclass(frozen=True)
class Owed:
    """A priority that one of the person's posts leads, with its open highlight report."""

    priority: Priority
    highlight: Highlight | None


def owed(scope: Scope) -> list[Owed]:
    """Priorities of agreed plans that the person's posts lead and may write on: two queries."""
    led: set[int] = set()
    for area_id in scope.areas_with("report.write_own"):
        led |= scope.posts_with("report.write_own", area_id)
    rows = list(
        Priority.objects.visible_to(scope)
        .filter(plan__state=Plan.State.AGREED, lead_rows__post__in=led)
        .select_related("plan", "section")
        .distinct()
    )
    open_ones = Highlight.objects.filter(
        of_threads([row.thread_pk for row in rows], "priority")
    ).exclude(state=Highlight.State.PRESENTED)
    by_thread = {row.priority.thread_pk: row for row in open_ones.select_related("priority")}
    return [Owed(row, by_thread.get(row.thread_pk)) for row in rows]


def _groups(page: PriorityPage, events: list[MilestoneEvent]) -> list[OffTrackGroup]:
    row = PriorityRow(
        page.priority.pk, page.priority.code, page.priority.title, page.leads, page.milestones
    )
    return off_track_groups([row], events)


def _draft(
    page: PriorityPage, events: list[MilestoneEvent], groups: list[OffTrackGroup], as_at: date
) -> Draft:
    happenings = [
        _happening(row, [event for event in events if thread_of(event) == row.thread])
        for row in page.milestones
        if any(thread_of(event) == row.thread for event in events)
    ]
    off_track = {row.row.id: row for group in groups for row in group.rows}
    # What is off track comes first, in the order of the groups; the rest keeps the plan's order.
    order = [row.row for row in off_track.values()]
    order += [row for row in page.milestones if row.id not in off_track]
    standings = [
        _standing(row, off_track[row.id].reason if row.id in off_track else "") for row in order
    ]
    return draft(happenings, standings, Month.of(as_at))


def _happening(row: MilestoneStatus, events: list[MilestoneEvent]) -> Happening:
    """All that was said of one milestone, in one line: the newest report, and whether it was signed off."""
    reports = [event for event in events if event.kind == MilestoneEvent.Kind.REPORT]
    last = reports[-1] if reports else None
    return Happening(
        ref=_ref(row),
        milestone=row.text,
        signed_off=events[-1].kind == MilestoneEvent.Kind.SIGN_OFF,
        status=load_scheme().statuses[Status(last.status)].word if last else "",
        progress=last.progress if last else "",
        impact=last.impact if last else "",
    )


def _standing(row: MilestoneStatus, reason: str) -> Standing:
    look = look_of(look_key(row.shown))
    return Standing(
        ref=_ref(row),
        milestone=row.text,
        done=row.shown.status is Status.BLUE,
        off_track=row.shown.status in (Status.AMBER, Status.RED),
        label=f"{look.name}, {look.brief}",
        due=row.facts.current_due,
        first_due=row.facts.baseline_due or row.facts.due,
        forecast=row.facts.forecast if row.shown.status is Status.AMBER else None,
        reason=reason,
    )


def _ref(row: MilestoneStatus) -> str:
    return row.reference
