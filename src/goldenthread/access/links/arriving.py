"""Somebody follows a link: one query, one answer for whatever does not work, nothing left in the address."""

from __future__ import annotations

from collections.abc import Callable

from allauth.core.internal import ratelimit
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from goldenthread.access import sessions
from goldenthread.access.links.tokens import hash_of
from goldenthread.access.models import Link
from goldenthread.access.rules.link_purposes import purposes
from goldenthread.core import clock

RATES = {"link": "20/m/ip", "link_code": "20/m/ip"}
_SESSION, _CODE = sessions.LINK, "link code:"


def may_try(request: HttpRequest) -> bool:
    """Whether this address may try another code: so many a minute, whichever link it came by."""
    return bool(
        ratelimit.consume(request, app="goldenthread.access", action="link_code", config=RATES)
    )


def find(token_hash: str, purpose: str) -> Link | None:
    """The open link with that hash and purpose. Unknown, used, revoked and expired cost the same one query."""
    return Link.objects.filter(
        token_hash=token_hash,
        purpose=purpose,
        used_at=None,
        revoked_at=None,
        expires_at__gt=clock.now(),
    ).first()


def arrive(
    request: HttpRequest,
    *,
    token: str,
    purpose: str,
    page: str,
    still: Callable[[Link | None], bool] | None = None,
) -> HttpResponse:
    """Answer the address with the token in it: on to `page` (a URL name) without it, or the one refusal.

    `still`: whether what the link opens may still be opened by it. It is asked of a link that there is not, too, so
    that nobody can tell by the time it takes.
    """
    allowed = ratelimit.consume(
        request, app="goldenthread.access", action="link", config=RATES, limit_get=True
    )
    if not allowed:
        return _quiet(render(request, "429.html", status=429))
    link = find(hash_of(token), purpose)
    opens = still(link) if still is not None else True
    if link is None or not opens:
        return refusal(request)
    sessions.last_as_any(request)
    request.session[_SESSION + purpose] = link.token_hash
    return _quiet(HttpResponseRedirect(reverse(page)))


def arrived(request: HttpRequest, purpose: str) -> Link | None:
    """The link by which this browser came, if it still works: asked anew on each page.

    Where the purpose needs a code or a number, nobody has arrived before giving the right one (`confirmed`).
    """
    token_hash = request.session.get(_SESSION + purpose, "")
    if purposes().needs_more(purpose) and request.session.get(_CODE + purpose) != token_hash:
        token_hash = ""
    return find(token_hash, purpose)


def came_by(request: HttpRequest, purpose: str) -> Link | None:
    """The link by which this browser came, with or without a code or number: for the page that asks for it."""
    return find(request.session.get(_SESSION + purpose, ""), purpose)


def confirmed(request: HttpRequest, purpose: str) -> None:
    """Remember that this browser has given the right code or number for the link by which it came."""
    request.session.cycle_key()
    request.session[_CODE + purpose] = request.session[_SESSION + purpose]


def leave(request: HttpRequest, purpose: str) -> None:
    """Forget the link."""
    for mark in (_SESSION, _CODE):
        request.session.pop(mark + purpose, None)


def refusal(request: HttpRequest) -> HttpResponse:
    """What everybody gets whose link does not work, whatever the reason."""
    return _quiet(render(request, "access/link_refused.html", status=404))


def _quiet(response: HttpResponse, policy: str = "no-referrer") -> HttpResponse:
    response["Referrer-Policy"] = policy
    response["Cache-Control"] = "no-store"
    return response


def quiet_page(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
    """A page behind a link: never kept by a cache, never named to another site.

    Its own address holds no token. Without any referrer a browser would call the origin of its form unknown,
    and what is sent would be refused as coming from elsewhere.
    """
    return _quiet(render(request, template, context), "same-origin")
