"""Writing a draft plan: its outline, its sections and priorities, and a form for each thing in them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from goldenthread.access.audit import record_read
from goldenthread.access.requests import ScopedRequest
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.core.numbers import whole_number
from goldenthread.improvement.actions import drafting as actions
from goldenthread.improvement.actions.drafting.drafts import need_draft
from goldenthread.improvement.draft_kinds import KINDS, Kind, fingerprint, goes_with
from goldenthread.improvement.forms.drafting import FORMS, DraftForm
from goldenthread.improvement.models import Plan
from goldenthread.improvement.permissions import can
from goldenthread.improvement.presenters import drafting as pages
from goldenthread.improvement.queries import drafting as queries
from goldenthread.improvement.queries.plans import get_plan

STEPS = {"up": -1, "down": 1}


def while_draft(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hand the plan to a view if the person may write it; say so where its words stand already."""

    @wraps(view)
    def shown(request: ScopedRequest, plan_id: int, **kwargs: Any) -> HttpResponse:
        plan = get_plan(request.scope, plan_id)
        request.scope.need("plan.edit", plan.area_id)
        try:
            need_draft(plan)
        except UserError as problem:
            context = {"plan": plan, "problem": problem}
            return render(request, "improvement/draft_refused.html", context, status=409)
        return view(request, plan, **kwargs)

    return shown


@while_draft
def outline(request: ScopedRequest, plan: Plan) -> HttpResponse:
    """The draft in outline: sections and priorities with counts, and what is missing."""
    record_read(request.scope, plan)
    page = queries.outline(plan)
    context = {"plan": plan, "page": page, "may_agree": can(request.scope, "plan.agree", plan)}
    return render(request, "improvement/draft.html", context)


@while_draft
def section(request: ScopedRequest, plan: Plan, section_id: int) -> HttpResponse:
    """A section's own words: what good looks like, criteria, other plans."""
    return _part(request, plan, "sections", section_id)


@while_draft
def priority(request: ScopedRequest, plan: Plan, priority_id: int) -> HttpResponse:
    """What stands in a priority: leads, actions, milestones, recurring commitments."""
    return _part(request, plan, "priorities", priority_id)


def _part(request: ScopedRequest, plan: Plan, code: str, part_id: int) -> HttpResponse:
    part = queries.part(plan, code, part_id)
    record_read(request.scope, plan)
    make = pages.section_blocks if code == "sections" else pages.priority_blocks
    context = {"plan": plan, "part": part, "kind": KINDS[code], "blocks": make(plan, part)}
    return render(request, "improvement/draft_part.html", context)


@while_draft
def add(request: ScopedRequest, plan: Plan, thing: str, parent_id: int) -> HttpResponse:
    """Add a thing at the end of its list."""
    kind = queries.kind_of(thing)
    parent = queries.place(plan, kind, parent_id)
    form = FORMS[kind.code](
        request.POST or None,
        choices=pages.offered(request.scope, plan, kind, parent),
        initial={"seen": queries.newest(kind, parent), "kind": request.GET.get("kind")},
    )
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.add_item(
                scope=request.scope, plan_id=plan.pk, kind=kind, parent_id=parent_id,
                typed=form.typed(), seen=form.cleaned_data["seen"] or 0,
            )  # fmt: skip
        except NotAllowed:
            raise
        except UserError as problem:
            form.show_refusal(problem, "")
        else:
            return redirect(pages.spot(plan, kind, row))
    context = {"heading": f"Add {kind.one}", "cancel": pages.home(plan, kind, parent)}
    return _form_page(request, plan, form, context)


@while_draft
def change(request: ScopedRequest, plan: Plan, thing: str, thing_id: int) -> HttpResponse:
    """Change a thing."""
    kind = queries.kind_of(thing)
    row = queries.item(plan, kind, thing_id)
    if row is None:
        return _gone(request, plan, kind)
    standing = fingerprint(row, kind.written)
    form = FORMS[kind.code](
        request.POST or None,
        choices=pages.offered(request.scope, plan, kind, getattr(row, kind.parent), row),
        initial={**pages.opened(kind, row), "standing": standing},
    )
    context: dict[str, Any] = {
        "heading": f"Change the {kind.words}", "cancel": pages.own_page(plan, kind, row),
    }  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            saved = actions.change_item(
                scope=request.scope, plan_id=plan.pk, kind=kind, item_id=thing_id,
                typed=form.typed(), standing=form.cleaned_data["standing"],
            )  # fmt: skip
        except NotAllowed:
            raise
        except UserError as problem:
            form.show_refusal(problem, standing)
            if problem.code == "changed_meanwhile":
                context["stands"] = pages.standing_words(kind, row, form.fields.items())
        else:
            return redirect(pages.own_page(plan, kind, saved))
    return _form_page(request, plan, form, context)


@while_draft
def remove(request: ScopedRequest, plan: Plan, thing: str, thing_id: int) -> HttpResponse:
    """Ask once, saying what goes with it; then take it out."""
    kind = queries.kind_of(thing)
    row = queries.item(plan, kind, thing_id)
    if row is None:
        return _gone(request, plan, kind)
    below = goes_with(kind, row)
    standing = fingerprint(row, kind.written, below)
    home = pages.home(plan, kind, getattr(row, kind.parent))
    form = DraftForm(request.POST or None, initial={"standing": standing})
    if request.method == "POST" and form.is_valid():
        try:
            actions.remove_item(
                scope=request.scope, plan_id=plan.pk, kind=kind, item_id=thing_id,
                standing=form.cleaned_data["standing"],
            )  # fmt: skip
        except NotAllowed:
            raise
        except UserError as problem:
            form.show_refusal(problem, standing)
        else:
            messages.success(request, f"The {kind.words} is removed.")
            return redirect(home)
    context = {
        "plan": plan, "form": form, "kind": kind, "row": row, "title": pages.title_of(row),
        "below": below, "cancel": pages.spot(plan, kind, row),
    }  # fmt: skip
    return render(
        request, "improvement/draft_remove.html", context, status=400 if form.errors else 200
    )


@while_draft
def move(request: ScopedRequest, plan: Plan, thing: str, thing_id: int) -> HttpResponse:
    """One place up or down; asked for by anything but its button, it only leads back."""
    kind = queries.kind_of(thing)
    row = queries.item(plan, kind, thing_id)
    if row is None:
        return _gone(request, plan, kind)
    step, sent = STEPS.get(request.POST.get("step", "")), request.POST.get("position", "")
    if request.method == "POST" and step and (position := whole_number(sent)) is not None:
        try:
            actions.move_item(
                scope=request.scope, plan_id=plan.pk, kind=kind, item_id=thing_id, step=step,
                position=position,
            )  # fmt: skip
        except NotAllowed:
            raise
        except UserError as problem:
            messages.info(request, str(problem))
    return redirect(pages.spot(plan, kind, row))


def _gone(request: ScopedRequest, plan: Plan, kind: Kind) -> HttpResponse:
    """Somebody removed it, or the same button was pressed twice."""
    messages.info(request, f"This {kind.words} is not in the plan any more.")
    return redirect("improvement:draft", plan.pk)


def _form_page(
    request: ScopedRequest, plan: Plan, form: DraftForm, context: dict[str, Any]
) -> HttpResponse:
    status = 400 if form.is_bound and form.errors else 200
    context = {"plan": plan, "form": form, **context}
    return render(request, "improvement/draft_form.html", context, status=status)
