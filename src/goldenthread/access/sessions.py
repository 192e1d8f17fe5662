"""How long a person stays signed in: a session ends when nothing was asked for some time."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from goldenthread.core import clock

# Most pages write nothing: the session is marked at most once a minute.
REFRESH_SECONDS = 60
TOUCHED = "touched_at"


def touch(request: HttpRequest, *, now: bool = False) -> None:
    """Begin the time anew, at most every REFRESH_SECONDS unless `now`."""
    moment = int(clock.now().timestamp())
    if now or moment - request.session.get(TOUCHED, 0) >= REFRESH_SECONDS:
        request.session[TOUCHED] = moment


def seconds_left(request: HttpRequest) -> int:
    """Seconds until the session ends if nothing more is asked for; 0 for who is not signed in."""
    if not request.user.is_authenticated:
        return 0
    moment = int(clock.now().timestamp())
    passed = moment - int(request.session.get(TOUCHED, moment))
    return max(0, settings.SESSION_COOKIE_AGE - passed)


def end_if_over(request: HttpRequest) -> None:
    """Make a session that has lasted too long without a request an empty one of nobody."""
    if request.user.is_authenticated and seconds_left(request) == 0:
        request.session.flush()
        request.user = AnonymousUser()
