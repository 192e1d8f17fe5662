"""A section and a priority, each for its own page."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Value
from django.http import Http404

from goldenthread.access.scope import Scope
from goldenthread.improvement.models import (
    Action,
    Milestone,
    Plan,
    Priority,
    Recurring,
    Section,
    SuccessCriterion,
)
from goldenthread.improvement.queries.criteria import CriterionRow, criterion_rows
from goldenthread.improvement.queries.judgements import Verdict, judged, verdict_on_priority
from goldenthread.improvement.queries.plans import (
    PriorityRow,
    get_plan,
    priority_rows,
    shown_priority,
    shown_section,
)
from goldenthread.improvement.queries.sectiontexts import SectionTexts, section_texts
from goldenthread.improvement.queries.status import MilestoneStatus, milestone_statuses
from goldenthread.improvement.queries.vacancies import (
    LIVE,
    Behind,
    NeededRow,
    PostBehind,
    behind,
    vacant_among,
)
from goldenthread.improvement.queries.versions import Ending, ending_from, last_event_of
from goldenthread.improvement.rules.status import Shown, Status
from goldenthread.organisations.queries.holdings import VacantPost

Part = Priority | Section | Plan

_ACTION, _RECURRING = range(2)


@dataclass(frozen=True)
class SectionPage:
    """A section for its page, as it stands on the day `as_at`."""

    plan: Plan
    section: Section
    quantitative: list[CriterionRow]
    qualitative: list[CriterionRow]
    texts: SectionTexts
    priorities: list[PriorityRow]
    verdict: Verdict
    as_at: date
    ending: Ending | None = None

    @property
    def shown(self) -> Shown:
        return shown_section(self.verdict, self.priorities)


@dataclass(frozen=True)
class PriorityPage:
    """A priority for its page on the day `as_at`: `actions` by letter and text, `recurring` by cadence and text."""

    plan: Plan
    priority: Priority
    leads: list[PostBehind]
    actions: list[tuple[str, str]]
    milestones: list[MilestoneStatus]
    recurring: list[tuple[str, str]]
    verdict: Verdict
    needed: list[NeededRow]
    as_at: date
    ending: Ending | None = None
    own_leads: dict[int, list[PostBehind]] = field(default_factory=dict)

    @property
    def vacant(self) -> list[VacantPost]:
        """The vacant posts that mark the priority as long as it is not done."""
        if self.plan.state not in LIVE or self.shown.status is Status.BLUE:
            return []
        own = [post for leads in self.own_leads.values() for post in leads]
        return vacant_among([*self.leads, *own, *self.needed])

    @property
    def milestones_vacant(self) -> dict[int, list[VacantPost]]:
        """Those that lead or are needed by single open milestones, by the milestone's id."""
        if self.plan.state not in LIVE:
            return {}
        return Behind(needed=self.needed, own_leads=self.own_leads).of_milestones(self.milestones)

    @property
    def own_needed(self) -> list[NeededRow]:
        """The posts that the priority as a whole needs."""
        return [row for row in self.needed if row.priority is not None]

    @property
    def shown(self) -> Shown:
        return shown_priority(self.verdict, self.milestones, len(self.recurring))


def section_page(scope: Scope, plan_id: int, section_id: int, as_at: date) -> SectionPage:
    """A section with all that stands in it: eight queries, and one more for a later version."""
    section = (
        Section.objects.visible_to(scope)
        .select_related("plan__area", "plan__superseded_by")
        .annotate(last_event=last_event_of("plan"))
        .filter(plan=plan_id, pk=section_id)
        .first()
    )
    if section is None:
        raise Http404("There is no such section.")
    plan = section.plan
    ending = ending_from(plan, section.last_event)
    as_at = ending.as_at if ending else as_at
    criteria = criterion_rows(
        SuccessCriterion.objects.filter(section=section), as_at, ended=ending is not None
    )
    judgements = judged(plan)
    return SectionPage(
        plan=plan,
        section=section,
        quantitative=[row for row in criteria if row.quantitative],
        qualitative=[row for row in criteria if not row.quantitative],
        texts=section_texts(section),
        priorities=[
            row
            for _, row in priority_rows(plan, as_at, section_id=section.pk, judgements=judgements)
        ],
        verdict=judgements.sections[section.thread_pk],
        as_at=as_at,
        ending=ending,
    )


def priority_page(scope: Scope, plan_id: int, priority_id: int, as_at: date) -> PriorityPage:
    """A priority with all that stands in it: seven queries."""
    priority = (
        Priority.objects.visible_to(scope)
        .select_related("plan__area", "plan__superseded_by", "section")
        .annotate(last_event=last_event_of("plan"))
        .filter(plan=plan_id, pk=priority_id)
        .first()
    )
    if priority is None:
        raise Http404("There is no such priority.")
    plan = priority.plan
    ending = ending_from(plan, priority.last_event)
    as_at = ending.as_at if ending else as_at
    milestones = milestone_statuses(Milestone.objects.filter(priority=priority), as_at)
    rows = _actions_and_recurring(priority)
    posts = behind([priority.pk], [priority.thread_pk], [row.thread for row in milestones], as_at)
    return PriorityPage(
        plan=plan,
        priority=priority,
        leads=posts.leads.get(priority.pk, []),
        actions=[(letter, text) for kind, _, letter, text in rows if kind == _ACTION],
        milestones=milestones,
        recurring=[(cadence, text) for kind, _, cadence, text in rows if kind == _RECURRING],
        verdict=verdict_on_priority(priority),
        needed=posts.needed,
        as_at=as_at,
        ending=ending,
        own_leads=posts.own_leads,
    )


def _actions_and_recurring(priority: Priority) -> list[tuple[int, int, str, str]]:
    """Kind, place, letter or cadence, and text of each, in the plan's order: one query."""
    actions = Action.objects.filter(priority=priority).order_by()
    recurring = Recurring.objects.filter(priority=priority).order_by()
    rows = actions.values_list(Value(_ACTION), "position", "letter", "text").union(
        recurring.values_list(Value(_RECURRING), "position", "cadence", "text"), all=True
    )
    return sorted(rows)


def get_part(scope: Scope, plan_id: int, kind: str, part_id: int) -> Part:
    """One of a plan's `priorities` or `sections`, with its plan, or under `plans` the plan itself.

    Http404 when there is none to be seen.
    """
    if kind == "plans" and part_id == plan_id:
        return get_plan(scope, plan_id)
    if kind not in ("priorities", "sections"):
        raise Http404("A plan has priorities and sections.")
    model = Priority if kind == "priorities" else Section
    found = model.objects.visible_to(scope).select_related("plan__area")
    part: Priority | Section | None = found.filter(plan=plan_id, pk=part_id).first()
    if part is None:
        raise Http404("There is no such part of a plan.")
    return part
