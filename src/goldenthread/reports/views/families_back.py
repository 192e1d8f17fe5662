"""Taking a page for families back: withdrawing it, and taking out its words for good."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from goldenthread.access.requests import ScopedRequest
from goldenthread.core.errors import UserError
from goldenthread.reports.actions import publishing, redacting
from goldenthread.reports.families_forms import RedactForm, WithdrawForm
from goldenthread.reports.queries.families import has_draft
from goldenthread.reports.views.families import form_page, page_to_write, posts_held


def withdraw(request: ScopedRequest, progress_id: int) -> HttpResponse:
    """Take a published page back, with a reason."""
    found = page_to_write(request, progress_id)
    form = WithdrawForm(request.POST or None, posts=posts_held(request, found.plan.area_id))
    if request.method == "POST" and form.is_valid():
        try:
            publishing.withdraw_progress(
                scope=request.scope, progress_id=progress_id,
                post_id=int(form.cleaned_data["post"]), reason=form.cleaned_data["reason"],
            )  # fmt: skip
        except UserError as problem:
            form.add_user_error(problem, problem.where)
        else:
            messages.success(request, "Withdrawn. Its address says so from now on.")
            _warn_of_drafts(request, found.plan.area_id)
            return redirect("reports:families_page", progress_id)
    return form_page(request, "reports/families/withdraw.html", {"progress": found}, form)


def redact(request: ScopedRequest, progress_id: int) -> HttpResponse:
    """Take the words of a withdrawn page out for good, with a reason."""
    found = page_to_write(request, progress_id)
    if not found.taken_back or found.redacted:
        return redirect("reports:families_page", progress_id)
    form = RedactForm(request.POST or None, posts=posts_held(request, found.plan.area_id))
    if request.method == "POST" and form.is_valid():
        try:
            redacting.redact_progress(
                scope=request.scope, progress_id=progress_id,
                post_id=int(form.cleaned_data["post"]), reason=form.cleaned_data["reason"],
            )  # fmt: skip
        except UserError as problem:
            form.add_user_error(problem, problem.where)
        else:
            messages.success(
                request, "The words are gone. What was done, by whom and why stays on record."
            )
            _warn_of_drafts(request, found.plan.area_id)
            return redirect("reports:families_page", progress_id)
    return form_page(request, "reports/families/redact.html", {"progress": found}, form)


def _warn_of_drafts(request: ScopedRequest, area_id: int) -> None:
    if has_draft(request.scope, area_id):
        messages.warning(
            request,
            "A draft of the next page is open and may hold the same words. Read it before it goes out.",
        )
