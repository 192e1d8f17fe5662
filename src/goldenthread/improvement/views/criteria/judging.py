"""Judging a criterion, and taking a judgement back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from goldenthread.access.audit import record_refusal
from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.improvement.actions import criteria as actions
from goldenthread.improvement.actions.progress import Refused
from goldenthread.improvement.forms.criteria import (
    JudgeForm,
    TakeBackForm,
)
from goldenthread.improvement.queries.judging import who_could_judge
from goldenthread.improvement.views.criteria.common import act_page, opened_for, seen_number


def judge(request: ScopedRequest, criterion_id: int) -> HttpResponse:
    """Judge the criterion met or not met."""
    criterion, row, named = opened_for(request, criterion_id, "criterion.judge")
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
    return act_page(
        request, criterion, row, form, "Judge this criterion", "Record the judgement", others=others
    )


def take_back(request: ScopedRequest, criterion_id: int) -> HttpResponse:
    """Take a judgement back."""
    criterion, row, named = opened_for(request, criterion_id, "criterion.judge")
    form = TakeBackForm(request.POST or None, posts=named, initial={"seen": row.judgement_pk})
    if request.method == "POST" and form.is_valid():
        try:
            actions.take_back_judgement(
                scope=request.scope,
                criterion_id=criterion_id,
                post_id=int(form.cleaned_data["post"]),
                reason=form.cleaned_data["reason"],
                seen=seen_number(form.cleaned_data["seen"]),
                today=clock.today(),
            )
        except UserError as problem:
            form.show_refusal(problem, row.judgement_pk)
        else:
            messages.success(request, "The judgement is taken back. The criterion is open again.")
            return redirect("improvement:criterion", criterion_id)
    return act_page(request, criterion, row, form, "Take the judgement back", "Take it back")
