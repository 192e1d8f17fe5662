"""Setting a target, recording and withdrawing figures."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.improvement.actions import criteria as actions
from goldenthread.improvement.forms.criteria import (
    MeasurementForm,
    TargetForm,
    WithdrawForm,
)
from goldenthread.improvement.queries import criterion_pages
from goldenthread.improvement.rules.criteria import CriterionState
from goldenthread.improvement.views.criteria.common import act_page, opened_for, seen_number


def set_target(request: ScopedRequest, criterion_id: int) -> HttpResponse:
    """Say what would be enough."""
    criterion, row, named = opened_for(request, criterion_id, "criterion.set")
    form = TargetForm(
        request.POST or None,
        posts=named,
        changes_another=bool(row.target_pk),
        initial={
            "seen": row.target_pk,
            **criterion_pages.typed(row),
            **criterion_pages.proposed(row),
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_target(
                scope=request.scope,
                criterion_id=criterion_id,
                post_id=int(form.cleaned_data["post"]),
                given=form.given(),
                seen=seen_number(form.cleaned_data["seen"]),
                today=clock.today(),
            )
        except UserError as problem:
            form.show_refusal(problem, row.target_pk)
        else:
            messages.success(request, "The target is set.")
            if request.GET.get("from") == CriterionState.NUMBER_PRINTED:
                where = reverse("improvement:criteria", args=[criterion.section.plan_id])
                return redirect(f"{where}?show={CriterionState.NUMBER_PRINTED}")
            return redirect("improvement:criterion", criterion_id)
    heading = "Change the target" if row.target_pk else "Set the target"
    return act_page(request, criterion, row, form, heading, "Save the target")


def measure(request: ScopedRequest, criterion_id: int) -> HttpResponse:
    """Record how things stood on a day."""
    criterion, row, named = opened_for(request, criterion_id, "criterion.measure")
    form = MeasurementForm(
        request.POST or None,
        posts=named,
        unit=row.target.unit,
        initial={"source": row.target.source},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_measurement(
                scope=request.scope,
                criterion_id=criterion_id,
                post_id=int(form.cleaned_data["post"]),
                given=form.given(),
                today=clock.today(),
            )
        except UserError as problem:
            there = problem.standing.pk if isinstance(problem, actions.FigureThere) else None
            form.show_refusal(problem, there)
        else:
            messages.success(request, "The figure is recorded.")
            return redirect("improvement:criterion", criterion_id)
    return act_page(request, criterion, row, form, "Record a figure", "Record the figure")


def withdraw(request: ScopedRequest, criterion_id: int, measurement_id: int) -> HttpResponse:
    """Withdraw a figure that was wrong."""
    criterion, row, named = opened_for(request, criterion_id, "criterion.measure")
    figure = criterion_pages.get_figure(criterion, measurement_id)
    form = WithdrawForm(request.POST or None, posts=named)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_measurement(
                scope=request.scope,
                criterion_id=criterion_id,
                measurement_id=measurement_id,
                post_id=int(form.cleaned_data["post"]),
                reason=form.cleaned_data["reason"],
            )
        except UserError as problem:
            form.show_refusal(problem)
        else:
            messages.success(
                request, "The figure is withdrawn. It stays on the page, struck through."
            )
            return redirect("improvement:criterion", criterion_id)
    return act_page(
        request, criterion, row, form, "Withdraw a figure", "Withdraw it", figure=figure
    )
