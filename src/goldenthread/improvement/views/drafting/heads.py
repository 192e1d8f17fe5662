"""Starting a plan, changing what stands at its head, and giving it up."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from goldenthread.access.requests import ScopedRequest
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.improvement.actions.drafting import change_head, discard_plan, start_plan
from goldenthread.improvement.draft_kinds import HEAD, fingerprint
from goldenthread.improvement.forms.drafting import DraftForm, HeadForm, StartForm
from goldenthread.improvement.models import Plan
from goldenthread.improvement.queries import drafting as queries
from goldenthread.improvement.views.drafting.items import while_draft
from goldenthread.ui.filters import date_long


def start(request: ScopedRequest) -> HttpResponse:
    """Begin an empty plan."""
    scope = request.scope
    scope.need("plan.edit")
    form = StartForm(
        request.POST or None,
        areas=queries.areas(scope),
        initial={"seen": queries.newest_plan(scope)},
    )
    if request.method == "POST" and form.is_valid():
        try:
            plan = start_plan(
                scope=scope,
                area_id=int(form.cleaned_data["area"]),
                head=form.head(),
                seen=form.cleaned_data["seen"] or 0,
            )
        except NotAllowed:
            raise
        except UserError as problem:
            form.show_refusal(problem, "")
        else:
            return redirect("improvement:draft", plan.pk)
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "improvement/draft_start.html", {"form": form}, status=status)


@while_draft
def head(request: ScopedRequest, plan: Plan) -> HttpResponse:
    """Title, version and date."""
    standing = fingerprint(plan, HEAD)
    form = HeadForm(
        request.POST or None,
        initial={**{name: getattr(plan, name) for name in HEAD}, "standing": standing},
    )
    stands: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            change_head(
                scope=request.scope,
                plan_id=plan.pk,
                head=form.head(),
                standing=form.cleaned_data["standing"],
            )
        except NotAllowed:
            raise
        except UserError as problem:
            form.show_refusal(problem, standing)
            if problem.code == "changed_meanwhile":
                stands = _stands(plan)
        else:
            return redirect("improvement:draft", plan.pk)
    context = {
        "plan": plan,
        "form": form,
        "stands": stands,
        "heading": "Change title, version and date",
    }
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "improvement/draft_form.html", context, status=status)


@while_draft
def discard(request: ScopedRequest, plan: Plan) -> HttpResponse:
    """Give up a draft, after a page that asks; a new version has its own."""
    if plan.supersedes_id is not None:
        return redirect("improvement:discard_version", plan.pk)
    form = DraftForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            discard_plan(scope=request.scope, plan_id=plan.pk)
        except NotAllowed:
            raise
        except UserError as problem:
            form.show_refusal(problem, "")
        else:
            messages.success(request, "The draft is discarded.")
            return redirect("improvement:plans")
    status = 400 if form.errors else 200
    context = {"plan": plan, "form": form}
    return render(request, "improvement/draft_discard.html", context, status=status)


def _stands(plan: Plan) -> list[dict[str, str]]:
    return [
        {"key": "Title of the plan", "value": plan.title},
        {"key": "Version", "value": plan.version or "–"},
        {"key": "Date of the plan", "value": date_long(plan.dated) or "–"},
    ]
