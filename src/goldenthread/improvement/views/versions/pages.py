"""Versions of a plan: the list, a new one, giving a draft up, and what differs between two."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify

from goldenthread.access.audit import record_export, record_list_read, record_read
from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.exchange.exports import WRITERS, write
from goldenthread.improvement.actions import versions as actions
from goldenthread.improvement.forms.versions import NewVersionForm
from goldenthread.improvement.models import Plan
from goldenthread.improvement.permissions import can
from goldenthread.improvement.queries import differences as queries
from goldenthread.improvement.queries.plans import get_plan
from goldenthread.improvement.queries.versions import draft_of


def versions(request: ScopedRequest, plan_id: int) -> HttpResponse:
    """Every version of the plan, with how much changed from one to the next."""
    plan = get_plan(request.scope, plan_id)
    rows = queries.version_rows(request.scope, plan)
    record_list_read(
        request.scope, "plan", [row.plan.pk for row in rows], ["versions"], area_id=plan.area_id
    )
    in_force = plan.state == Plan.State.AGREED
    begun = any(row.plan.supersedes_id == plan.pk for row in rows)
    context = {
        "plan": plan,
        "rows": rows,
        "natures": queries.NATURES,
        "may": {
            "begin": in_force and not begun and can(request.scope, "plan.edit", plan),
            "close": in_force and not begun and can(request.scope, "plan.agree", plan),
            "edit": can(request.scope, "plan.edit", plan),
        },
    }
    return render(request, "improvement/versions.html", context)


def begin(request: ScopedRequest, plan_id: int) -> HttpResponse:
    """Begin a new version of an agreed plan."""
    plan = get_plan(request.scope, plan_id)
    request.scope.need("plan.edit", plan.area_id)
    form = NewVersionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            draft = actions.new_version(
                scope=request.scope, plan_id=plan_id, version=form.cleaned_data["version"]
            )
        except UserError as problem:
            form.add_user_error(problem, problem.where if problem.where in form.fields else None)
        else:
            messages.success(
                request, "The new version is a draft. The plan in force stays as it is."
            )
            return redirect("improvement:plan", draft.pk)
    context = {"plan": plan, "form": form, "draft": draft_of(plan)}
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "improvement/version_new.html", context, status=status)


def discard(request: ScopedRequest, plan_id: int) -> HttpResponse:
    """Give a draft version up, after a page that asks."""
    plan = get_plan(request.scope, plan_id)
    request.scope.need("plan.edit", plan.area_id)
    problem = None
    if request.method == "POST":
        earlier = plan.supersedes_id
        try:
            actions.discard_version(scope=request.scope, plan_id=plan_id)
        except UserError as refused:
            problem = refused
        else:
            messages.success(request, "The draft is discarded. The plan in force stays as it is.")
            return redirect("improvement:plan", earlier)
    problems = [] if problem is None else [{"text": _words(problem), "href": "#discard"}]
    context = {"plan": plan, "problems": problems}
    return render(
        request, "improvement/version_discard.html", context, status=400 if problem else 200
    )


def differences(request: ScopedRequest, plan_id: int, other_id: int) -> HttpResponse:
    """What differs between two versions of a plan, the earlier one first whichever is named first."""
    plan = get_plan(request.scope, plan_id)
    found = queries.compared(request.scope, plan, other_id)
    record_read(request.scope, plan)
    context = {"plan": plan, "found": found, "may_export": can(request.scope, "plan.export", plan)}
    return render(request, "improvement/differences.html", context)


def differences_export(
    request: ScopedRequest, plan_id: int, other_id: int, form: str
) -> HttpResponse:
    """The differences as CSV, XLSX or JSON."""
    if form not in WRITERS:
        raise Http404(f"There is no export as {form}.")
    plan = get_plan(request.scope, plan_id)
    found = queries.compared(request.scope, plan, other_id)
    request.scope.need("plan.export", plan.area_id)
    made = write(queries.differences_table(found), form)
    record_export(request.scope, plan, fields=[form, "differences"])
    response = HttpResponse(made.content, content_type=made.content_type)
    name = f"{slugify(plan.title)[:60] or 'plan'}-differences-{clock.today().isoformat()}.{made.extension}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _words(problem: UserError) -> str:
    return f"{problem.message} {problem.fix}" if problem.fix else problem.message
