"""Which request a browser is at work on. Nothing of it stands in an address: the session names it, on the server."""

from __future__ import annotations

from allauth.core.internal import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goldenthread.access import sessions
from goldenthread.access.links.arriving import quiet_page
from goldenthread.access.requests import origin_of
from goldenthread.access.scope import Scope, without_account
from goldenthread.assessments.models import Request
from goldenthread.assessments.queries.drafts import held_by_browser
from goldenthread.assessments.rules.drafts import draft_rules
from goldenthread.core import clock

_HELD = "assessments:public_start"
# Until when, in seconds since 1970: a session in which something else is open too has its own time.
_UNTIL = "assessments:public_until"


def sender(request: HttpRequest) -> Scope:
    """Whoever sends something here, signed in or not: these pages ask for no account and use none."""
    return without_account(origin_of(request, "web"))


def hold(request: HttpRequest, draft: Request) -> None:
    """From now on this browser is at work on that draft, and on no other."""
    request.session.cycle_key()
    request.session[_HELD] = draft.pk
    _last_longer(request)


def held(request: HttpRequest) -> Request | None:
    """The draft, or what was sent, that this browser is at work on; None where there is none any more."""
    key = request.session.get(_HELD)
    if key is not None and request.session.get(_UNTIL, 0) <= clock.now().timestamp():
        let_go(request)
        return None
    found = held_by_browser(int(key)) if key is not None else None
    if found is not None:
        _last_longer(request)
    return found


def let_go(request: HttpRequest) -> None:
    """Forget it: the next person at this device finds nothing."""
    for name in (_HELD, _UNTIL):
        request.session.pop(name, None)
    sessions.last_as_any(request)
    request.session.cycle_key()


def allowed(request: HttpRequest, action: str, key: str = "") -> bool:
    """Whether it may be done once more (rules/data/request_drafts.yaml)."""
    return bool(
        ratelimit.consume(
            request,
            app="goldenthread.assessments",
            action=action,
            key=key or None,
            config=draft_rules().rates,
        )
    )


def too_often(request: HttpRequest) -> HttpResponse:
    """What somebody gets who does something too often."""
    return render(request, "429.html", status=429)


def gone(request: HttpRequest) -> HttpResponse:
    """What everybody gets whose browser has no request: none was begun, its time is over, or it was deleted."""
    answer = quiet_page(request, "assessments/request/gone.html", {})
    answer.status_code = 404
    return answer


def _last_longer(request: HttpRequest) -> None:
    idle = draft_rules().idle
    sessions.last_longer(request, int(idle.total_seconds()))
    until = int((clock.now() + idle).timestamp())
    if until - int(request.session.get(_UNTIL, 0)) >= sessions.REFRESH_SECONDS:
        request.session[_UNTIL] = until
