"""What the publication check found in a draft: answered here, or put forward to somebody else who may answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from goldenthread.access.audit import record
from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.documents.models import sha256_of
from goldenthread.documents.publishing import Paper, asked_of, may_clear
from goldenthread.improvement.queries import posts
from goldenthread.reports.actions import clearing
from goldenthread.reports.clearing_forms import ClearForm, PutForwardForm
from goldenthread.reports.models import Progress, Report
from goldenthread.reports.papers import families_paper, report_paper
from goldenthread.reports.presenters import body_of, families_bodies, render_report
from goldenthread.reports.queries import families, reports
from goldenthread.reports.queries.pack import compose
from goldenthread.ui.forms import Form


@dataclass(frozen=True)
class _Desk:
    """One draft on the page of the check: its addresses, and the action that clears it."""

    draft: Report | Progress
    title: str
    back: str
    put_forward: str
    onwards: str
    clear: Callable[[int, clearing.Answers, int], object]


def check_report(request: ScopedRequest, report_id: int) -> HttpResponse:
    """The findings in a report to a public meeting."""
    found = reports.get_report(request.scope, report_id)
    if found.state != Report.State.DRAFT or not found.audience.public:
        return redirect("reports:report", report_id)
    body = body_of(compose(request.scope, found, found.reads_on(clock.today())))

    def clear(post_id: int, answers: clearing.Answers, version: int) -> object:
        return clearing.clear_report(
            scope=request.scope, report_id=report_id, post_id=post_id, answers=answers,
            version=version, today=clock.today(),
        )  # fmt: skip

    desk = _Desk(found, found.title, "reports:report", "reports:put_forward", "reports:send", clear)
    return _check(request, desk, report_paper(found, body), "report.checked")


def check_families(request: ScopedRequest, progress_id: int) -> HttpResponse:
    """The findings in both parts of a page for families."""
    found = families.get_progress(request.scope, progress_id)
    if found.state != Progress.State.DRAFT:
        return redirect("reports:families_page", progress_id)
    told = families.compose_families(request.scope, found, found.reads_on(clock.today()))

    def clear(post_id: int, answers: clearing.Answers, version: int) -> object:
        return clearing.clear_progress(
            scope=request.scope, progress_id=progress_id, post_id=post_id, answers=answers,
            version=version, today=clock.today(),
        )  # fmt: skip

    desk = _Desk(
        found, "Page for families", "reports:families_page", "reports:families_put_forward",
        "reports:families_publish", clear,
    )  # fmt: skip
    paper = families_paper(found, families_bodies(told).together)
    return _check(request, desk, paper, "progress.checked")


def put_forward_report(request: ScopedRequest, report_id: int) -> HttpResponse:
    """Ask somebody else to clear a report; a button leads here."""
    found = reports.get_report(request.scope, report_id)
    request.scope.need("report.prepare", found.plan.area_id)
    return _put_forward(
        request, "reports:report", report_id,
        lambda version: clearing.put_forward_report(
            scope=request.scope, report_id=report_id, version=version, today=clock.today()
        ),
    )  # fmt: skip


def put_forward_families(request: ScopedRequest, progress_id: int) -> HttpResponse:
    """Ask somebody else to clear a page for families; a button leads here."""
    found = families.get_progress(request.scope, progress_id)
    request.scope.need("plan.publish", found.plan.area_id)
    return _put_forward(
        request, "reports:families_page", progress_id,
        lambda version: clearing.put_forward_progress(
            scope=request.scope, progress_id=progress_id, version=version, today=clock.today()
        ),
    )  # fmt: skip


def _check(request: ScopedRequest, desk: _Desk, paper: Paper, code: str) -> HttpResponse:
    """Whoever may see the draft sees what was found; the form is for those who may answer for it."""
    scope, area_id = request.scope, paper.area_id
    if not scope.has(paper.clears, area_id):
        scope.need(paper.sends, area_id)
    asked = asked_of(area_id, paper.body)
    record(scope, code, desk.draft, area_id=area_id)
    context: dict[str, Any] = {"desk": desk, "asked": asked, "names": may_clear(paper)}
    context["may_answer"] = not asked or paper.may_answer(scope)
    if not context["may_answer"]:
        context["form"] = PutForwardForm(initial={"version": desk.draft.version})
        return render_report(request, "reports/check.html", context)
    rights = (paper.clears,) if asked else (paper.clears, paper.sends)
    held = frozenset[int]().union(*(scope.posts_with(right, area_id) for right in rights))
    form = ClearForm(
        request.POST or None, asked=asked, posts=posts.named(held),
        initial={"version": desk.draft.version, "seen": sha256_of(paper.body)},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        answers = clearing.Answers(given["seen"], form.reasons())
        try:
            desk.clear(int(given["post"]), answers, given["version"])
        except UserError as problem:
            form.show(problem)
        else:
            messages.success(request, "Cleared. It holds for these very words, and only for them.")
            if asked or not scope.has(paper.sends, area_id):
                return redirect("reports:home")
            return redirect(desk.onwards, desk.draft.pk)
    context["form"] = form
    return render_report(request, "reports/check.html", context, status_of(form))


def _put_forward(
    request: ScopedRequest, back: str, key: int, ask: Callable[[int], object]
) -> HttpResponse:
    form = PutForwardForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            ask(form.cleaned_data["version"])
        except UserError as problem:
            messages.error(request, f"{problem.message} {problem.fix}".strip())
        else:
            messages.success(
                request, "Put forward. Those who may clear it find it on their page of reports."
            )
    return redirect(back, key)


def status_of(form: Form) -> int:
    """400 for a form that came back with problems."""
    return 400 if form.is_bound and form.errors else 200
