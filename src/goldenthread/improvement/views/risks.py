"""Risks and issues on the pages of a plan: raising one, linking one, taking a link away."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from goldenthread.access.requests import ScopedRequest
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.improvement.actions import risks as actions
from goldenthread.improvement.forms.risks import LinkForm, UnlinkForm
from goldenthread.improvement.models import Plan
from goldenthread.improvement.queries import posts
from goldenthread.improvement.queries.plans import PlanPage
from goldenthread.improvement.queries.risk_items import Item, Part, find_item, the_register
from goldenthread.improvement.queries.risk_links import get_link, linkable
from goldenthread.improvement.queries.risks import LinkedRisk, highest_risks, reads_risks, risks_of
from goldenthread.registers.permissions import keeping_posts, managing_posts, raising_posts
from goldenthread.registers.queries.places import Place
from goldenthread.registers.views.entries import after_raising, raise_form, raise_page

# More than these on one page nobody reads through; the rest is a click away.
_HIGHEST = 10


@dataclass(frozen=True)
class RisksPart:
    """What a page of a plan shows of risks and issues. `raise_href` and `link_href` are empty where not allowed.

    `rows` are the highest of `count`, all of them where `whole`.
    """

    rows: list[LinkedRisk]
    count: int
    whole: bool
    raise_href: str
    link_href: str
    may_unlink: bool


def risks_part(
    scope: Scope,
    plan: Plan,
    kind: str,
    record: Part,
    *,
    whole: bool = False,
    page: PlanPage | None = None,
) -> RisksPart | None:
    """The part of one page; None for those who may not read the register. At most three queries.

    `page` is the plan's own, which knows what the links lead to.
    """
    definition = the_register()
    if not reads_risks(scope, plan):
        return None
    item = Item(plan, kind, record)
    args = [plan.pk, kind, record.pk]
    in_force = plan.state == Plan.State.AGREED
    may_raise = in_force and bool(raising_posts(scope, definition, plan.area_id))
    keeps = bool(managing_posts(scope, definition, plan.area_id))
    if page is not None and not whole:
        rows, count = highest_risks(scope, page, clock.today(), _HIGHEST)
    else:
        rows = risks_of(scope, item, clock.today())
        count = len(rows)
    return RisksPart(
        rows=rows if whole else rows[:_HIGHEST],
        count=count,
        whole=whole,
        raise_href=reverse("improvement:raise_risk", args=args) if may_raise else "",
        link_href=reverse("improvement:link_risk", args=args) if in_force and keeps else "",
        may_unlink=keeps,
    )


def raise_risk(request: ScopedRequest, plan_id: int, kind: str, part_id: int) -> HttpResponse:
    """Put something on the register that stands in the way of this part of the plan."""
    item = find_item(request.scope, plan_id, kind, part_id)
    place = Place(item.plan.area, the_register())
    form = raise_form(request, place)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.raise_on(
                scope=request.scope,
                item=item,
                post_id=form.post_id,
                raised=form.raised(),
                today=clock.today(),
            )
        except UserError as problem:
            form.show_refusal(problem)
        else:
            return after_raising(request, made.pk, made.reference)
    return raise_page(request, place, form, item.words, item.href)


def link_risk(request: ScopedRequest, plan_id: int, kind: str, part_id: int) -> HttpResponse:
    """Link what is on the register already."""
    item = find_item(request.scope, plan_id, kind, part_id)
    allowed = managing_posts(request.scope, the_register(), item.plan.area_id)
    if not allowed:
        raise NotAllowed("Your posts do not keep this register in this area.")
    offered = linkable(request.scope, item)
    form = LinkForm(request.POST or None, posts=posts.named(allowed), entries=offered)
    if request.method == "POST" and form.is_valid():
        try:
            actions.link_risk(
                scope=request.scope,
                item=item,
                entry_id=int(form.cleaned_data["entry"]),
                post_id=int(form.cleaned_data["post"]),
            )
        except UserError as problem:
            form.show_refusal(problem)
        else:
            messages.success(request, "It is linked.")
            return redirect(item.href)
    context = {"item": item, "form": form, "any": bool(offered)}
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "improvement/link_risk.html", context, status=status)


def unlink_risk(request: ScopedRequest, link_id: int) -> HttpResponse:
    """Take a link away, once confirmed."""
    link = get_link(request.scope, link_id)
    allowed = keeping_posts(request.scope, link.entry)
    if not allowed:
        raise NotAllowed("Your posts neither own this nor keep the register.")
    form = UnlinkForm(request.POST or None, posts=posts.named(allowed))
    if request.method == "POST" and form.is_valid():
        actions.unlink_risk(
            scope=request.scope, link=link, post_id=int(form.cleaned_data["post"])
        )  # fmt: skip
        messages.success(request, "The link is taken away. The entry stays on the register.")
        return redirect("registers:entry", link.entry_id)
    status = 400 if form.is_bound and form.errors else 200
    context = {"entry": link.entry, "form": form}
    return render(request, "improvement/unlink_risk.html", context, status=status)
