"""The end of a plan, and its yearly reviews."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from goldenthread.access.audit import record_read
from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.improvement.actions.closing import close_plan
from goldenthread.improvement.actions.reviewing import record_review
from goldenthread.improvement.forms.versions import CloseForm, ReviewForm
from goldenthread.improvement.models import Plan
from goldenthread.improvement.permissions import can
from goldenthread.improvement.queries import posts
from goldenthread.improvement.queries.plans import get_plan
from goldenthread.improvement.queries.versions import reviews_of


def close(request: ScopedRequest, plan_id: int) -> HttpResponse:
    """Close a plan that nothing supersedes."""
    scope, plan = request.scope, get_plan(request.scope, plan_id)
    scope.need("plan.agree", plan.area_id)
    form = CloseForm(
        request.POST or None,
        posts=posts.named(scope.posts_with("plan.agree", plan.area_id)),
        initial={"closed_on": clock.today()},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            close_plan(
                scope=scope, plan_id=plan_id, post_id=int(given["post"]),
                closed_on=given["closed_on"], why=given["why"], today=clock.today(),
            )  # fmt: skip
        except UserError as problem:
            form.add_user_error(problem, problem.where if problem.where in form.fields else None)
        else:
            messages.success(request, "The plan is closed. It stays readable.")
            return redirect("improvement:plan", plan_id)
    status = 400 if form.is_bound and form.errors else 200
    context = {"plan": plan, "form": form}
    return render(request, "improvement/version_close.html", context, status=status)


def reviews(request: ScopedRequest, plan_id: int) -> HttpResponse:
    """The yearly reviews of a plan, and the form to record one."""
    scope, plan = request.scope, get_plan(request.scope, plan_id)
    may = plan.state == Plan.State.AGREED and can(scope, "plan.agree", plan)
    if request.method == "POST":
        scope.need("plan.agree", plan.area_id)
    form = ReviewForm(
        request.POST or None,
        posts=posts.named(scope.posts_with("plan.agree", plan.area_id)) if may else [],
        initial={"held_on": clock.today()},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            record_review(
                scope=scope, plan_id=plan_id, post_id=int(given["post"]), held_on=given["held_on"],
                conclusion=given["conclusion"], today=clock.today(),
            )  # fmt: skip
        except UserError as problem:
            form.add_user_error(problem, problem.where if problem.where in form.fields else None)
        else:
            messages.success(request, "The review is recorded.")
            return redirect("improvement:reviews", plan_id)
    if request.method == "GET":
        record_read(scope, plan)
    status = 400 if form.is_bound and form.errors else 200
    context = {"plan": plan, "form": form, "may": may, "rows": reviews_of(plan)}
    return render(request, "improvement/version_reviews.html", context, status=status)
