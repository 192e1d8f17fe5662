"""Adding evidence, changing it, saying what it shows, and reviewing it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.access.audit import record_refusal
from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.core.numbers import whole_number
from goldenthread.improvement.actions import evidence as actions
from goldenthread.improvement.actions import evidence_uses
from goldenthread.improvement.actions.progress import Refused
from goldenthread.improvement.forms.evidence import (
    ButtonForm,
    EvidenceForm,
    ReviewForm,
    UseForm,
)
from goldenthread.improvement.permissions import changing_posts, ending_posts
from goldenthread.improvement.presenters.library import target_href
from goldenthread.improvement.queries import evidence, posts
from goldenthread.improvement.queries.evidence import EvidencePage
from goldenthread.improvement.queries.evidence_targets import KINDS, Target, find_target, offered

_NO_RIGHT = "Your posts do not carry this right in this area."


def add(request: ScopedRequest) -> HttpResponse:
    """Add evidence to an area's library; `milestone`, `criterion` or `claim` in the address says for what."""
    scope = request.scope
    target = _target(request)
    wanted = {"area": str(target.area_id)} if target else request.GET
    area, areas = evidence.chosen_area(scope, wanted)
    allowed = scope.posts_with("evidence.add", area.pk)
    if not allowed:
        raise NotAllowed(_NO_RIGHT)
    form = EvidenceForm(request.POST or None, posts=posts.named(allowed), initial={"version": 0})
    if request.method == "POST" and form.is_valid():
        try:
            item = actions.add_evidence(
                scope=scope,
                area_id=area.pk,
                post_id=int(form.cleaned_data["post"]),
                written=form.written(),
                today=clock.today(),
                shows=(target.kind, target.record.pk) if target else None,
            )
        except UserError as problem:
            form.show_refusal(problem)
        else:
            messages.success(request, "The evidence is added. Somebody else reviews it.")
            return redirect("improvement:evidence_item", item.pk)
    context = {
        "form": form, "area": area, "areas": [] if target else areas, "target": target,
        "cancel": target_href(target) if target else "",
    }  # fmt: skip
    return _page(request, "improvement/evidence_add.html", context)


def change(request: ScopedRequest, evidence_id: int) -> HttpResponse:
    """Change evidence; what was reviewed is to be reviewed again."""
    page = evidence.evidence_page(request.scope, evidence_id, clock.today())
    form = EvidenceForm(
        request.POST or None,
        posts=_offered(changing_posts(request.scope, page.item)),
        initial=EvidenceForm.initial_of(page.item),
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_evidence(
                scope=request.scope,
                evidence_id=evidence_id,
                post_id=int(form.cleaned_data["post"]),
                written=form.written(),
                version=form.cleaned_data["version"],
                today=clock.today(),
            )
        except UserError as problem:
            form.refuse(problem, page.item.version)
        else:
            messages.success(request, "The evidence is changed.")
            return redirect("improvement:evidence_item", evidence_id)
    return _page(request, "improvement/evidence_change.html", {"form": form, "page": page})


def review(request: ScopedRequest, evidence_id: int) -> HttpResponse:
    """Accept evidence that somebody else added, or say what is missing."""
    scope = request.scope
    page = evidence.evidence_page(scope, evidence_id, clock.today())
    form = ReviewForm(
        request.POST or None,
        posts=_offered(scope.posts_with("evidence.review", page.item.area_id)),
        initial={"version": page.item.version},
    )
    if request.method == "POST" and form.is_valid():
        verdict, note = form.cleaned_data["verdict"], form.cleaned_data["note"]
        try:
            actions.review_evidence(
                scope=scope,
                evidence_id=evidence_id,
                post_id=int(form.cleaned_data["post"]),
                accepted=verdict == "accepted",
                note=note,
                version=form.cleaned_data["version"],
                today=clock.today(),
            )
        except UserError as problem:
            if _reviewed_already(request, page, verdict, note):
                return redirect("improvement:evidence_item", evidence_id)
            if isinstance(problem, Refused):
                record_refusal(
                    scope, page.item, action="evidence.review_refused", area_id=page.item.area_id
                )
            form.refuse(problem, page.item.version)
        else:
            messages.success(request, "Your review is recorded.")
            return redirect("improvement:evidence_item", evidence_id)
    return _page(request, "improvement/evidence_review.html", {"form": form, "page": page})


def use(request: ScopedRequest, evidence_id: int) -> HttpResponse:
    """Say that evidence shows a milestone, a criterion or a claim."""
    scope = request.scope
    page = evidence.evidence_page(scope, evidence_id, clock.today())
    allowed = scope.posts_with("evidence.add", page.item.area_id)
    form = UseForm(
        request.POST or None, posts=_offered(allowed), offered=offered(scope, page.item.area_id)
    )
    if request.method == "POST" and form.is_valid():
        try:
            evidence_uses.use_evidence(
                scope=scope,
                evidence_id=evidence_id,
                post_id=int(form.cleaned_data["post"]),
                shows=form.shows(),
            )
        except UserError as problem:
            form.show_refusal(problem)
        else:
            messages.success(request, "It now stands with what it shows.")
            return redirect("improvement:evidence_item", evidence_id)
    return _page(request, "improvement/evidence_use.html", {"form": form, "page": page})


def stop_using(request: ScopedRequest, evidence_id: int, use_id: int) -> HttpResponse:
    """Take back that evidence shows something."""
    page = evidence.evidence_page(request.scope, evidence_id, clock.today())
    row = next((row for row in page.uses if row.use.pk == use_id), None)
    if row is None:
        raise Http404("It is not said to show that.")
    allowed = ending_posts(request.scope, page.item, row.use)
    form = ButtonForm(request.POST or None, posts=_offered(allowed))
    if request.method == "POST" and form.is_valid():
        evidence_uses.stop_using(
            scope=request.scope,
            use_id=use_id,
            evidence_id=evidence_id,
            post_id=int(form.cleaned_data["post"]),
        )
        messages.success(request, "It stands there no longer. The evidence itself stays.")
        return redirect("improvement:evidence_item", evidence_id)
    context = {"form": form, "page": page, "row": row}
    return _page(request, "improvement/evidence_stop.html", context)


def _target(request: ScopedRequest) -> Target | None:
    """What the address names; Http404 where it names what there is not, or what is not to be seen."""
    for kind in KINDS:
        if named := request.GET.get(kind, ""):
            pk = whole_number(named)
            found = None if pk is None else find_target(request.scope, kind, pk)
            if found is None:
                raise Http404("There is no such thing to add evidence for.")
            return found
    return None


def _reviewed_already(request: ScopedRequest, page: EvidencePage, verdict: str, note: str) -> bool:
    """Whether the newest event is this very review: the button was pressed twice."""
    newest = page.events[0]
    return (newest.user_id, newest.kind, newest.note) == (
        request.scope.user_id, verdict, note.strip()
    )  # fmt: skip


def _offered(allowed: frozenset[int]) -> list[tuple[str, str]]:
    if not allowed:
        raise NotAllowed(_NO_RIGHT)
    return posts.named(allowed)


def _page(request: ScopedRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    form = context["form"]
    return render(request, template, context, status=400 if form.is_bound and form.errors else 200)
