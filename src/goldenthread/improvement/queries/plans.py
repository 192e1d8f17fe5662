"""Plans, and one plan on a page, in a fixed number of queries whatever the plan's size."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, F
from django.http import Http404

from goldenthread.access.scope import Scope
from goldenthread.improvement.models import Milestone, Plan, Priority, Section
from goldenthread.improvement.queries.judgements import Judged, Verdict, judged
from goldenthread.improvement.queries.status import MilestoneStatus, milestone_statuses
from goldenthread.improvement.queries.vacancies import LIVE, PostBehind, behind
from goldenthread.improvement.queries.versions import Ending, ending_from, versions_of
from goldenthread.improvement.rules.reviews import ReviewNotice, review_notice
from goldenthread.improvement.rules.status import Shown, Status, recurring_only, status_counts
from goldenthread.organisations.queries.holdings import VacantPost


@dataclass(frozen=True)
class PlanRow:
    """A plan in the list of plans."""

    id: int
    title: str
    area_id: int
    area: str
    version: str
    dated: date | None
    state: str
    state_words: str
    priorities: int
    milestones: int
    review: ReviewNotice | None = None


@dataclass
class PriorityRow:
    """A priority on the plan's page, with its milestones' statuses."""

    id: int
    code: str
    title: str
    led_by: list[PostBehind] = field(default_factory=list)
    milestones: list[MilestoneStatus] = field(default_factory=list)
    recurring: int = 0
    verdict: Verdict = field(default_factory=Verdict)
    thread: int = 0
    # Vacant posts that mark it, and those that mark single milestones of it, by their ids.
    vacant: list[VacantPost] = field(default_factory=list)
    milestones_vacant: dict[int, list[VacantPost]] = field(default_factory=dict)
    # Names of leads in the document that nobody has said a post for.
    printed_leads: list[str] = field(default_factory=list)

    @property
    def leads(self) -> list[str]:
        """The titles of the posts that lead it."""
        return [post.title for post in self.led_by]

    @property
    def without_post(self) -> str:
        """What is said where no post leads it; empty where one does."""
        if self.led_by:
            return ""
        return "The plan names a lead, but no post" if self.printed_leads else "No lead is named"

    @property
    def shown(self) -> Shown:
        return shown_priority(self.verdict, self.milestones, self.recurring)

    @property
    def done(self) -> int:
        return sum(row.shown.status is Status.BLUE for row in self.milestones)

    @property
    def next_due(self) -> MilestoneStatus | None:
        """The open milestone that falls due first."""
        open_rows = [
            row for row in self.milestones if row.due and row.shown.status is not Status.BLUE
        ]
        return min(open_rows, key=lambda row: (row.due, row.id), default=None)


@dataclass
class SectionRow:
    """A section on the plan's page."""

    id: int
    number: str
    title: str
    area_for_improvement: str
    priorities: list[PriorityRow] = field(default_factory=list)
    verdict: Verdict = field(default_factory=Verdict)
    thread_pk: int = 0

    @property
    def shown(self) -> Shown:
        return shown_section(self.verdict, self.priorities)

    @property
    def milestones(self) -> list[MilestoneStatus]:
        return [row for priority in self.priorities for row in priority.milestones]

    @property
    def done(self) -> int:
        """How many milestones are complete and signed off."""
        return sum(priority.done for priority in self.priorities)


@dataclass
class PlanPage:
    """A whole plan, for its page. `as_at` is the day of its statuses: that of its `ending` once it has ended."""

    plan: Plan
    sections: list[SectionRow]
    as_at: date
    ending: Ending | None = None
    verdict: Verdict = field(default_factory=Verdict)
    versions: list[Plan] = field(default_factory=list)

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

    @property
    def shown(self) -> Shown:
        """The plan's own status, from its sections and the verdict on the whole."""
        return shown_plan(self.verdict, self.sections)

    @property
    def counts(self) -> dict[str, int]:
        """Milestones by shown status, with `new_date_needed` counted apart."""
        return status_counts([row.shown for row in self.milestones])


def shown_priority(
    verdict: Verdict, milestones: Sequence[MilestoneStatus], recurring: int = 0
) -> Shown:
    """A priority's status from its milestones and the verdict on it; `recurring` commitments never decide it."""
    signed = [row.facts.signed_off for row in milestones]
    shown = verdict.shown(
        [row.shown for row in milestones], [one.on if one else None for one in signed]
    )
    return recurring_only(shown) if recurring and not milestones else shown


