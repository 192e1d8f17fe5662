"""What was typed into a form whose session had ended: kept for whoever typed it, for a while, and never sent by itself.

It stands in the session, encrypted, and goes with it: on sign-out, on sign-in as somebody else, after MINUTES.
See docs/adr/0020-what-was-typed.md.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from cryptography.fernet import InvalidToken
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme

from goldenthread.access.ciphers import cipher
from goldenthread.access.models import User
from goldenthread.core import clock

MINUTES = 60
MOST_FORMS = 3
MOST_FIELDS = 300
MOST_BYTES = 100_000
PURPOSE = "what was typed"
# A form that is sent from here says which one it is; a script says which fields had files.
MARK, FILES = "gt-typed", "gt-files"
_SESSION, _ENDED = "typed", "ended"
_SECRET = re.compile(r"pass(word|phrase|code|key)|secret|token|csrf|credential|(^|[_-])otp", re.I)
_CODE = re.compile(r"(^|[_-])code", re.I)
_LOOKS_LIKE_A_CODE = re.compile(r"[\s-]*(?:\d[\s-]*){4,}|[0-9a-f]{8,}", re.I)
# The form was not taken, and its answer does not show what was typed.
_NOT_TAKEN = frozenset({403, 404, 405, 429})


@dataclass(frozen=True, slots=True)
class Typed:
    """One form. `address` is where it was to go, `fields` are names and texts in order, `files` names of fields."""

    key: str
    address: str
    fields: tuple[tuple[str, str], ...]
    files: tuple[str, ...]


def note_end(request: HttpRequest, user_id: int) -> None:
    """That person's session has ended in this browser: what comes from its windows now is theirs."""
    request.session[_ENDED] = {"user": user_id, "until": _time_is_over()}
    # A session of nobody has to last as long as what it holds (`_signed_in` ends that).
    request.session.set_expiry(MINUTES * 60)


def whose_ended(request: HttpRequest) -> int | None:
    """Whose session was the last to end in this browser; None: nobody's, or too long ago."""
    noted: dict[str, int] = request.session.get(_ENDED, {})
    return noted["user"] if noted and noted["until"] > clock.now().timestamp() else None


def keep(request: HttpRequest, *, user_id: int, address: str) -> bool:
    """Keep what `request` carries for that person, on its way to `address`. False: nothing typed, or too much."""
    fields = [pair for pair in _pairs(request) if not _is_secret(*pair)]
    files = sorted({*request.FILES, *request.POST.getlist(FILES)})
    if not any(text.strip() for name, text in fields if name != "version"):
        return False
    if len(fields) > MOST_FIELDS or not url_has_allowed_host_and_scheme(address, None):
        return False
    text = json.dumps({"address": address, "fields": fields, "files": files})
    others = [mark for mark in _marks(request) if mark["user"] == user_id]
    if len(text) + sum(len(mark["sealed"]) for mark in others) > MOST_BYTES:
        return False
    mark = {
        "key": secrets.token_urlsafe(8),
        "user": user_id,
        "until": _time_is_over(),
        "sealed": cipher(PURPOSE).encrypt(text.encode()).decode(),
    }
    request.session[_SESSION] = [*others, mark][-MOST_FORMS:]
    request.session.set_expiry(MINUTES * 60)
    return True


def is_kept(request: HttpRequest) -> bool:
    """Whether this browser keeps anything, for whomever."""
    return bool(_marks(request))


def is_waiting(request: HttpRequest) -> bool:
    """Whether something is kept for whoever is signed in."""
    return any(mark["user"] == request.user.pk for mark in _marks(request))


def read(request: HttpRequest) -> list[Typed]:
    """What is kept for whoever is signed in, oldest first. Nothing that anybody else has typed."""
    own = [mark for mark in _marks(request) if mark["user"] == request.user.pk]
    return [typed for mark in own if (typed := _opened(mark)) is not None]


def connect() -> None:
    """Start listening; called once, when the room is ready."""
    user_logged_in.connect(_signed_in, dispatch_uid="typed_signed_in")


def _signed_in(request: HttpRequest | None, user: User, **_: Any) -> None:
    """What others have typed in this browser goes, and the session lasts as any session does."""
    if request is None:
        return
    if request.session.pop(_ENDED, None) is None and _SESSION not in request.session:
        return
    _write(request, [mark for mark in _marks(request) if mark["user"] == user.pk])
    request.session.set_expiry(None)


def forget(request: HttpRequest, key: str) -> None:
    """Throw one form away."""
    _write(request, [mark for mark in _marks(request) if mark["key"] != key])


def forget_what_was_sent(request: HttpRequest, response: HttpResponse) -> None:
    """A kept form has been sent: it goes, unless it was not taken and the answer does not show it."""
    if request.method != "POST" or not request.user.is_authenticated or MARK not in request.POST:
        return
    if response.status_code < 500 and response.status_code not in _NOT_TAKEN:
        forget(request, request.POST[MARK])


def _time_is_over() -> int:
    return int(clock.now().timestamp()) + MINUTES * 60


def _pairs(request: HttpRequest) -> Iterator[tuple[str, str]]:
    for name, texts in request.POST.lists():
        if name not in (MARK, FILES):
            yield from ((name, str(text)) for text in texts)


def _is_secret(name: str, text: str) -> bool:
    """A field called `code` may hold the code of a priority (1a); digits in it may open a door."""
    if _SECRET.search(name):
        return True
    return bool(_CODE.search(name) and _LOOKS_LIKE_A_CODE.fullmatch(text))


def _marks(request: HttpRequest) -> list[dict[str, Any]]:
    """What the session holds, without what is past its time: that is taken out of it."""
    held: list[dict[str, Any]] = request.session.get(_SESSION, [])
    now = clock.now().timestamp()
    current = [mark for mark in held if mark["until"] > now]
    if len(current) < len(held):
        _write(request, current)
    return current


def _write(request: HttpRequest, marks: Iterable[dict[str, Any]]) -> None:
    kept = list(marks)
    if kept:
        request.session[_SESSION] = kept
    else:
        request.session.pop(_SESSION, None)


def _opened(mark: dict[str, Any]) -> Typed | None:
    """None: it was encrypted with a secret that is gone."""
    try:
        text = cipher(PURPOSE).decrypt(mark["sealed"].encode()).decode()
    except InvalidToken:
        return None
    found = json.loads(text)
    pairs = tuple((name, value) for name, value in found["fields"])
    return Typed(mark["key"], found["address"], pairs, tuple(found["files"]))
