"""The versions of a plan: which there are, which came before, and when one ended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery

from goldenthread.access.scope import Scope
from goldenthread.improvement.models import Milestone, MilestoneEvent, Plan, PlanReview
from goldenthread.improvement.rules.agreement import check_agreed_head

ENDED = (Plan.State.SUPERSEDED, Plan.State.CLOSED)


@dataclass(frozen=True)
class Ending:
    """How a plan ended. `on` is the day of its end.

    `as_at` is the day that its statuses are worked out for: that of its end, or of the last report on it
    where that was made later (a board's decision may be entered some days after the meeting).
    """

    on: date
    as_at: date
    successor: Plan | None


def last_event_of(plan: str) -> Subquery:
    """The day of the last report or sign-off of the plan whose id stands in that column, for `ending_from`."""
    events = MilestoneEvent.objects.filter(plan=OuterRef(plan)).order_by("-on")
    return Subquery(events.values("on")[:1])


def ending_of(plan: Plan) -> Ending | None:
    """How a superseded or closed plan ended: one query. None, without a query, for one that has not."""
    if plan.state not in ENDED:
        return None
    rows = Plan.objects.filter(pk=plan.pk).select_related("superseded_by")
    row = rows.annotate(last_event=last_event_of("pk")).get()
    return ending_from(row, row.last_event)


def ending_from(plan: Plan, last_event: date | None) -> Ending | None:
    """The same, without a query, of a plan read with its `superseded_by` and the day of its last event."""
    if plan.state not in ENDED:
        return None
    successor = plan.superseded_by if plan.state == Plan.State.SUPERSEDED else None
    ended_on = successor.agreed_on if successor else plan.closed_on
    if ended_on is None:
        # Constraints keep this from happening.
        raise ValueError(f"plan {plan.pk} has ended on no day")
    return Ending(ended_on, max(ended_on, last_event or ended_on), successor)


def ancestry(plan: Plan) -> list[int]:
    """The ids of the plan and of the versions before it, newest first.

    One query; none for a first version, and none where `versions_of` has read the plan.
    """
    if plan.supersedes_id is None:
        return [plan.pk]
    if Plan._meta.get_field("supersedes").is_cached(plan) and plan.supersedes is not None:
        return [plan.pk, *ancestry(plan.supersedes)]
    before: dict[int, int | None] = dict(
        Plan.objects.filter(area=plan.area_id, superseded_by__isnull=False).values_list(
            "pk", "supersedes_id"
        )
    )
    found: list[int] = [plan.pk]
    earlier: int | None = plan.supersedes_id
    while earlier is not None:
        found.append(earlier)
        earlier = before.get(earlier)
    return found


def names_before(draft: Plan) -> list[str]:
    """What the versions before a draft are called, those without a name left out: two queries, none for a first one."""
    if draft.supersedes_id is None:
        return []
    before = Plan.objects.filter(pk__in=ancestry(draft)).exclude(pk=draft.pk).exclude(version="")
    return list(before.values_list("version", flat=True))


def lacking_to_agree(draft: Plan) -> frozenset[str]:
    """The columns of its head that a draft must be given before it is agreed: no more queries than `names_before`."""
    if draft.state != Plan.State.DRAFT:
        return frozenset()
    found = check_agreed_head(draft.version, draft.dated, names_before(draft))
    return frozenset(problem.field for problem in found)


def versions_of(scope: Scope, plan_id: int) -> list[Plan]:
    """Every version of the plan that the scope may see, newest first, each with its area and what `ending_from`
    needs (`last_event`): one query.

    The plan itself is among them; the list is empty where the scope may not see it.
    """
    return in_line(maybe_versions(scope, plan_id), plan_id)


def maybe_versions(scope: Scope, plan_id: int) -> QuerySet[Plan]:
    """The plan, and the plans of its area that have several versions, for `in_line`."""
    own_area = Plan.objects.filter(pk=plan_id).values("area")[:1]
    of_several = Q(supersedes__isnull=False) | Q(superseded_by__isnull=False)
    rows = Plan.objects.visible_to(scope).filter(
        Q(pk=plan_id) | Q(area=Subquery(own_area)) & of_several
    )
    return rows.select_related("area", "superseded_by").annotate(last_event=last_event_of("pk"))


def in_line(rows: Iterable[Plan], plan_id: int) -> list[Plan]:
    """Of these, the versions of the plan, newest first; empty where it is not among them."""
    by_id: dict[int, Plan] = {row.pk: row for row in rows}
    if plan_id not in by_id:
        return []
    after = {row.supersedes_id: row for row in by_id.values() if row.supersedes_id is not None}
    found = [by_id[plan_id]]
    for row in by_id.values():
        if row.supersedes_id in by_id:
            row.supersedes = by_id[row.supersedes_id]
    while (earlier := by_id.get(found[-1].supersedes_id or 0)) is not None:
        found.append(earlier)
    while (later := after.get(found[0].pk)) is not None:
        found.insert(0, later)
    return found


@dataclass(frozen=True)
class TakingOver:
    """What agreeing a new version means for milestones of the version before it.

    `ends` are milestones that the draft does not carry on. `both_moved` are those whose date was changed in the
    draft and, meanwhile, by a report too: the draft's date will stand.
    """

    ends: list[Milestone]
    both_moved: list[tuple[Milestone, Milestone]]


def taking_over(draft: Plan) -> TakingOver:
    """Compare a draft version with the version before it: two queries, none for a first version."""
    if draft.supersedes_id is None:
        return TakingOver([], [])
    old = Milestone.objects.filter(plan=draft.supersedes_id).select_related("priority")
    old = old.order_by("priority__section__position", "priority__position", "position")
    carried = {row.thread_pk: row for row in Milestone.objects.filter(plan=draft)}
    ends, both = [], []
    for row in old:
        now = carried.get(row.thread_pk)
        if now is None:
            ends.append(row)
        elif row.due not in (now.due_when_copied, now.due) and now.due != now.due_when_copied:
            both.append((row, now))
    return TakingOver(ends, both)


def thread_of(event: MilestoneEvent) -> int:
    """The thread of the milestone that an event is about. Read events with `select_related("milestone")`."""
    return event.milestone.thread_pk


def draft_of(plan: Plan) -> Plan | None:
    """The draft that will supersede the plan, if one is begun: one query."""
    return Plan.objects.filter(supersedes=plan, state=Plan.State.DRAFT).first()


def reviews_of(plan: Plan) -> list[PlanReview]:
    """The yearly reviews of the plan and of the versions before it, newest first: one query or two."""
    rows = PlanReview.objects.filter(plan__in=ancestry(plan))
    return list(rows.select_related("plan", "post__organisation"))
