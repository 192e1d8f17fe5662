"""The posts, beside its leads, that a priority or a milestone cannot do without."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.improvement.actions.posts_needed import RIGHT, need_post, need_post_no_more
from goldenthread.improvement.forms.posts_needed import PostNeededForm, PostNotNeededForm
from goldenthread.improvement.models import Priority
from goldenthread.improvement.queries import posts
from goldenthread.improvement.queries.posts_needed import Item, get_item, needed_by
from goldenthread.organisations.queries.posts import posts_of_area


def posts_needed(request: ScopedRequest, plan_id: int, kind: str, part_id: int) -> HttpResponse:
    """What the item depends on; name a further post."""
    item = get_item(request.scope, plan_id, kind, part_id)
    allowed = _allowed(request, item)
    form = PostNeededForm(
        request.POST or None,
        posts=posts.named(allowed),
        needed=posts_of_area(request.scope, item.plan.area_id, clock.today()),
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            need_post(
                scope=request.scope,
                item=item,
                needed_id=int(data["needed"]),
                why=data["why"],
                post_id=int(data["post"]),
            )
        except NotAllowed:
            raise
        except UserError as problem:
            form.show_refusal(problem)
        else:
            messages.success(request, "It is recorded that it depends on this post.")
            return redirect("improvement:posts_needed", plan_id, kind, part_id)
    rows = needed_by(item, clock.today())
    return _page(request, "improvement/posts_needed.html", item, kind, form, {"rows": rows})


def remove(
    request: ScopedRequest, plan_id: int, kind: str, part_id: int, needed_id: int
) -> HttpResponse:
    """The item does without a post."""
    item = get_item(request.scope, plan_id, kind, part_id)
    row = next((row for row in needed_by(item, clock.today()) if row.id == needed_id), None)
    if row is None:
        raise Http404("It does not depend on this post.")
    form = PostNotNeededForm(request.POST or None, posts=posts.named(_allowed(request, item)))
    if request.method == "POST" and form.is_valid():
        try:
            need_post_no_more(
                scope=request.scope,
                item=item,
                row_id=needed_id,
                post_id=int(form.cleaned_data["post"]),
            )
        except NotAllowed:
            raise
        except UserError as problem:
            form.show_refusal(problem)
        else:
            messages.success(request, f"It depends on the post {row.title} no more.")
            return redirect("improvement:posts_needed", plan_id, kind, part_id)
    return _page(request, "improvement/post_not_needed.html", item, kind, form, {"row": row})


def _allowed(request: ScopedRequest, item: Item) -> frozenset[int]:
    allowed = request.scope.posts_with(RIGHT, item.plan.area_id)
    if not allowed:
        raise NotAllowed("Your posts do not carry this right in this area.")
    return allowed


def _page(
    request: ScopedRequest, template: str, item: Item, kind: str, form: Any, more: dict[str, Any]
) -> HttpResponse:
    context = {
        "item": item,
        "plan": item.plan,
        "kind": kind,
        "is_priority": isinstance(item, Priority),
        "form": form,
        **more,
    }
    status = 400 if form.is_bound and form.errors else 200
    return render(request, template, context, status=status)
