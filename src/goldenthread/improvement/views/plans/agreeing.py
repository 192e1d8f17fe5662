"""Agreeing a draft plan."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.improvement.actions import agreeing as actions
from goldenthread.improvement.forms import AgreeForm
from goldenthread.improvement.queries import plans, posts
from goldenthread.improvement.queries.other_words import in_other_words
from goldenthread.improvement.queries.versions import lacking_to_agree, taking_over


def agree(request: ScopedRequest, plan_id: int) -> HttpResponse:
    """Agree a draft plan."""
    scope = request.scope
    found = plans.get_plan(scope, plan_id)
    scope.need("plan.agree", found.area_id)
    form = AgreeForm(
        request.POST or None,
        posts=posts.named(scope.posts_with("plan.agree", found.area_id)),
        lacking=lacking_to_agree(found),
        initial={"agreed_on": clock.today(), "version": found.version},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.agree_plan(
                scope=scope,
                plan_id=plan_id,
                post_id=int(form.cleaned_data["post"]),
                agreed_on=form.cleaned_data["agreed_on"],
                today=clock.today(),
                version=form.cleaned_data.get("version") or "",
                dated=form.cleaned_data.get("dated"),
            )
        except UserError as problem:
            form.show_refusal(problem)
        else:
            messages.success(
                request, "The plan is agreed. Its words and first dates are fixed from now on."
            )
            return redirect("improvement:plan", plan_id)
    context = {
        "form": form, "plan": found, "taking_over": taking_over(found),
        "other_words": in_other_words(found, clock.today()),
    }  # fmt: skip
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "improvement/agree.html", context, status=status)
