"""A plan on a page, its sections and priorities."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from goldenthread.access.audit import record_list_read, record_read
from goldenthread.access.break_glass.pages import shows_opened
from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.improvement import presenters
from goldenthread.improvement.emergency import reference_of
from goldenthread.improvement.models import Plan
from goldenthread.improvement.permissions import can, may_say_posts_needed
from goldenthread.improvement.presenters.counts import milestone_counts
from goldenthread.improvement.presenters.reasons import Used, whole_reason
from goldenthread.improvement.queries import parts, plans
from goldenthread.improvement.queries.barriers import whole_barrier
from goldenthread.improvement.queries.criteria import tally
from goldenthread.improvement.queries.last_words import last_words
from goldenthread.improvement.queries.mine import sent_back_to
from goldenthread.improvement.queries.parts import Part
from goldenthread.improvement.queries.priority_links import priority_links
from goldenthread.improvement.queries.unheld import unheld_leads
from goldenthread.improvement.queries.wholes import plan_of
from goldenthread.improvement.rules.status import Flag, Shown, load_scheme
from goldenthread.improvement.views.risks import risks_part
from goldenthread.registers.queries.came_back import new_answers


class HasShown(Protocol):
    """Anything with a status: a milestone, a priority or a section of a page."""

    @property
    def shown(self) -> Shown: ...


def plan_list(request: ScopedRequest) -> HttpResponse:
    """Every plan that the person may see."""
    rows = plans.plan_list(request.scope, clock.today())
    record_list_read(request.scope, "plan", [row.id for row in rows])
    answers = new_answers(request.scope, clock.today())
    if answers:
        record_list_read(request.scope, "entry", [row.id for row in answers], ["raised_post"])
    context = {
        "plans": rows,
        "answers": answers,
        "sent_back": sent_back_to(request.scope),
        "groups": plans.grouped(rows),
        "may_review": request.scope.areas_with("plan.agree"),
        "may_import": request.scope.has("plan.import"),
        "may_start": request.scope.has("plan.edit"),
    }
    return render(request, "improvement/plans.html", context)


@shows_opened
def plan(request: ScopedRequest, plan_id: int) -> HttpResponse:
    """The whole plan on one page."""
    page = plans.plan_page(request.scope, plan_id, clock.today())
    record_read(request.scope, page.plan)
    rights = _rights(request, page.plan)
    actions = []
    if rights["agree"]:
        href = reverse("improvement:agree", args=[plan_id])
        actions.append({"text": "Agree the plan", "href": href, "primary": True})
    if rights["edit"]:
        href = reverse("improvement:draft", args=[plan_id])
        actions.append({"text": "Change this plan", "href": href})
    context = {
        "page": page,
        "plan": page.plan,
        "may": rights,
        "actions": actions,
        "reference": reference_of(plan_id),
        **_judging(request, page.plan, "plans", page.sections, page.shown),
        "whole": whole_reason(
            page.plan, page.shown, page.verdict, Used("its sections", "#sections")
        ),
        "counts": milestone_counts(page.milestones, plan_id),
        "counts_in": {
            row.id: milestone_counts(row.milestones, plan_id, section=row.id)
            for row in page.sections
        },
        "versions": page.versions,
        "review": plans.review_of(page.plan, clock.today()),
        "criteria": tally(page.plan, page.ending, clock.today()),
        "risks": risks_part(
            request.scope,
            page.plan,
            "plans",
            page.plan,
            whole=request.GET.get("risks") == "all",
            page=page,
        ),
        "unheld": None if page.ending else unheld_leads(page.priorities),
        "bar": presenters.status_bar(page.milestones),
        "road": presenters.roadmap(page, whole=request.GET.get("roadmap") == "whole"),
    }
    return presenters.render_plan(request, "improvement/plan.html", context)


@shows_opened
def section(request: ScopedRequest, plan_id: int, section_id: int) -> HttpResponse:
    """One area for improvement: what good looks like, how we will know, and its priorities."""
    page = parts.section_page(request.scope, plan_id, section_id, clock.today())
    record_read(request.scope, page.plan)
    judging = _judging(request, page.section, "sections", page.priorities, page.shown)
    rows = [row for priority in page.priorities for row in priority.milestones]
    context = {
        "page": page,
        "plan": page.plan,
        **judging,
        "whole": whole_reason(
            page.plan, page.shown, page.verdict, Used("its priorities", "#priorities")
        ),
        "counts": milestone_counts(rows, plan_id, section=section_id),
        "risks": risks_part(
            request.scope,
            page.plan,
            "sections",
            page.section,
            whole=request.GET.get("risks") == "all",
        ),
    }
    return presenters.render_plan(request, "improvement/section.html", context)


@shows_opened
def priority(request: ScopedRequest, plan_id: int, priority_id: int) -> HttpResponse:
    """One priority: leads, actions, milestones, recurring commitments."""
    page = parts.priority_page(request.scope, plan_id, priority_id, clock.today())
    record_read(request.scope, page.plan)
    judging = _judging(request, page.priority, "priorities", page.milestones, page.shown)
    links = priority_links(request.scope, page.priority)
    context = {
        "page": page,
        "plan": page.plan,
        **judging,
        "whole": whole_reason(
            page.plan, page.shown, page.verdict, Used("its milestones", "#milestones")
        ),
        "counts": milestone_counts(page.milestones, plan_id, priority=priority_id),
        "links": links,
        "said": last_words(page.milestones),
        "may_need": may_say_posts_needed(request.scope, page.plan),
        "risks": risks_part(
            request.scope,
            page.plan,
            "priorities",
            page.priority,
            whole=request.GET.get("risks") == "all",
        ),
    }
    return presenters.render_plan(request, "improvement/priority.html", context)


def status_key(request: ScopedRequest) -> HttpResponse:
    """What each status means and how it is worked out: the rules themselves, printed."""
    return render(request, "improvement/status_key.html", {"scheme": load_scheme()})


def _judging(
    request: ScopedRequest, part: Part, kind: str, below: Iterable[HasShown], shown: Shown
) -> dict[str, Any]:
    """The judgements that this person may make now of a part of an agreed plan, as `judging`.

    `barrier` says why they cannot sign it off where it waits for that. `below` is what stands in the part.
    """
    found, barrier = plan_of(part), None
    offered = [("status.override", "Set the status by hand", "improvement:override")]
    if Flag.AWAITING_SIGN_OFF in shown.flags and found.state == Plan.State.AGREED:
        children = [row.shown for row in below]
        barrier = whole_barrier(request.scope, part, children, shown, clock.today())
        if barrier is None:
            offered.append(
                ("milestone.sign_off", "Sign off the whole", "improvement:sign_off_part")
            )
    links = [
        {"text": text, "href": reverse(name, args=[found.pk, kind, part.pk])}
        for permission, text, name in offered
        if found.state == Plan.State.AGREED and can(request.scope, permission, found)
    ]
    return {"judging": links, "barrier": barrier}


def _rights(request: ScopedRequest, found: Plan) -> dict[str, bool]:
    return {
        "agree": found.state == Plan.State.DRAFT and can(request.scope, "plan.agree", found),
        "edit": found.state == Plan.State.DRAFT and can(request.scope, "plan.edit", found),
        "review": found.state == Plan.State.AGREED and can(request.scope, "plan.agree", found),
        "export": can(request.scope, "plan.export", found),
        "reports": found.state != Plan.State.DRAFT and can(request.scope, "report.view", found),
    }
