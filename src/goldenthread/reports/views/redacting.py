"""Taking the words out of a sent report for good."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from goldenthread.access.requests import ScopedRequest
from goldenthread.core.errors import UserError
from goldenthread.improvement.queries import posts
from goldenthread.reports.actions.redacting_reports import redact_report
from goldenthread.reports.families_forms import RedactForm
from goldenthread.reports.papers import SENDS
from goldenthread.reports.presenters import render_report
from goldenthread.reports.queries import reports


def redact(request: ScopedRequest, report_id: int) -> HttpResponse:
    """A page that says what goes, and asks why."""
    found = reports.get_report(request.scope, report_id)
    area_id = found.plan.area_id
    request.scope.need(SENDS, area_id)
    if found.snapshot is None or found.redacted:
        return redirect("reports:report", report_id)
    held = posts.named(request.scope.posts_with(SENDS, area_id))
    form = RedactForm(request.POST or None, posts=held)
    if request.method == "POST" and form.is_valid():
        try:
            redact_report(
                scope=request.scope, report_id=report_id, post_id=int(form.cleaned_data["post"]),
                reason=form.cleaned_data["reason"],
            )  # fmt: skip
        except UserError as problem:
            form.add_user_error(problem, problem.where if problem.where in form.fields else None)
        else:
            messages.success(
                request, "The words are gone. What was done, by whom and why stays on record."
            )
            return redirect("reports:report", report_id)
    context = {"report": found, "form": form}
    status = 400 if form.is_bound and form.errors else 200
    return render_report(request, "reports/redact.html", context, status)
