"""The home of reports, the reports on one plan, and what came back."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from goldenthread.access.audit import record_list_read
from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.improvement.queries import plans
from goldenthread.registers.queries.came_back import answers_back
from goldenthread.reports.queries import families, highlights, reports
from goldenthread.reports.queries.waiting import waiting_for

PAGE_SIZE = 50


def home(request: ScopedRequest) -> HttpResponse:
    """What the person has to write, and the newest reports."""
    request.scope.need("report.view")
    rows = reports.recent_reports(request.scope)
    record_list_read(request.scope, "report", [row.pk for row in rows])
    in_force = [
        row for row in plans.plan_list(request.scope, clock.today()) if row.state == "agreed"
    ]
    context = {"reports": rows, "owed": highlights.owed(request.scope), "plans": in_force}
    context["waiting"] = waiting_for(request.scope)
    context["families"] = families.newest_published(request.scope)
    return render(request, "reports/home.html", context)


def plan(request: ScopedRequest, plan_id: int) -> HttpResponse:
    """The reports on a plan, and how far its leads are with their highlight reports."""
    found = plans.get_plan(request.scope, plan_id)
    request.scope.need("report.view", found.area_id)
    page, states = reports.plan_reports(request.scope, found, request.GET, PAGE_SIZE)
    record_list_read(request.scope, "report", [row.pk for row in page.rows], area_id=found.area_id)
    may_prepare = found.state == "agreed" and request.scope.has("report.prepare", found.area_id)
    context = {"plan": found, "page": page, "states": states, "may_prepare": may_prepare}
    return render(request, "reports/plan.html", context)


def came_back(request: ScopedRequest) -> HttpResponse:
    """Answers to what the person's posts raised or own, and decisions on reports; their own are marked."""
    request.scope.need("report.view")
    page, rows = reports.came_back(request.scope, request.GET, PAGE_SIZE)
    record_list_read(request.scope, "decision", [row.pk for row in page.rows])
    answers = answers_back(request.scope)
    if answers:
        record_list_read(request.scope, "entry", [row.id for row in answers], ["raised_post"])
    context = {"page": page, "rows": rows, "answers": answers}
    return render(request, "reports/came_back.html", context)
