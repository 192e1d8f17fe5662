"""Exemptions from the time limits of a case: what is claimed, claiming one, deciding on it, taking it back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from goldenthread.access.audit import record, record_list_read, record_read
from goldenthread.access.requests import ScopedRequest
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.duties.actions import exemptions
from goldenthread.duties.actions.keeping import RECORD
from goldenthread.duties.actions.telling_families import WRITE
from goldenthread.duties.forms.exemptions import DecideForm, OnClaim, WithdrawForm
from goldenthread.duties.models import Case
from goldenthread.duties.permissions import need_whole_case
from goldenthread.duties.queries.cases import get_case
from goldenthread.duties.queries.exemptions import (
    ClaimRow,
    as_claim,
    asked_school_on,
    claims_of,
    get_claim,
    limits_of,
    tested,
)
from goldenthread.duties.rules.claiming import never

CLAIM, CLAIMED, APPROVED = "duties.exemptionclaim", "claimed", "approved"


def case_exemptions(request: ScopedRequest, case_id: int) -> HttpResponse:
    """What is claimed in a case, what could be, and what is refused whatever was agreed."""
    case = whole_case(request, case_id)
    rows = claims_of(request.scope, case)
    record_list_read(
        request.scope, "exemptionclaim", [row.id for row in rows], ["case"], area_id=case.area_id
    )
    may = case.closed_on is None and request.scope.has(RECORD, case.area_id)
    context = {
        "case": case, "rows": rows, "limits": limits_of(case), "never": never(), "may_claim": may,
    }  # fmt: skip
    return render(request, "duties/exemptions.html", context)


def claim_page(request: ScopedRequest, case_id: int, exemption_id: int) -> HttpResponse:
    """One claim: what is claimed, by whom, who decided on it and why."""
    case = whole_case(request, case_id)
    row = get_claim(request.scope, case, exemption_id)
    record(request.scope, "exemptionclaim.read", (CLAIM, str(row.id)), area_id=case.area_id)
    context = {
        "case": case, "row": row,
        "may_decide": row.state == CLAIMED and request.scope.has(exemptions.APPROVE, case.area_id),
        "own": row.claimed_by_id == request.scope.user_id,
        "may_tell": row.state == APPROVED and case.closed_on is None and request.scope.has(WRITE, case.area_id),
        "may_withdraw": row.stands and request.scope.has(RECORD, case.area_id),
    }  # fmt: skip
    return render(request, "duties/exemption.html", context)


def decide(request: ScopedRequest, case_id: int, exemption_id: int) -> HttpResponse:
    """Approve or refuse a claim that somebody else made."""
    case = whole_case(request, case_id)
    request.scope.need(exemptions.APPROVE, case.area_id)
    row = get_claim(request.scope, case, exemption_id)
    form = DecideForm(request.POST or None, initial={"version": row.version})
    if request.method == "POST" and form.is_valid():
        act = partial(
            exemptions.decide_exemption,
            scope=request.scope, claim_id=row.id, version=form.cleaned_data["version"],
            approve=form.approves, why=form.cleaned_data["why"],
        )  # fmt: skip
        said = "It is approved: the limit is disapplied." if form.approves else "It is refused."
        if done := _acted(request, case, row, form, act, said):
            return done
    found = tested(case, as_claim(row), asked_school_on(case)) if row.state == CLAIMED else None
    return form_page(
        request, case, "duties/exemption_decide.html", form, row=row, tested=found,
        own=row.claimed_by_id == request.scope.user_id,
    )  # fmt: skip


def withdraw(request: ScopedRequest, case_id: int, exemption_id: int) -> HttpResponse:
    """Take a claim back: an approved one disapplies the limit no longer."""
    case = whole_case(request, case_id)
    request.scope.need(RECORD, case.area_id)
    row = get_claim(request.scope, case, exemption_id)
    form = WithdrawForm(request.POST or None, initial={"version": row.version})
    if request.method == "POST" and form.is_valid():
        act = partial(
            exemptions.withdraw_exemption,
            scope=request.scope, claim_id=row.id, version=form.cleaned_data["version"],
            why=form.cleaned_data["why"],
        )  # fmt: skip
        if done := _acted(request, case, row, form, act, "It is taken back: the limit stands."):
            return done
    return form_page(request, case, "duties/exemption_withdraw.html", form, row=row)


def whole_case(request: ScopedRequest, case_id: int) -> Case:
    """The case, if all that happened in it is shown to this reader."""
    case = get_case(request.scope, case_id)
    need_whole_case(request.scope, case)
    return case


def _acted(
    request: ScopedRequest,
    case: Case,
    row: ClaimRow,
    form: OnClaim,
    act: Callable[[], object],
    done: str,
) -> HttpResponse | None:
    """Act and go back to the claim; None with the problem in the form."""
    try:
        act()
    except UserError as problem:
        if isinstance(problem, NotAllowed):
            raise
        form.show_refusal(problem, row.version)
        return None
    messages.success(request, done)
    return redirect("duties:exemption", case.pk, row.id)


def form_page(
    request: ScopedRequest, case: Case, template: str, form: Any, **more: Any
) -> HttpResponse:
    """A page with one form; it shows something of the case, so that it is a read of it."""
    record_read(request.scope, case)
    status = 400 if form.is_bound and form.errors else 200
    return render(request, template, {"case": case, "form": form, **more}, status=status)
