"""From rows of queries to documents of a plan as a whole. What is not known is null, never an empty text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from goldenthread.improvement.api import documents as to
from goldenthread.improvement.models import Plan
from goldenthread.improvement.queries.pages import PlanTexts
from goldenthread.improvement.queries.plans import PlanPage, PriorityRow, SectionRow
from goldenthread.improvement.queries.status import MilestoneStatus
from goldenthread.improvement.queries.vacancies import PostBehind
from goldenthread.improvement.rules.status import Shown, Status, only_waiting, status_counts


def plan_head(plan: Plan) -> dict[str, Any]:
    """The parts of a PlanHead. The version after counts from the day it is agreed: then this one has ended."""
    after = plan.superseded_by if plan.state == Plan.State.SUPERSEDED else None
    return {
        "id": plan.pk, "area": to.AreaRef(id=plan.area_id, name=plan.area.name), "title": plan.title,
        "version": plan.version or None, "dated": plan.dated, "state": plan.state,
        "agreed_on": plan.agreed_on, "closed_on": plan.closed_on, "review_due": plan.review_due,
        "supersedes": plan.supersedes_id, "superseded_by": after.pk if after else None,
    }  # fmt: skip


def plan_document(page: PlanPage, texts: PlanTexts) -> to.PlanDocument:
    """A whole plan."""
    return to.PlanDocument(
        **plan_head(page.plan),
        **_whole(page),
        sections=[_section(row, texts, page.as_at) for row in page.sections],
    )


def status_document(page: PlanPage) -> to.StatusDocument:
    """How a plan stands."""
    return to.StatusDocument(
        plan_id=page.plan.pk,
        **_whole(page),
        sections=[
            to.SectionStatus(
                id=row.id, number=row.number or None, shown=shown(row.shown),
                priorities=[
                    to.PriorityStatus(
                        id=one.id, code=one.code, shown=shown(one.shown),
                        milestones=counts(one.milestones, page.as_at),
                    )
                    for one in row.priorities
                ],
            )
            for row in page.sections
        ],
    )  # fmt: skip


def shown(found: Shown) -> to.ShownDocument:
    """A status with its reasons."""
    return to.ShownDocument(
        status=found.status.value, flags=[flag.value for flag in found.flags],
        because=list(found.because), derived=found.derived.value if found.derived else None,
    )  # fmt: skip


def post(found: PostBehind) -> to.PostDocument:
    """A post that leads."""
    return to.PostDocument(id=found.post_id, title=found.title, organisation=found.organisation)


def counts(rows: Sequence[MilestoneStatus], as_at: date) -> to.CountsDocument:
    """Milestones by status."""
    found = status_counts([row.shown for row in rows])
    return to.CountsDocument(
        base=len(rows),
        as_at=as_at,
        by_status=to.ByStatus(**{status.value: found[status.value] for status in Status}),
        new_date_needed=found["new_date_needed"],
        awaiting_sign_off=found["awaiting_sign_off"],
        only_waiting_for_sign_off=only_waiting(row.shown for row in rows),
    )


def _whole(page: PlanPage) -> dict[str, Any]:
    return {
        "as_at": page.as_at, "ended_on": page.ending.on if page.ending else None,
        "shown": shown(page.shown), "milestones": counts(page.milestones, page.as_at),
    }  # fmt: skip


def _section(row: SectionRow, texts: PlanTexts, as_at: date) -> to.SectionDocument:
    return to.SectionDocument(
        id=row.id, number=row.number or None, title=row.title,
        area_for_improvement=row.area_for_improvement or None,
        what_good_looks_like=texts.good[row.id], shown=shown(row.shown),
        priorities=[_priority(one, texts, as_at) for one in row.priorities],
    )  # fmt: skip


def _priority(row: PriorityRow, texts: PlanTexts, as_at: date) -> to.PriorityDocument:
    return to.PriorityDocument(
        id=row.id, code=row.code, title=row.title,
        leads=[post(one) for one in row.led_by],
        leads_as_printed=row.printed_leads,
        actions=[
            to.ActionDocument(letter=letter or None, text=text)
            for letter, text in texts.actions[row.id]
        ],
        shown=shown(row.shown), milestones=counts(row.milestones, as_at), recurring=row.recurring,
    )  # fmt: skip
