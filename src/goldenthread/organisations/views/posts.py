"""One post: its page, what is said of it, and its roles."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from goldenthread.access.audit import record_read
from goldenthread.access.requests import ScopedRequest
from goldenthread.access.rules.roles import rolebook
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.organisations.actions.posts import change_post, make_post
from goldenthread.organisations.actions.roles import set_roles
from goldenthread.organisations.forms.keeping import NewPostForm, PostForm, RolesForm
from goldenthread.organisations.models import Post
from goldenthread.organisations.permissions import (
    EDIT,
    areas_of_organisation,
    may_fill,
    need_all_areas,
    roles_to_give,
    shared_area,
)
from goldenthread.organisations.queries import organisations as around
from goldenthread.organisations.queries import people, posts
from goldenthread.organisations.queries.holdings import state_word, when_words
from goldenthread.organisations.rules.vacancy import vacancy_rules
from goldenthread.ui.filters import date_long

PLAIN = ("title", "remit", "contact", "vacant_since", "ended_on", "version")


def post(request: ScopedRequest, post_id: int) -> HttpResponse:
    """One post: what it is for, who holds it, what depends on it."""
    page = posts.post_page(request.scope, post_id, clock.today())
    record_read(
        request.scope, page.post, area_id=shared_area(request.scope, page.post.organisation)
    )
    context = {
        "page": page,
        "today": clock.today(),
        "state_word": state_word(page.holding),
        "when_words": when_words(page.holding),
        "meaning": vacancy_rules()["states"][page.holding.state.value]["meaning"],
    }
    return render(request, "organisations/post.html", context)


def add(request: ScopedRequest) -> HttpResponse:
    """A new post."""
    scope = request.scope
    scope.need(EDIT)
    form = NewPostForm(
        request.POST or None,
        funders=around.funders_to_choose(scope, None),
        organisations=around.organisations_to_choose(scope, editable=True),
        roles=posts.first_roles(scope),
        initial={"organisation": request.GET.get("organisation", "")},
    )
    if request.method == "POST" and form.is_valid():
        chosen = around.organisation(scope, int(form.cleaned_data["organisation"]))
        try:
            made = make_post(
                scope=scope, organisation=chosen, details=form.details(), role=form.first_role()
            )
        except NotAllowed:
            raise
        except UserError as problem:
            form.show_refusal(problem, 0)
        else:
            messages.success(request, f"The post {made.title} is added.")
            return redirect("organisations:post", made.pk)
    return _form(request, "organisations/post_form.html", form, {"post": None, "now": []})


def change(request: ScopedRequest, post_id: int) -> HttpResponse:
    """What is said of a post."""
    found = people.post(request.scope, post_id)
    need_all_areas(request.scope, found)
    funders = around.funders_to_choose(request.scope, found)
    chosen = [str(one.pk) for one in found.funded_by.all()]
    form = PostForm(
        request.POST or None,
        funders=funders,
        may_end=may_fill(
            request.scope, found.roles.all(), areas_of_organisation(found.organisation)
        ),
        initial={name: getattr(found, name) for name in PLAIN} | {"funded_by": chosen},
    )
    now: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        try:
            change_post(
                scope=request.scope,
                post_id=post_id,
                details=form.details(),
                version=form.cleaned_data["version"],
            )
        except NotAllowed:
            raise
        except UserError as problem:
            form.show_refusal(problem, found.version)
            now = _now(found, chosen, dict(funders)) if _conflict(problem) else []
        else:
            messages.success(request, "The post is changed.")
            return redirect("organisations:post", post_id)
    return _form(request, "organisations/post_form.html", form, {"post": found, "now": now})


def roles(request: ScopedRequest, post_id: int, area_id: int) -> HttpResponse:
    """The roles that a post carries in one area."""
    found = people.post(request.scope, post_id)
    area = posts.area_seen(request.scope, area_id)
    request.scope.need(EDIT, area_id)
    need_all_areas(request.scope, found)
    book = rolebook()
    held = posts.carried_in(found, area_id)
    ours = roles_to_give(request.scope, area_id)
    if area_id not in areas_of_organisation(found.organisation):
        # There it can only be taken back.
        ours &= held
    offered = [(name, one.title, one.about) for name, one in book.roles.items() if name in ours]
    # Roles beyond the person's own rights are shown and stay as they are.
    fixed = held - ours
    form = RolesForm(
        request.POST or None,
        roles=offered,
        initial={"version": found.version, "roles": sorted(held & ours)},
    )
    now: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        try:
            set_roles(
                scope=request.scope,
                post_id=post_id,
                area_id=area_id,
                roles=frozenset(form.cleaned_data["roles"]) | fixed,
                version=form.cleaned_data["version"],
            )
        except NotAllowed:
            raise
        except UserError as problem:
            form.show_refusal(problem, found.version)
            titles = ", ".join(book.role(name).title for name in sorted(held)) or "None"
            now = [{"key": "Roles", "value": titles}] if _conflict(problem) else []
        else:
            messages.success(request, f"The roles in {area.name} are set.")
            return redirect("organisations:post", post_id)
    context = {"post": found, "area": area, "now": now,
               "fixed": [book.role(name).title for name in sorted(fixed)]}  # fmt: skip
    return _form(request, "organisations/roles_form.html", form, context)


def _conflict(problem: UserError) -> bool:
    return problem.code == "changed_meanwhile"


def _now(found: Post, chosen: list[str], funders: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {"key": "Title", "value": found.title},
        {"key": "What it is for", "value": found.remit or "Not said"},
        {"key": "How to reach it", "value": found.contact or "Not said"},
        {"key": "Funded by", "value": ", ".join(funders[one] for one in chosen if one in funders) or "Not said"},
        {"key": "Vacant since", "value": date_long(found.vacant_since) or "Not recorded"},
        {"key": "Last day of the post", "value": date_long(found.ended_on) or "None"},
    ]  # fmt: skip


def _form(
    request: ScopedRequest, template: str, form: Any, context: dict[str, Any]
) -> HttpResponse:
    status = 400 if form.is_bound and form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)
