"""Recording what came back on a report."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.improvement.queries import posts
from goldenthread.reports.actions.deciding import Decided, record_decision
from goldenthread.reports.forms import DecisionForm
from goldenthread.reports.presenters import render_report
from goldenthread.reports.queries import reports


def add(request: ScopedRequest, report_id: int) -> HttpResponse:
    """One decision on a sent report."""
    found = reports.get_report(request.scope, report_id)
    scope = request.scope
    scope.need("report.decide", found.plan.area_id)
    form = DecisionForm(
        request.POST or None, about=reports.decidable(found),
        posts=posts.named(scope.posts_with("report.decide", found.plan.area_id)),
        initial={"decided_by": found.audience.name, "decided_on": found.meeting_on},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        decided = Decided(given["text"], given["decided_by"], given["decided_on"], given["about"])
        try:
            record_decision(
                scope=scope, report_id=report_id, post_id=int(given["post"]), decided=decided,
                today=clock.today(),
            )  # fmt: skip
        except UserError as problem:
            form.add_user_error(problem, problem.where if problem.where in form.fields else None)
        else:
            messages.success(request, "The decision is recorded, and its lead sees it.")
            return redirect("reports:report", report_id)
    context = {"form": form, "report": found}
    status = 400 if form.is_bound and form.errors else 200
    return render_report(request, "reports/decide.html", context, status)