def shown_section(verdict: Verdict, priorities: Sequence[PriorityRow]) -> Shown:
    """A section's status from its priorities and the verdict on it."""
    days = [row.verdict.signed_off_on for row in priorities]
    return verdict.shown([row.shown for row in priorities], days)


def shown_plan(verdict: Verdict, sections: Sequence[SectionRow]) -> Shown:
    """The plan's own status from its sections and the verdict on the whole."""
    days = [row.verdict.signed_off_on for row in sections]
    return verdict.shown([row.shown for row in sections], days)


GROUPS = {
    Plan.State.AGREED: "In force",
    Plan.State.DRAFT: "Drafts",
    Plan.State.CLOSED: "Closed",
    Plan.State.SUPERSEDED: "Superseded by a newer version",
}


def grouped(rows: Sequence[PlanRow]) -> list[tuple[str, list[PlanRow]]]:
    """The rows by state, each state with its heading; states without a plan are left out."""
    found = [
        (words, [row for row in rows if row.state == state]) for state, words in GROUPS.items()
    ]
    return [group for group in found if group[1]]


def review_of(plan: Plan, today: date) -> ReviewNotice | None:
    """The reminder of a plan's yearly review; None where it is not in force or the review lies well ahead."""
    return review_notice(plan.review_due, today) if plan.state == Plan.State.AGREED else None


def plan_list(scope: Scope, today: date) -> list[PlanRow]:
    """Every plan the scope may see, newest first: one query."""
    rows = (
        Plan.objects.visible_to(scope)
        .select_related("area")
        .annotate(
            priority_count=Count("priorities", distinct=True),
            milestone_count=Count("milestones", distinct=True),
        )
        # Counting drops the order that the model gives; a draft without a date is the newest.
        .order_by(F("dated").desc(nulls_first=True), "-pk")
    )
    return [
        PlanRow(
            plan.pk, plan.title, plan.area_id, plan.area.name, plan.version, plan.dated, plan.state,
            plan.get_state_display(), plan.priority_count, plan.milestone_count,
            review_of(plan, today),
        )
        for plan in rows
    ]  # fmt: skip


def get_plan(scope: Scope, plan_id: int) -> Plan:
    """The plan, with its area; Http404 when there is none that the scope may see."""
    plan = Plan.objects.visible_to(scope).select_related("area").filter(pk=plan_id).first()
    if plan is None:
        raise Http404("There is no such plan.")
    return plan


def plan_page(scope: Scope, plan_id: int, as_at: date) -> PlanPage:
    """One plan on a page: six queries. Http404 as in `get_plan`."""
    versions = versions_of(scope, plan_id)
    if not versions:
        raise Http404("There is no such plan.")
    plan = next(version for version in versions if version.pk == plan_id)
    ending = ending_from(plan, plan.last_event)  # type: ignore[attr-defined]
    as_at = ending.as_at if ending else as_at
    page = PlanPage(plan, [], as_at, ending, versions=versions)
    judgements = judged(plan, page.line)
    page.sections, page.verdict = section_rows(plan, as_at, judgements), judgements.whole
    return page


def section_rows(plan: Plan, as_at: date, judgements: Judged) -> list[SectionRow]:
    """The plan's sections with all that stands in them: four queries."""
    by_section: dict[int, list[PriorityRow]] = defaultdict(list)
    for section_id, row in priority_rows(plan, as_at, judgements=judgements):
        by_section[section_id].append(row)
    return [
        SectionRow(
            section.pk, section.number, section.title, section.area_for_improvement,
            by_section[section.pk], judgements.sections[section.thread_pk],
            section.thread_pk,
        )
        for section in Section.objects.filter(plan=plan)
    ]  # fmt: skip


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
    ids = list(rows)
    for milestone in milestone_statuses(Milestone.objects.filter(priority__in=ids), as_at):
        rows[milestone.priority_id][1].milestones.append(milestone)
    _set_posts([row for _, row in rows.values()], plan.state in LIVE, as_at)
    return list(rows.values())


def _set_posts(rows: list[PriorityRow], live: bool, as_at: date) -> None:
    """Set the leads, and the marks that vacant posts leave on what is not done: one query."""
    milestones = [one.thread for row in rows for one in row.milestones]
    found = behind([row.id for row in rows], [row.thread for row in rows], milestones, as_at)
    for row in rows:
        row.led_by = found.leads.get(row.id, [])
        if not live or row.shown.status is Status.BLUE:
            continue
        row.milestones_vacant = found.of_milestones(row.milestones)
        below = [one for vacant in row.milestones_vacant.values() for one in vacant]
        marks = [*below, *found.of_priority(row.id, row.thread)]
        row.vacant = list({one.id: one for one in marks}.values())
