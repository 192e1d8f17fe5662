"""Signing off a whole priority, section or plan, and setting its status by hand."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from goldenthread.access.audit import record_refusal
from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.improvement.actions.judging import override_status, sign_off_part
from goldenthread.improvement.actions.progress import Refused
from goldenthread.improvement.forms import ConfirmForm, OverrideForm
from goldenthread.improvement.presenters import render_plan
from goldenthread.improvement.queries import posts
from goldenthread.improvement.queries.barriers import whole_barrier
from goldenthread.improvement.queries.parts import Part, get_part
from goldenthread.improvement.queries.wholes import children_of, plan_of, shown_of
from goldenthread.improvement.rules.status import Status, rollup


def override(request: ScopedRequest, plan_id: int, kind: str, part_id: int) -> HttpResponse:
    """Set a status by hand, with a reason that shows, or go back to the rule."""
    part = get_part(request.scope, plan_id, kind, part_id)
    allowed = _posts(request, "status.override", part)
    form = OverrideForm(request.POST or None, posts=posts.named(allowed))
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["status"]
        try:
            override_status(
                scope=request.scope,
                part=part,
                post_id=int(form.cleaned_data["post"]),
                status=None if chosen == OverrideForm.RULE else Status(chosen),
                reason=form.cleaned_data["reason"],
                today=clock.today(),
            )
        except UserError as problem:
            form.show_refusal(problem)
        else:
            messages.success(request, "The status is set, and its reason shows beside it.")
            return _back(plan_id, kind, part_id)
    return _page(request, "improvement/override.html", part, kind, form)


def sign_off(request: ScopedRequest, plan_id: int, kind: str, part_id: int) -> HttpResponse:
    """Sign off the whole, once everything in it is signed off."""
    part = get_part(request.scope, plan_id, kind, part_id)
    allowed = _posts(request, "milestone.sign_off", part)
    form = ConfirmForm(request.POST or None, posts=posts.named(allowed))
    if request.method == "POST" and form.is_valid():
        try:
            sign_off_part(
                scope=request.scope,
                part=part,
                post_id=int(form.cleaned_data["post"]),
                today=clock.today(),
            )
        except UserError as problem:
            if isinstance(problem, Refused):
                record_refusal(
                    request.scope, part, action="milestone.sign_off_refused",
                    area_id=plan_of(part).area_id,
                )  # fmt: skip
            form.add_user_error(problem)
        else:
            messages.success(request, "It is signed off as a whole.")
            return _back(plan_id, kind, part_id)
    plan, today = plan_of(part), clock.today()
    children, shown = children_of(plan, part, today), shown_of(plan, part, today)
    barrier = whole_barrier(request.scope, part, children, shown, today)
    return _page(request, "improvement/sign_off_part.html", part, kind, form, barrier=barrier)


def _posts(request: ScopedRequest, permission: str, part: Part) -> frozenset[int]:
    allowed = request.scope.posts_with(permission, plan_of(part).area_id)
    if not allowed:
        raise NotAllowed("Your posts do not carry this right in this area.")
    return allowed


def _back(plan_id: int, kind: str, part_id: int) -> HttpResponse:
    return redirect(_address(plan_id, kind, part_id))


def _address(plan_id: int, kind: str, part_id: int) -> str:
    if kind == "plans":
        return reverse("improvement:plan", args=[plan_id])
    name = "improvement:priority" if kind == "priorities" else "improvement:section"
    return reverse(name, args=[plan_id, part_id])


def _page(
    request: ScopedRequest, template: str, part: Part, kind: str, form: Any, **more: Any
) -> HttpResponse:
    plan = plan_of(part)
    derived = rollup(children_of(plan, part, clock.today()))
    back = _address(plan.pk, kind, part.pk)
    context = {"part": part, "plan": plan, "derived": derived, "form": form, "back": back, **more}
    status = 400 if form.is_bound and form.errors else 200
    return render_plan(request, template, context, status)
