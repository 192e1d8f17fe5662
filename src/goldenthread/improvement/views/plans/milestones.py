"""Lists of milestones, one milestone with its history, and reporting on it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from goldenthread.access.audit import record_list_read, record_read
from goldenthread.access.break_glass.pages import shows_opened
from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.improvement.actions import progress
from goldenthread.improvement.forms import (
    ReportForm,
    is_past_due,
    recorded_words,
)
from goldenthread.improvement.permissions import may_say_posts_needed
from goldenthread.improvement.presenters import render_plan
from goldenthread.improvement.presenters.counts import same_list
from goldenthread.improvement.presenters.library import evidence_part
from goldenthread.improvement.presenters.reasons import reasons
from goldenthread.improvement.queries import lists, plans, posts
from goldenthread.improvement.queries.last_words import last_words
from goldenthread.improvement.queries.milestone import MilestonePage, milestone_detail
from goldenthread.improvement.queries.mine import my_milestones, sent_back_to
from goldenthread.improvement.queries.searching import elsewhere
from goldenthread.improvement.queries.vacancies import vacant_behind
from goldenthread.improvement.queries.versions import ending_of
from goldenthread.improvement.views.risks import risks_part

PAGE_SIZE = 50


@shows_opened
def milestone_list(request: ScopedRequest, plan_id: int) -> HttpResponse:
    """The plan's milestones, filtered by what needs doing, fifty at a time."""
    found = plans.get_plan(request.scope, plan_id)
    page = lists.milestone_page(request.scope, found, request.GET, PAGE_SIZE, clock.today())
    record_list_read(
        request.scope, "milestone", [row.id for row in page.rows], ["show"], area_id=found.area_id
    )
    context = {"plan": found, "page": page, "filters": lists.FILTERS, "orders": lists.ORDERS,
               "chosen": page.chosen, "by_need": lists.BY_NEED, "by_status": lists.BY_STATUS,
               "link": partial(same_list, page), "said": last_words(page.rows),
               "elsewhere": elsewhere(request.scope, found, page.narrowed.sought)}  # fmt: skip
    return render_plan(request, "improvement/milestones.html", context)


def mine(request: ScopedRequest) -> HttpResponse:
    """The open milestones that the person's posts lead, by plan, soonest first."""
    found = my_milestones(request.scope, clock.today())
    rows = [row for one in found for row in [*one.rows, *one.others]]
    record_list_read(request.scope, "milestone", [row.id for row in rows])
    context = {
        "plans": found,
        "vacant": vacant_behind(rows, clock.today()),
        "sent_back": sent_back_to(request.scope),
    }
    return render_plan(request, "improvement/mine.html", context)


@shows_opened
def milestone(request: ScopedRequest, milestone_id: int) -> HttpResponse:
    """One milestone: its status and why, what was reported, how its date moved."""
    page = milestone_detail(request.scope, milestone_id, clock.today())
    record_read(request.scope, page.milestone, area_id=page.plan.area_id)
    ending = ending_of(page.plan)
    context = {
        "page": page,
        "plan": page.plan,
        "reasons": reasons(page),
        "may_need": may_say_posts_needed(request.scope, page.plan),
        "risks": risks_part(
            request.scope,
            page.plan,
            "milestones",
            page.milestone,
            whole=request.GET.get("risks") == "all",
        ),
        "evidence": evidence_part(
            request.scope,
            page.plan.area_id,
            clock.today(),
            milestone=page.milestone,
            end=ending.as_at if ending else None,
        ),
    }
    return render_plan(request, "improvement/milestone.html", context)


def report(request: ScopedRequest, milestone_id: int) -> HttpResponse:
    """The two-minute update."""
    page = milestone_detail(request.scope, milestone_id, clock.today())
    allowed = progress.reporting_posts(request.scope, page.milestone)
    if not allowed:
        raise NotAllowed("Your posts neither lead this milestone nor manage the plan.")
    form = ReportForm(
        request.POST or None,
        posts=posts.named(allowed),
        row=page.row,
        initial={"version": page.milestone.version},
    )
    if request.method == "POST" and form.is_valid():
        try:
            progress.report_progress(
                scope=request.scope,
                milestone_id=milestone_id,
                post_id=int(form.cleaned_data["post"]),
                said=form.said(),
                version=form.cleaned_data["version"],
                today=clock.today(),
            )
        except UserError as problem:
            if problem.code == "changed_meanwhile" and _said_already(request, page, form):
                return redirect("improvement:milestone", milestone_id)
            form.show_refusal(problem, page.milestone.version)
        else:
            row = milestone_detail(request.scope, milestone_id, clock.today()).row
            tell = messages.warning if is_past_due(row) else messages.success
            tell(request, recorded_words(row))
            return redirect("improvement:milestone", milestone_id)
    return _form_page(request, "improvement/report.html", page, form)


def _said_already(request: ScopedRequest, page: MilestonePage, form: ReportForm) -> bool:
    """Whether the newest report is this very one: the button was pressed twice."""
    if not page.events:
        return False
    newest, said = page.events[0], form.said()
    return (newest.user_id, newest.status, newest.progress) == (
        request.scope.user_id, said.status.value, said.progress
    )  # fmt: skip


def _form_page(
    request: ScopedRequest, template: str, page: MilestonePage, form: Any
) -> HttpResponse:
    context = {"page": page, "plan": page.plan, "form": form}
    status = 400 if form.is_bound and form.errors else 200
    return render_plan(request, template, context, status)
