"""The self-evaluation: its claims by strand, one claim, writing them, copies."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.access.audit import record_export, record_list_read, record_read
from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.exchange.exports import WRITERS
from goldenthread.improvement.actions import claims as actions
from goldenthread.improvement.forms.claims import ClaimForm, WithdrawForm
from goldenthread.improvement.models import Claim
from goldenthread.improvement.permissions import can_in_library
from goldenthread.improvement.presenters.library import evidence_part
from goldenthread.improvement.queries import claims, evidence, library_export, posts
from goldenthread.improvement.rules.self_evaluation import self_evaluation_rules
from goldenthread.improvement.views.evidence.library import download


def self_evaluation(request: ScopedRequest) -> HttpResponse:
    """An area's claims by strand, each with its newest evidence and how it stands."""
    scope = request.scope
    area, areas = evidence.chosen_area(scope, request.GET)
    show = request.GET.get("show", "all")
    show = show if show in claims.SHOW else "all"
    strands, counts = claims.self_evaluation(scope, area, show, clock.today())
    ids = [row.claim.pk for strand in strands for row in strand.claims]
    record_list_read(scope, "claim", ids, ["show"], area_id=area.pk)
    context = {
        "area": area, "areas": areas, "strands": strands, "counts": counts, "chosen": show,
        "filters": claims.SHOW, "rules": self_evaluation_rules(),
        "may_add": scope.has("claim.edit", area.pk),
        "may_export": scope.has("plan.export", area.pk),
    }  # fmt: skip
    return render(request, "improvement/claims.html", context)


def claim(request: ScopedRequest, claim_id: int) -> HttpResponse:
    """One claim: how it stands and why, and its evidence."""
    row = claims.claim_page(request.scope, claim_id, clock.today())
    found = row.claim
    record_read(request.scope, found)
    rules = self_evaluation_rules()
    context = {
        "row": row,
        "claim": found,
        "strand": rules.strands[found.strand],
        "no_difference": rules.no_difference,
        "evidence": evidence_part(request.scope, found.area_id, clock.today(), claim=found)
        if found.withdrawn_on is None
        else {"rows": row.evidence, "add_href": ""},
        "may_edit": can_in_library(request.scope, "claim.edit", found),
    }
    return render(request, "improvement/claim.html", context)


def add(request: ScopedRequest) -> HttpResponse:
    """Add a claim to an area's self-evaluation."""
    area, areas = evidence.chosen_area(request.scope, request.GET)
    form = ClaimForm(
        request.POST or None,
        posts=_offered(request, area.pk),
        owners=claims.owners(area.pk, clock.today()),
        initial={"version": 0},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add_claim(
                scope=request.scope,
                area_id=area.pk,
                post_id=int(form.cleaned_data["post"]),
                claimed=form.claimed(),
            )
        except UserError as problem:
            form.show_refusal(problem)
        else:
            messages.success(request, "The claim is added. Now add the evidence that shows it.")
            return redirect("improvement:claim", made.pk)
    context = {"form": form, "area": area, "areas": areas}
    return _page(request, "improvement/claim_add.html", context)


def change(request: ScopedRequest, claim_id: int) -> HttpResponse:
    """Change what is claimed, or who answers for it."""
    found = _open_claim(request, claim_id)
    form = ClaimForm(
        request.POST or None,
        posts=_offered(request, found.area_id),
        owners=claims.owners(found.area_id, clock.today()),
        initial=ClaimForm.initial_of(found),
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_claim(
                scope=request.scope,
                claim_id=claim_id,
                post_id=int(form.cleaned_data["post"]),
                claimed=form.claimed(),
                version=form.cleaned_data["version"],
            )
        except UserError as problem:
            form.refuse(problem, found.version)
        else:
            messages.success(request, "The claim is changed. See whether its evidence still fits.")
            return redirect("improvement:claim", claim_id)
    return _page(request, "improvement/claim_change.html", {"form": form, "claim": found})


def withdraw(request: ScopedRequest, claim_id: int) -> HttpResponse:
    """Take a claim out of the self-evaluation, with the reason."""
    found = claims.claim_page(request.scope, claim_id, clock.today()).claim
    allowed = _offered(request, found.area_id)
    form = WithdrawForm(request.POST or None, posts=allowed, initial={"version": found.version})
    if found.withdrawn_on is not None:
        return redirect("improvement:claim", claim_id)  # sent twice
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_claim(
                scope=request.scope,
                claim_id=claim_id,
                post_id=int(form.cleaned_data["post"]),
                reason=form.cleaned_data["reason"],
                version=form.cleaned_data["version"],
                today=clock.today(),
            )
        except UserError as problem:
            form.refuse(problem, found.version)
        else:
            messages.success(request, "The claim is withdrawn.")
            return redirect("improvement:claim", claim_id)
    return _page(request, "improvement/claim_withdraw.html", {"form": form, "claim": found})


def export(request: ScopedRequest, form: str) -> HttpResponse:
    """The self-evaluation as CSV, XLSX or JSON."""
    scope = request.scope
    area, _ = evidence.chosen_area(scope, request.GET)
    scope.need("plan.export", area.pk)
    if form not in WRITERS:
        raise Http404("There is no such export.")
    table, ids = library_export.claims_table(scope, area, clock.today())
    record_export(scope, area, kind="claim", ids=ids, fields=[form], area_id=area.pk)
    return download(table, form, area)


def _open_claim(request: ScopedRequest, claim_id: int) -> Claim:
    found = claims.claim_page(request.scope, claim_id, clock.today()).claim
    if found.withdrawn_on is not None:
        raise Http404("This claim is withdrawn.")
    return found


def _offered(request: ScopedRequest, area_id: int) -> list[tuple[str, str]]:
    allowed = request.scope.posts_with("claim.edit", area_id)
    if not allowed:
        raise NotAllowed("Your posts do not carry the right to write the self-evaluation.")
    return posts.named(allowed)


def _page(request: ScopedRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    form = context["form"]
    return render(request, template, context, status=400 if form.is_bound and form.errors else 200)
