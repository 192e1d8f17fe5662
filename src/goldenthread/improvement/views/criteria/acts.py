"""Setting a target, recording and withdrawing figures, judging and taking a judgement back."""

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
from goldenthread.core.numbers import whole_number
from goldenthread.improvement.actions import criteria as actions
from goldenthread.improvement.actions.progress import Refused
from goldenthread.improvement.forms import by_post
from goldenthread.improvement.forms.criteria import (
    JudgeForm,
    MeasurementForm,
    TakeBackForm,
    TargetForm,
    WithdrawForm,
)
from goldenthread.improvement.models import SuccessCriterion
from goldenthread.improvement.permissions import criterion_posts
from goldenthread.improvement.queries import criterion_pages, posts
from goldenthread.improvement.queries.criteria import CriterionRow
from goldenthread.improvement.queries.judging import who_could_judge
from goldenthread.improvement.rules.criteria import CriterionState
from goldenthread.improvement.views.criteria.pages import render_criteria


def set_target(request: ScopedRequest, criterion_id: int) -> HttpResponse:
    """Say what would be enough."""
    criterion, row, named = _open(request, criterion_id, "criterion.set")
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
                seen=_number(form.cleaned_data["seen"]),
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
    return _page(request, criterion, row, form, heading, "Save the target")


def measure(request: ScopedRequest, criterion_id: int) -> HttpResponse:
    """Record how things stood on a day."""
    criterion, row, named = _open(request, criterion_id, "criterion.measure")
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
    return _page(request, criterion, row, form, "Record a figure", "Record the figure")


def withdraw(request: ScopedRequest, criterion_id: int, measurement_id: int) -> HttpResponse:
    """Withdraw a figure that was wrong."""
    criterion, row, named = _open(request, criterion_id, "criterion.measure")
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
    return _page(request, criterion, row, form, "Withdraw a figure", "Withdraw it", figure=figure)


def judge(request: ScopedRequest, criterion_id: int) -> HttpResponse:
    """Judge the criterion met or not met."""
    criterion, row, named = _open(request, criterion_id, "criterion.judge")
    form = JudgeForm(request.POST or None, posts=named, initial={"seen": row.mark})
    others: list[str] | None = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.judge_criterion(
                scope=request.scope,
                criterion_id=criterion_id,
                post_id=int(form.cleaned_data["post"]),
                met=form.cleaned_data["met"] == "yes",
                note=form.cleaned_data["note"],
                seen=form.cleaned_data["seen"],
                today=clock.today(),
            )
        except UserError as problem:
            if isinstance(problem, Refused):
                area_id = criterion.section.plan.area_id
                record_refusal(
                    request.scope, criterion, action="criterion.judgement_refused",
                    area_id=area_id,
                )  # fmt: skip
                if any(one.code == "judged_by_teller" for one in problem.problems):
                    others = who_could_judge(row, area_id, clock.today())
            form.show_refusal(problem, row.mark)
        else:
            messages.success(request, "The judgement is recorded.")
            return redirect("improvement:criterion", criterion_id)
    return _page(
        request, criterion, row, form, "Judge this criterion", "Record the judgement", others=others
    )


def take_back(request: ScopedRequest, criterion_id: int) -> HttpResponse:
    """Take a judgement back."""
    criterion, row, named = _open(request, criterion_id, "criterion.judge")
    form = TakeBackForm(request.POST or None, posts=named, initial={"seen": row.judgement_pk})
    if request.method == "POST" and form.is_valid():
        try:
            actions.take_back_judgement(
                scope=request.scope,
                criterion_id=criterion_id,
                post_id=int(form.cleaned_data["post"]),
                reason=form.cleaned_data["reason"],
                seen=_number(form.cleaned_data["seen"]),
                today=clock.today(),
            )
        except UserError as problem:
            form.show_refusal(problem, row.judgement_pk)
        else:
            messages.success(request, "The judgement is taken back. The criterion is open again.")
            return redirect("improvement:criterion", criterion_id)
    return _page(request, criterion, row, form, "Take the judgement back", "Take it back")


def _open(
    request: ScopedRequest, criterion_id: int, permission: str
) -> tuple[SuccessCriterion, CriterionRow, by_post.PostChoices]:
    """The criterion, how it stands, and the posts through which the person may act on it."""
    criterion = criterion_pages.get_criterion(request.scope, criterion_id)
    allowed = criterion_posts(request.scope, permission, criterion)
    if not allowed:
        raise NotAllowed(actions.refusal(request.scope, permission, criterion))
    row = criterion_pages.criterion_row(criterion, clock.today())
    return criterion, row, posts.named(allowed)


def _number(seen: str) -> int:
    return whole_number(seen) or 0


def _page(
    request: ScopedRequest,
    criterion: SuccessCriterion,
    row: CriterionRow,
    form: by_post.ByPost,
    heading: str,
    submit: str,
    **more: Any,
) -> HttpResponse:
    context = {
        "criterion": criterion, "row": row, "form": form, "heading": heading,
        "submit_label": submit, "figure": None, **more,
    }  # fmt: skip
    status = 400 if form.is_bound and form.errors else 200
    return render_criteria(request, "improvement/criterion_form.html", context, status)
