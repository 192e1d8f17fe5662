"""One plan on a page, in a fixed number of queries whatever the plan's size."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import Count
from django.http import Http404

from goldenthread.access.scope import Scope
from goldenthread.improvement.models import Milestone, MilestoneEvent, Plan, Priority
from goldenthread.improvement.queries.judgements import Judged, Verdict, judged, judged_versions
from goldenthread.improvement.queries.plans.rows import PriorityRow, SectionRow, shown_plan
from goldenthread.improvement.queries.plans.tree import read_tree
from goldenthread.improvement.queries.status import MilestoneStatus, milestone_statuses
from goldenthread.improvement.queries.vacancies import LIVE, behind
from goldenthread.improvement.queries.versions import Ending, ending_from
from goldenthread.improvement.rules.status import Shown, Status, status_counts


@dataclass
class PlanPage:
    """A whole plan, for its page. `as_at` is the day of its statuses: that of its `ending` once it has ended.

    `events` are the reports and sign-offs under it and the versions before it, the oldest first, where asked for.
    What is worked out of it is kept: fill it first.
    """

    plan: Plan
    sections: list[SectionRow]
    as_at: date
    ending: Ending | None = None
    verdict: Verdict = field(default_factory=Verdict)
    versions: list[Plan] = field(default_factory=list)
    events: list[MilestoneEvent] = field(default_factory=list)

    @property
    def line(self) -> list[int]:
        """The ids of the plan and of the versions before it, newest first."""
        ids = [version.pk for version in self.versions]
        return ids[ids.index(self.plan.pk) :]

    @property
    def priorities(self) -> list[PriorityRow]:
        return [row for section in self.sections for row in section.priorities]

    @property
    def milestones(self) -> list[MilestoneStatus]:
        return [row for priority in self.priorities for row in priority.milestones]

    @cached_property
    def shown(self) -> Shown:
        """The plan's own status, from its sections and the verdict on the whole."""
        return shown_plan(self.verdict, self.sections)

    @property
    def counts(self) -> dict[str, int]:
        """Milestones by shown status, with `new_date_needed` counted apart."""
        return status_counts([row.shown for row in self.milestones])


def plan_page(scope: Scope, plan_id: int, as_at: date, *, with_events: bool = False) -> PlanPage:
    """One plan on a page: three queries. Http404 as in `get_plan`."""
    versions, judgements = judged_versions(scope, plan_id)
    if not versions:
        raise Http404("There is no such plan.")
    plan = next(version for version in versions if version.pk == plan_id)
    ending = ending_from(plan, plan.last_event)  # type: ignore[attr-defined]
    as_at = ending.as_at if ending else as_at
    page = PlanPage(plan, [], as_at, ending, judgements.whole, versions)
    tree = read_tree(plan, as_at, judgements, page.line if with_events else ())
    _set_posts(list(tree.priorities.values()), plan.state in LIVE, as_at)
    page.sections, page.events = list(tree.sections.values()), tree.events
    return page


def section_rows(plan: Plan, as_at: date, judgements: Judged) -> list[SectionRow]:
    """The plan's sections with all that stands in them: two queries."""
    tree = read_tree(plan, as_at, judgements)
    _set_posts(list(tree.priorities.values()), plan.state in LIVE, as_at)
    return list(tree.sections.values())


def priority_rows(
    plan: Plan,
    as_at: date,
    *,
    section_id: int | None = None,
    judgements: Judged | None = None,
) -> list[tuple[int, PriorityRow]]:
    """Each priority of the plan (or of one section) with its section's id: three queries, four without judgements."""
    judgements = judgements or judged(plan)
    # Counting drops the order that the model gives.
    chosen = (
        Priority.objects.filter(plan=plan)
        .annotate(recurring_count=Count("recurring"))
        .order_by("section__position", "position")
    )
    if section_id is not None:
        chosen = chosen.filter(section_id=section_id)
    rows = {
        pk: (
            section,
            PriorityRow(
                pk,
                code,
                title,
                printed_leads=printed,
                recurring=recurring,
                verdict=judgements.priorities[thread or pk],
                thread=thread or pk,
            ),
        )
        for pk, thread, section, code, title, printed, recurring in chosen.values_list(
            "pk", "thread_id", "section_id", "code", "title", "printed_leads", "recurring_count"
        )
    }
    _fill([row for _, row in rows.values()], plan, as_at)
    return list(rows.values())


def _fill(rows: list[PriorityRow], plan: Plan, as_at: date) -> None:
    """Set the milestones of priorities, their leads and the marks of vacant posts: two queries."""
    by_id = {row.id: row for row in rows}
    for milestone in milestone_statuses(Milestone.objects.filter(priority__in=list(by_id)), as_at):
        by_id[milestone.priority_id].milestones.append(milestone)
    _set_posts(rows, plan.state in LIVE, as_at)


def _set_posts(rows: list[PriorityRow], live: bool, as_at: date) -> None:
    """Set the leads, and the marks that vacant posts leave on what is not done: one query."""
    milestones = [one.thread for row in rows for one in row.milestones]
    found = behind([row.id for row in rows], [row.thread for row in rows], milestones, as_at)
    for row in rows:
        row.led_by = found.leads.get(row.id, [])
        row.own_leads = {
            one.id: found.own_leads[one.id] for one in row.milestones if one.id in found.own_leads
        }
        if not live or row.shown.status is Status.BLUE:
            continue
        row.milestones_vacant = found.of_milestones(row.milestones)
        below = [one for vacant in row.milestones_vacant.values() for one in vacant]
        marks = [*below, *found.of_priority(row.id, row.thread)]
        row.vacant = list({one.id: one for one in marks}.values())
