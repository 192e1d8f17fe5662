"""The tokens by which other systems read plans: the list, a new one shown once, ending one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from goldenthread.access.audit import record_list_read
from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.organisations.actions.tokens import make_token, revoke_token
from goldenthread.organisations.forms.tokens import RevokeForm, TokenForm
from goldenthread.organisations.models.tokens import KEEP
from goldenthread.organisations.queries import tokens as queries
from goldenthread.organisations.queries.organisations import areas_to_choose


def tokens(request: ScopedRequest) -> HttpResponse:
    """Every token that reads an area where the person keeps them."""
    request.scope.need(KEEP)
    page = queries.tokens_page(request.scope, request.GET, clock.today())
    record_list_read(request.scope, "apitoken", [row.token.pk for row in page.rows])
    context = {
        "page": page,
        "may_make": bool(queries.role_choices(request.scope)),
        "may_read_trail": request.scope.has("audit.view"),
    }
    return render(request, "organisations/tokens.html", context)


@never_cache
def add(request: ScopedRequest) -> HttpResponse:
    """A new token. The answer to the form that makes it is the one page that ever shows it."""
    scope = request.scope
    scope.need(KEEP)
    areas = areas_to_choose(scope, KEEP)
    roles = queries.role_choices(scope)
    if not roles:
        raise NotAllowed(
            "A token reads only what whoever makes it may read, and your posts read no plans.",
            "Ask a partnership manager to make it.",
        )
    form = TokenForm(
        request.POST or None,
        organisations=queries.organisations_for_tokens(scope),
        areas=areas,
        roles=roles,
        initial={
            "organisation": request.GET.get("organisation", ""),
            "areas": [value for value, _ in areas] if len(areas) == 1 else [],
            "role": roles[0][0] if roles else "",
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = make_token(scope=scope, facts=form.facts())
        except NotAllowed:
            raise
        except UserError as problem:
            form.add_user_error(problem, problem.where)
        else:
            row = queries.token_row(scope, made.token.pk, clock.today())
            context = {"row": row, "text": made.text}
            return render(request, "organisations/token_made.html", context)
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "organisations/token_form.html", {"form": form}, status=status)


def revoke(request: ScopedRequest, token_id: int) -> HttpResponse:
    """End a token, after asking once more."""
    row = queries.token_row(request.scope, token_id, clock.today())
    if request.method == "POST":
        revoke_token(scope=request.scope, token_id=token_id)
        messages.success(request, f"The token for {row.token.purpose} is ended.")
        return redirect("organisations:tokens")
    return render(request, "organisations/token_revoke.html", {"row": row, "form": RevokeForm()})
