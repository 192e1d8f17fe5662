"""One person's account: closing it, opening it again, and a second step that was lost."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from goldenthread.access.audit import record_read
from goldenthread.access.links import arriving
from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.organisations.actions import accounts
from goldenthread.organisations.actions.accounts import SECOND_STEP_LASTS
from goldenthread.organisations.forms.accounts import CloseForm, IdentityForm
from goldenthread.organisations.queries.accounts import AccountPage, account_page, held_posts


def account(request: ScopedRequest, user_id: int) -> HttpResponse:
    """The posts that the person holds, whether they can sign in, and what may be done about it."""
    page = account_page(request.scope, user_id, clock.today())
    record_read(request.scope, page.person)
    return render(request, "organisations/account.html", {"page": page, "today": clock.today()})


def close(request: ScopedRequest, user_id: int) -> HttpResponse:
    """Show what the person's posts carry, ask once, and close the account."""
    page = _kept(request, user_id)
    form = CloseForm(request.POST if request.method == "POST" else None, tokens=bool(page.tokens))
    if request.method == "POST" and form.is_valid():
        end_tokens = form.cleaned_data.get("end_tokens", False)
        try:
            accounts.close_account(scope=request.scope, user_id=user_id, end_tokens=end_tokens)
        except NotAllowed:
            raise
        except UserError as problem:
            form.add_user_error(problem)
        else:
            messages.success(request, f"The account of {page.person.name} is closed.")
            return _after_closing(request, user_id)
    posts = held_posts(request.scope, page, clock.today())
    context = {"page": page, "posts": posts, "form": form}
    status = 400 if form.errors else 200
    return render(request, "organisations/account_close.html", context, status=status)


def _after_closing(request: ScopedRequest, user_id: int) -> HttpResponse:
    """The account; the posts where nothing is left by which the scope sees it."""
    try:
        account_page(request.scope, user_id, clock.today())
    except Http404:
        return redirect("organisations:posts")
    return redirect("organisations:account", user_id)


def reopen(request: ScopedRequest, user_id: int) -> HttpResponse:
    """Let the person sign in again; only by POST."""
    page = _kept(request, user_id)
    if request.method == "POST":
        accounts.reopen_account(scope=request.scope, user_id=user_id)
        messages.success(
            request,
            f"{page.person.name} can sign in again. Invite them to a post to give them rights.",
        )
    return redirect("organisations:account", user_id)


def second_step(request: ScopedRequest, user_id: int) -> HttpResponse:
    """Ask how the person's identity was checked, and show the link that is handed over to them, once."""
    page = _kept(request, user_id)
    if not page.person.is_active or (request.method != "POST" and not page.has_second_step):
        return redirect("organisations:account", user_id)
    form = IdentityForm(request.POST or None, email=page.person.email)
    if request.method == "POST" and form.is_valid():
        try:
            token = accounts.begin_second_step_reset(
                scope=request.scope, user_id=user_id, how=form.cleaned_data["how"]
            )
        except NotAllowed:
            raise
        except UserError as problem:
            messages.error(request, f"{problem.message} {problem.fix}")
            return redirect("organisations:account", user_id)
        address = request.build_absolute_uri(reverse("organisations:lost_step_link", args=[token]))
        hours = int(SECOND_STEP_LASTS.total_seconds()) // 3600
        context: dict[str, object] = {"page": page, "address": address, "hours": hours}
        return arriving.quiet_page(request, "organisations/second_step_link.html", context)
    status = 400 if form.errors else 200
    return render(
        request, "organisations/second_step.html", {"page": page, "form": form}, status=status
    )


def _kept(request: ScopedRequest, user_id: int) -> AccountPage:
    """The person, of whose account the scope may decide; NotAllowed for one's own."""
    page = account_page(request.scope, user_id, clock.today())
    if page.own:
        raise NotAllowed(
            "Nobody does this for their own account.", "Ask another administrator to do it."
        )
    if not page.may_keep:
        raise NotAllowed(
            "You may not say who holds the posts of this person.",
            "Ask the system administrator to do this.",
        )
    return page
