"""What a family typed when its time had run out: kept in the browser's session, encrypted, for the same link alone.

A form of the family page carries a signed mark of the link for which it was made. The words are shown again only to
whoever comes by that link and gives its code, within MINUTES, and are never sent by themselves (docs/adr/0028).
"""

from __future__ import annotations

import json

from cryptography.fernet import InvalidToken
from django.core import signing
from django.http import HttpRequest

from goldenthread.access.ciphers import cipher
from goldenthread.core import clock
from goldenthread.people.queries.family_links import FamilyReader

MINUTES = 60
MOST_BYTES = 40_000
MARK = "came"
FIELDS = ("topic", "words", "said_worry", "may_name")
_SESSION, _PURPOSE, _SALT = "family typed", "what was typed", "goldenthread.family"


def mark_of(reader: FamilyReader) -> str:
    """What a form carries so that its words find back to their link; it opens nothing."""
    return signing.dumps(reader.family.pk, salt=_SALT)


def keep(request: HttpRequest) -> bool:
    """Keep what was typed into a form of the family page. False: nothing or too much was, or it is no such form."""
    try:
        family_id = signing.loads(request.POST.get(MARK, ""), salt=_SALT)
    except signing.BadSignature:
        return False
    fields = {name: request.POST.get(name, "") for name in FIELDS}
    text = json.dumps(fields)
    if not fields["words"].strip() or len(text) > MOST_BYTES:
        return False
    request.session[_SESSION] = {
        "family": family_id,
        "until": int(clock.now().timestamp()) + MINUTES * 60,
        "sealed": cipher(_PURPOSE).encrypt(text.encode()).decode(),
    }
    return True


def found(request: HttpRequest, reader: FamilyReader) -> dict[str, str]:
    """What was typed by this very link and not sent; empty where nothing was, or its time is over."""
    held = request.session.get(_SESSION)
    if held is None:
        return {}
    if held["family"] != reader.family.pk or held["until"] <= clock.now().timestamp():
        return {}
    try:
        text = cipher(_PURPOSE).decrypt(held["sealed"].encode()).decode()
    except InvalidToken:
        return {}
    fields: dict[str, str] = json.loads(text)
    return fields


def forget(request: HttpRequest) -> None:
    """It was sent, or thrown away."""
    request.session.pop(_SESSION, None)
