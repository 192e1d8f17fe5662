"""One report: preparing, previewing, changing, giving up, correcting; and reading what was sent."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from markupsafe import Markup

from goldenthread.access.audit import record_read
from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.documents.models import sha256_of
from goldenthread.improvement.queries import plans, posts
from goldenthread.improvement.queries.risks import LinkedRisk
from goldenthread.reports.actions import preparing
from goldenthread.reports.forms import PrepareForm, ReportForm
from goldenthread.reports.models import Report
from goldenthread.reports.permissions import can
from goldenthread.reports.presenters import body_of, render_report
from goldenthread.reports.queries import asks, reports
from goldenthread.reports.queries.pack import compose
from goldenthread.reports.queries.risks import proposed_asks, risks_to_propose
from goldenthread.reports.rules.asks import Ask, without


def report(request: ScopedRequest, report_id: int) -> HttpResponse:
    """A draft as it would be frozen now, or a sent report as it was frozen."""
    found = reports.get_report(request.scope, report_id)
    record_read(request.scope, found, area_id=found.plan.area_id)
    if found.state == Report.State.DRAFT:
        return _preview(request, found)
    page = reports.sent_page(found)
    body = found.snapshot.body if found.snapshot else ""
    context = {
        "report": found,
        "page": page,
        "left_out": asks.left_out_told(found),
        "body": Markup(body),  # noqa: S704 - our own templates made it
        "may": {
            name: can(request.scope, f"report.{name}", found)
            for name in ("decide", "prepare", "send")
        },
    }
    return render_report(request, "reports/sent.html", context)


def prepare(request: ScopedRequest, plan_id: int) -> HttpResponse:
    """For whom, and what kind."""
    scope, plan = request.scope, plans.get_plan(request.scope, plan_id)
    scope.need("report.prepare", plan.area_id)
    form = PrepareForm(
        request.POST or None, posts=posts.named(scope.posts_with("report.prepare", plan.area_id))
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = preparing.prepare_report(
                scope=scope, plan_id=plan_id, post_id=int(given["post"]), kind=given["kind"],
                audience_key=given["audience_key"], meeting_on=given["meeting_on"],
            )  # fmt: skip
        except UserError as problem:
            form.add_user_error(problem)
        else:
            return redirect("reports:report", made.pk)
    return _form_page(request, "reports/prepare.html", {"plan": plan}, form)


def edit(request: ScopedRequest, report_id: int) -> HttpResponse:
    """The preparer's own words."""
    found = reports.get_report(request.scope, report_id)
    request.scope.need("report.prepare", found.plan.area_id)
    now = asks.asked_now(found)
    names = ("version", "meeting_on", "introduction", "change_notes")
    shown = {name: getattr(found, name) for name in names}
    form = ReportForm(
        request.POST or None, correcting=found.corrects_id is not None,
        initial={**shown, "asks": now.lines, "asks_shown": sha256_of(now.lines)},
    )  # fmt: skip
    risks = risks_to_propose(request.scope, found, clock.today())
    context: dict[str, Any] = {"report": found, "offered": missing_asks(found, now, risks)}
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        words = preparing.Words(
            given["introduction"], form.asks_written(), given["meeting_on"],
            given.get("change_notes", ""),
        )  # fmt: skip
        try:
            preparing.change_report(
                scope=request.scope, report_id=report_id, words=words, version=given["version"]
            )
        except UserError as problem:
            form.show(problem, found.version)
            if problem.code == "changed_meanwhile":
                context["saved"] = [
                    ("Opening words", found.introduction), ("What you ask of them", now.lines)
                ]  # fmt: skip
        else:
            messages.success(request, "Saved. This is how the report reads now.")
            return redirect("reports:report", report_id)
    return _form_page(request, "reports/edit.html", context, form)


def discard(request: ScopedRequest, report_id: int) -> HttpResponse:
    """Give a draft up, after a page that asks."""
    found = reports.get_report(request.scope, report_id)
    request.scope.need("report.prepare", found.plan.area_id)
    if request.method == "POST":
        preparing.discard_report(scope=request.scope, report_id=report_id, version=found.version)
        messages.success(request, "The draft is discarded.")
        return redirect("reports:plan", found.plan_id)
    return render_report(request, "reports/discard.html", {"report": found})


def correct(request: ScopedRequest, report_id: int) -> HttpResponse:
    """Start a correction of a sent report, after a page that says what that means."""
    found = reports.get_report(request.scope, report_id)
    held = request.scope.posts_with("report.prepare", found.plan.area_id)
    request.scope.need("report.prepare", found.plan.area_id)
    if request.method == "POST":
        made = preparing.correct_report(scope=request.scope, report_id=report_id, post_id=min(held))
        return redirect("reports:edit", made.pk)
    return render_report(request, "reports/correct.html", {"report": found})


def _preview(request: ScopedRequest, found: Report) -> HttpResponse:
    pack = compose(request.scope, found, found.reads_on(clock.today()))
    body = body_of(pack)
    cleared = found.clearance if found.audience.public else None
    risks = risks_to_propose(request.scope, found, pack.page.as_at, pack.risks)
    context = {
        "report": found,
        "body": Markup(body),  # noqa: S704 - our own templates made it
        "offered": missing_asks(found, pack.asked, risks),
        "left_out": asks.left_out_told(found),
        "as_at": pack.page.as_at,
        "cleared": cleared if cleared and cleared.sha256 == sha256_of(body) else None,
        "may": {
            name: can(request.scope, f"report.{name}", found)
            for name in ("send", "prepare", "clear")
        },
    }  # fmt: skip
    return render_report(request, "reports/preview.html", context)


def missing_asks(found: Report, asked: asks.Asked, risks: Iterable[LinkedRisk]) -> list[Ask]:
    """What stands and the draft does not ask: of leads and of earlier reports, and for escalated risks."""
    proposed = without(proposed_asks(found, risks), [*asked.asks, *asked.missing])
    return [*asked.missing, *asks.not_left_out(found, proposed)]


def _form_page(
    request: ScopedRequest, template: str, context: dict[str, Any], form: Any
) -> HttpResponse:
    status = 400 if form.is_bound and form.errors else 200
    return render_report(request, template, {**context, "form": form}, status)
