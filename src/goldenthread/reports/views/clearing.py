"""What the publication check found in a draft, and the answers to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from goldenthread.access.audit import record
from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.documents.models import sha256_of
from goldenthread.documents.publishing import asked_of
from goldenthread.documents.rules.publication import Question
from goldenthread.improvement.queries import posts
from goldenthread.reports.actions import clearing
from goldenthread.reports.clearing_forms import ClearForm
from goldenthread.reports.models import Report
from goldenthread.reports.presenters import body_of, render_report
from goldenthread.reports.queries import reports
from goldenthread.reports.queries.pack import compose
from goldenthread.ui.forms import Form


def check_report(request: ScopedRequest, report_id: int) -> HttpResponse:
    """The findings in a report to a public meeting; clearing leads to sending."""
    found = reports.get_report(request.scope, report_id)
    area_id = found.plan.area_id
    request.scope.need("report.send", area_id)
    if found.state != Report.State.DRAFT or not found.audience.public:
        return redirect("reports:report", report_id)
    body = body_of(compose(request.scope, found, clock.today()))
    form = clear_form(request, asked_of(area_id, body), body, found.version, "report.send", area_id)
    record(request.scope, "report.checked", found, area_id=area_id)
    if request.method == "POST" and form.is_valid():
        try:
            clearing.clear_report(
                scope=request.scope, report_id=report_id, post_id=int(form.cleaned_data["post"]),
                answers=clearing.Answers(form.cleaned_data["seen"], form.reasons()),
                version=form.cleaned_data["version"], today=clock.today(),
            )  # fmt: skip
        except UserError as problem:
            form.show(problem)
        else:
            messages.success(request, "Cleared. It holds for these very words, and only for them.")
            return redirect("reports:send", report_id)
    where: dict[str, Any] = {"title": found.title, "back": "reports:report", "key": found.pk}
    return render_report(request, "reports/check.html", {"form": form, **where}, status_of(form))


def clear_form(
    request: ScopedRequest,
    asked: Sequence[Question],
    body: str,
    version: int,
    right: str,
    area_id: int,
) -> ClearForm:
    """The form for these questions about `body`, for somebody who may clear by `right`."""
    held = posts.named(request.scope.posts_with(right, area_id))
    initial = {"version": version, "seen": sha256_of(body)}
    return ClearForm(request.POST or None, asked=asked, posts=held, initial=initial)


def status_of(form: Form) -> int:
    """400 for a form that came back with problems."""
    return 400 if form.is_bound and form.errors else 200
