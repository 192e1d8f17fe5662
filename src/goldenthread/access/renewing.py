"""After a change of the secret: writes what is encrypted anew, so that the old secret can be taken out."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.ciphers import cipher, is_under_newest
from goldenthread.access.scope import Origin, Scope
from goldenthread.access.second_factor import PURPOSE

RENEWER = Scope(None, "Scheduler", (), Origin(channel="scheduler"))
# What allauth keeps encrypted of an app, and of recovery codes.
NAMES = ("secret", "seed")


def renew_keys() -> int:
    """Write every second step that is still under an older secret under the newest; how many. Safe to repeat."""
    if not settings.SECRET_KEY_FALLBACKS:
        return 0
    renewed = 0
    for pk in Authenticator.objects.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            held = Authenticator.objects.select_for_update().filter(pk=pk).first()
            old = _old(held.data) if held is not None else {}
            if held is None or not old:
                continue
            held.data = held.data | {
                name: cipher(PURPOSE).rotate(text.encode()).decode() for name, text in old.items()
            }
            held.save(update_fields=["data"])
            record(RENEWER, "account.second_step_renewed", ("access.user", held.user_id))
        renewed += 1
    return renewed


def _old(data: dict[str, Any]) -> dict[str, str]:
    found = {name: data[name] for name in NAMES if isinstance(data.get(name), str)}
    return {name: text for name, text in found.items() if not is_under_newest(text, PURPOSE)}
