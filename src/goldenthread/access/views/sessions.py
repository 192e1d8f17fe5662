"""What the time-out warning of a page asks the server."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from goldenthread.access import sessions
from goldenthread.access.middleware import leaves_session_alone, open_to_all


@open_to_all
@leaves_session_alone
@never_cache
@require_GET
def state(request: HttpRequest) -> JsonResponse:
    """`{"seconds_left": n}`: another window may have kept the session going. Asking does not."""
    return JsonResponse({"seconds_left": sessions.seconds_left(request)})


@open_to_all
@never_cache
@require_POST
def stay(request: HttpRequest) -> JsonResponse:
    """The person wants to stay signed in. 0 seconds left: it was too late."""
    if request.user.is_authenticated:
        sessions.touch(request, now=True)
    return JsonResponse({"seconds_left": sessions.seconds_left(request)})
