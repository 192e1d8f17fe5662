"""Sending a report: what is still open, what the check finds, and who receives it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.documents.models import sha256_of
from goldenthread.documents.publishing import asked_of, clearance_of
from goldenthread.reports.actions import sending
from goldenthread.reports.forms import SendForm
from goldenthread.reports.models import Report
from goldenthread.reports.papers import SENDS, report_paper
from goldenthread.reports.presenters import body_of, render_report
from goldenthread.reports.queries import reports
from goldenthread.reports.queries.pack import compose
from goldenthread.reports.queries.risks import risks_to_propose
from goldenthread.reports.queries.still_open import still_open
from goldenthread.reports.views.reports import missing_asks


def send(request: ScopedRequest, report_id: int) -> HttpResponse:
    """Freeze the report and write down who receives it. A public one is cleared first; any other is warned of."""
    found = reports.get_report(request.scope, report_id)
    scope, area_id = request.scope, found.plan.area_id
    scope.need(SENDS, area_id)
    if found.state != Report.State.DRAFT:
        return redirect("reports:report", report_id)
    pack = compose(scope, found, found.reads_on(clock.today()))
    body = body_of(pack)
    if found.audience.public and clearance_of(report_paper(found, body)) is None:
        return redirect("reports:check", report_id)
    asked = [] if found.audience.public else asked_of(area_id, body)
    form = SendForm(
        request.POST or None, posts=scope.named_posts(SENDS, area_id),
        findings=len(asked),
        initial={
            "version": found.version, "previewed": sha256_of(body),
            "recipients": found.audience.name,
        },
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            sending.send_report(
                scope=scope, report_id=report_id, post_id=int(given["post"]),
                sending=sending.Sending(
                    form.names(), given["previewed"], given.get("findings_read", False)
                ),
                version=given["version"], today=clock.today(),
            )  # fmt: skip
        except UserError as problem:
            form.show(problem)
        else:
            messages.success(request, "The report is sent. Its words are frozen from now on.")
            return redirect("reports:report", report_id)
    risks = risks_to_propose(scope, found, pack.page.as_at, pack.risks)
    context = {
        "report": found, "still_open": still_open(pack), "asked": asked, "form": form,
        "offered": missing_asks(found, pack.asked, risks),
    }  # fmt: skip
    status = 400 if form.is_bound and form.errors else 200
    return render_report(request, "reports/send.html", context, status)
