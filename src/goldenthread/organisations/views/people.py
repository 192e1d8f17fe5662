"""People and posts: who holds what, inviting somebody, and ending it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from goldenthread.access.audit import record_list_read
from goldenthread.access.links import arriving
from goldenthread.access.middleware import open_to_all
from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.organisations.actions import memberships
from goldenthread.organisations.actions.memberships import INVITATION, Invited
from goldenthread.organisations.forms.people import EndForm, FirstPasswordForm, InviteForm
from goldenthread.organisations.permissions import need_to_fill
from goldenthread.organisations.queries import people as queries
from goldenthread.organisations.queries.export import areas_to_copy
from goldenthread.organisations.queries.holdings import state_word, when_words
from goldenthread.ui.filters import date_long


def posts(request: ScopedRequest) -> HttpResponse:
    """Every post that the person may see, with who holds it now or will."""
    request.scope.need("organisation.view")
    page = queries.posts_page(request.scope, request.GET)
    ids = [post.pk for post in page.rows]
    record_list_read(request.scope, "post", ids)
    today = clock.today()
    rows = [
        {
            "post": post,
            "roles": queries.shown_roles(request.scope, post),
            "may_fill": queries.may_be_filled(request.scope, post),
            "holders": queries.holders_of(post, today),
            "holding": queries.how_it_stands(post, today),
        }
        for post in page.rows
    ]
    context = {
        "page": page,
        "rows": rows,
        "copies": areas_to_copy(request.scope),
        "today": today,
        "state_word": state_word,
        "when_words": when_words,
        "may_add": request.scope.has("organisation.edit"),
    }
    return render(request, "organisations/posts.html", context)


def invite(request: ScopedRequest, post_id: int) -> HttpResponse:
    """Ask somebody to hold a post."""
    post = queries.post(request.scope, post_id)
    need_to_fill(request.scope, post)
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            user = memberships.invite(
                scope=request.scope,
                post=post,
                invited=Invited(data["name"], data["email"], data["starts_on"]),
                link_to=lambda token: request.build_absolute_uri(
                    reverse("organisations:invitation", args=[token])
                ),
            )
        except NotAllowed:
            raise
        except UserError as problem:
            form.add_user_error(problem, "email")
        else:
            sent = "" if user.has_usable_password() else " A link to set a password was sent."
            messages.success(request, f"{user.name} holds the post {post.title}.{sent}")
            return redirect("organisations:posts")
    return render(request, "organisations/invite.html", {"form": form, "post": post})


def end(request: ScopedRequest, membership_id: int) -> HttpResponse:
    """Somebody leaves a post."""
    membership = queries.membership(request.scope, membership_id)
    need_to_fill(request.scope, membership.post)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["ends_on"]
        try:
            memberships.end_membership(scope=request.scope, membership=membership, ends_on=day)
        except NotAllowed:
            raise
        except UserError as problem:
            form.add_user_error(problem, "ends_on")
        else:
            messages.success(
                request, f"The last day of {membership.user.name} is {date_long(day)}."
            )
            return redirect("organisations:posts")
    return render(request, "organisations/end.html", {"form": form, "membership": membership})


@open_to_all
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Somebody follows an invitation."""
    return arriving.arrive(request, token=token, purpose=INVITATION, page="organisations:accept")


@open_to_all
def accept(request: ScopedRequest) -> HttpResponse:
    """They set the password of their account."""
    link = arriving.arrived(request, INVITATION)
    if link is None:
        return arriving.refusal(request)
    user = queries.person(int(link.target_id))
    form = FirstPasswordForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        try:
            memberships.accept(
                scope=request.scope, link=link, password=form.cleaned_data["password1"]
            )
        except UserError:
            return arriving.refusal(request)
        arriving.leave(request, INVITATION)
        messages.success(request, "Your password is set. Sign in with it.")
        return redirect("account_login")
    context: dict[str, object] = {"form": form, "person": user}
    return arriving.quiet_page(request, "organisations/accept.html", context)
