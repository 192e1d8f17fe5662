"""Signing a completed milestone off, or sending it back to its lead."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from goldenthread.access.audit import record_refusal
from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.improvement.actions import progress
from goldenthread.improvement.actions.sending_back import send_back
from goldenthread.improvement.forms import SendBackForm, SignOffForm
from goldenthread.improvement.models import MilestoneEvent
from goldenthread.improvement.presenters import render_plan
from goldenthread.improvement.queries import posts
from goldenthread.improvement.queries.barriers import milestone_barrier
from goldenthread.improvement.queries.milestone import MilestonePage, milestone_detail


def sign_off(request: ScopedRequest, milestone_id: int) -> HttpResponse:
    """Sign off a completed milestone of somebody else."""
    page, allowed = _page_and_posts(request, milestone_id)
    form = SignOffForm(
        request.POST or None,
        posts=posts.named(allowed),
        initial={"version": page.milestone.version},
    )
    if request.method == "POST" and form.is_valid():
        try:
            progress.sign_off(
                scope=request.scope,
                milestone_id=milestone_id,
                post_id=int(form.cleaned_data["post"]),
                version=form.cleaned_data["version"],
                today=clock.today(),
            )
        except UserError as problem:
            if page.milestone.signed_off_by_id == request.scope.user_id:
                return redirect("improvement:milestone", milestone_id)  # sent twice
            _record_refusal(request, page, problem)
            form.add_user_error(problem)
        else:
            messages.success(request, "The milestone is signed off.")
            return redirect("improvement:milestone", milestone_id)
    return _answer(request, "improvement/sign_off.html", page, form)


def not_yet(request: ScopedRequest, milestone_id: int) -> HttpResponse:
    """Send it back to its lead, with the reason."""
    page, allowed = _page_and_posts(request, milestone_id)
    form = SendBackForm(
        request.POST or None,
        posts=posts.named(allowed),
        initial={"version": page.milestone.version},
    )
    if request.method == "POST" and form.is_valid():
        try:
            send_back(
                scope=request.scope,
                milestone_id=milestone_id,
                post_id=int(form.cleaned_data["post"]),
                reason=form.cleaned_data["reason"],
                version=form.cleaned_data["version"],
                today=clock.today(),
            )
        except UserError as problem:
            if _sent_already(request, page, form.cleaned_data["reason"]):
                return redirect("improvement:milestone", milestone_id)
            _record_refusal(request, page, problem)
            form.show_refusal(problem)
        else:
            messages.success(request, "The milestone is sent back to its lead.")
            return redirect("improvement:milestone", milestone_id)
    return _answer(request, "improvement/not_yet.html", page, form)


def _page_and_posts(
    request: ScopedRequest, milestone_id: int
) -> tuple[MilestonePage, frozenset[int]]:
    page = milestone_detail(request.scope, milestone_id, clock.today())
    allowed = request.scope.posts_with("milestone.sign_off", page.plan.area_id)
    if not allowed:
        raise NotAllowed("Your posts do not carry the right to sign off milestones in this area.")
    return page, allowed


def _sent_already(request: ScopedRequest, page: MilestonePage, reason: str) -> bool:
    """Whether the newest thing said is this very one: the button was pressed twice."""
    newest = page.events[0] if page.events else None
    return newest is not None and (newest.kind, newest.user_id, newest.reason) == (
        MilestoneEvent.Kind.RETURNED, request.scope.user_id, reason
    )  # fmt: skip


def _record_refusal(request: ScopedRequest, page: MilestonePage, problem: UserError) -> None:
    if isinstance(problem, progress.Refused):
        record_refusal(
            request.scope, page.milestone, action="milestone.sign_off_refused",
            area_id=page.plan.area_id,
        )  # fmt: skip


def _answer(request: ScopedRequest, template: str, page: MilestonePage, form: Any) -> HttpResponse:
    barrier = milestone_barrier(request.scope, page.plan, page.row.facts, clock.today())
    context = {"page": page, "plan": page.plan, "form": form, "barrier": barrier}
    status = 400 if form.is_bound and form.errors else 200
    return render_plan(request, template, context, status)
