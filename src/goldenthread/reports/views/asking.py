"""The asks that a draft does not hold: taking one in with a click, leaving one out with a reason."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.improvement.queries import posts
from goldenthread.reports.actions import asking
from goldenthread.reports.forms import LeaveOutForm
from goldenthread.reports.models import Report
from goldenthread.reports.presenters import render_report
from goldenthread.reports.queries import asks, reports
from goldenthread.reports.queries.risks import risks_to_propose
from goldenthread.reports.rules.asks import Ask
from goldenthread.reports.views.reports import missing_asks

_RIGHT = "report.prepare"


def take_in(request: ScopedRequest, report_id: int, key: str) -> HttpResponse:
    """Put one into the draft; a button leads here."""
    found = reports.get_report(request.scope, report_id)
    request.scope.need(_RIGHT, found.plan.area_id)
    if request.method == "POST":
        try:
            asking.take_in(scope=request.scope, report_id=report_id, key=key)
        except UserError as problem:
            messages.error(request, f"{problem.message} {problem.fix}".strip())
        else:
            messages.success(request, "The report asks it now.")
    return redirect("reports:report", report_id)


def leave_out(request: ScopedRequest, report_id: int, key: str) -> HttpResponse:
    """Say by name why the draft does not ask it."""
    found = reports.get_report(request.scope, report_id)
    area_id = found.plan.area_id
    request.scope.need(_RIGHT, area_id)
    form = LeaveOutForm(
        request.POST or None, posts=posts.named(request.scope.posts_with(_RIGHT, area_id))
    )
    if found.state != Report.State.DRAFT:
        return redirect("reports:report", report_id)
    ask = _ask(request, found, key)
    if request.method == "POST" and form.is_valid():
        try:
            asking.leave_out(
                scope=request.scope, report_id=report_id, post_id=int(form.cleaned_data["post"]),
                key=key, reason=form.cleaned_data["reason"],
            )  # fmt: skip
        except UserError as problem:
            form.add_user_error(problem, problem.where if problem.where in form.fields else None)
        else:
            messages.success(request, "The report does not ask it. Your name and reason are kept.")
            return redirect("reports:report", report_id)
    status = 400 if form.is_bound and form.errors else 200
    context = {"report": found, "ask": ask, "form": form}
    return render_report(request, "reports/leave_out.html", context, status)


def _ask(request: ScopedRequest, found: Report, key: str) -> Ask:
    risks = risks_to_propose(request.scope, found, found.reads_on(clock.today()))
    now = asks.asked_now(found)
    for ask in (*missing_asks(found, now, risks), *now.standing):
        if ask.key == key:
            return ask
    raise Http404("Nobody asks that.")
