"""How long a person stays signed in: a session ends when nothing was asked for some time."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.models import Session
from django.http import HttpRequest

from goldenthread.access import typed
from goldenthread.core import clock

# Most pages write nothing: the session is marked at most once a minute.
REFRESH_SECONDS = 60
TOUCHED = "touched_at"
# What is remembered of a link that somebody came by begins so (links.arriving).
LINK = "link:"
_LONGER = "lasts longer"


def touch(request: HttpRequest, *, now: bool = False) -> None:
    """Begin the time anew, at most every REFRESH_SECONDS unless `now`."""
    moment = int(clock.now().timestamp())
    if now or moment - request.session.get(TOUCHED, 0) >= REFRESH_SECONDS:
        request.session[TOUCHED] = moment


def last_longer(request: HttpRequest, seconds: int) -> None:
    """Let a session of nobody last so long after this request. One in which a link is open keeps its own time."""
    if not request.user.is_authenticated and not any(
        name.startswith(LINK)
        for name in request.session.keys()  # noqa: SIM118
    ):
        request.session[_LONGER] = True
        request.session.set_expiry(seconds)


def last_as_any(request: HttpRequest) -> None:
    """From now on the session lasts no longer than any: somebody signs in, comes by a link, or is done."""
    if request.session.pop(_LONGER, None):
        request.session.set_expiry(None)


def connect() -> None:
    """Start listening; called once, when the room is ready."""
    user_logged_in.connect(_signed_in, dispatch_uid="sessions_signed_in")


def _signed_in(request: HttpRequest | None, **_: Any) -> None:
    if request is not None:
        last_as_any(request)


def seconds_left(request: HttpRequest) -> int:
    """Seconds until the session ends if nothing more is asked for; 0 for who is not signed in."""
    if not request.user.is_authenticated:
        return 0
    moment = int(clock.now().timestamp())
    passed = moment - int(request.session.get(TOUCHED, moment))
    return max(0, settings.SESSION_COOKIE_AGE - passed)


def end_if_over(request: HttpRequest) -> None:
    """Make a session that has lasted too long without a request one of nobody, which knows whose it was."""
    ended: int | None
    if request.user.is_authenticated:
        if seconds_left(request) > 0:
            return
        ended = request.user.pk
        request.session.flush()
        request.user = AnonymousUser()
    else:
        ended = _from_a_row_past_its_time(request)
    if ended is not None:
        # Another window may still hold a form of theirs.
        typed.note_end(request, ended)


def _from_a_row_past_its_time(request: HttpRequest) -> int | None:
    """Whose session the cookie names, where the store gives it out no more: the row stays for a day."""
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    if not key or request.session.session_key is not None:
        return None
    row = Session.objects.filter(pk=key, expire_date__lte=clock.now()).first()
    if row is None:
        return None
    found = row.get_decoded().get(SESSION_KEY)
    row.delete()
    return int(found) if found is not None else None
