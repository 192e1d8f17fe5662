"""The number that goes with a link where no address could be verified: shown once, slow to try, good for few tries."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import Model

from goldenthread.access.audit import record
from goldenthread.access.links import actions
from goldenthread.access.links.tokens import hash_of
from goldenthread.access.models import Link, LinkNumber
from goldenthread.access.rules.link_purposes import purposes
from goldenthread.access.scope import Scope
from goldenthread.core import clock


@dataclass(frozen=True)
class Numbered:
    """A new link and the number that goes with it. Neither can be had again."""

    token: str
    number: str


@transaction.atomic
def make(*, scope: Scope, purpose: str, target: Model, lasts: timedelta) -> Numbered:
    """A new link of that purpose for one record, with a new number; earlier links end.

    The token goes into a message, the number onto the page and nowhere else. ValueError for a purpose without one.
    """
    if purpose not in purposes().needs_number:
        raise ValueError(f"{purpose}: this purpose has no number")
    digits = purposes().numbers.digits
    number = f"{secrets.randbelow(10**digits):0{digits}d}"
    token = actions.make(scope=scope, purpose=purpose, target=target, lasts=lasts)
    LinkNumber.objects.create(
        link=Link.objects.get(token_hash=hash_of(token)),
        number_hash=make_password(number),
        tries_left=purposes().numbers.tries,
    )
    return Numbered(token, number)


@transaction.atomic
def confirm(*, scope: Scope, link: Link | None, typed: str) -> bool:
    """Whether `typed` is the number of that link. Each wrong one costs a try; with the last one the link ends.

    No link and a wrong number take the same time and get the same answer.
    """
    pk = link.pk if link is not None else 0
    held = LinkNumber.objects.select_for_update(of=("self",)).filter(link=pk).first()
    kept = held.number_hash if held is not None else make_password(None)
    given = "".join(typed.split())[: purposes().numbers.digits * 2]
    matches = check_password(given, kept)
    right = matches and held is not None and held.tries_left > 0
    if held is not None and not right:
        held.tries_left = max(held.tries_left - 1, 0)
        held.save(update_fields=["tries_left"])
        if not held.tries_left:
            Link.objects.filter(pk=pk, used_at=None, revoked_at=None).update(revoked_at=clock.now())
    record(
        scope, "link.number_right" if right else "link.number_wrong", ("access.link", pk),
        outcome="done" if right else "failed",
    )  # fmt: skip
    return right


def shown(number: str) -> str:
    """The number in two halves, as it is read out and written down: `482 913`."""
    half = len(number) // 2
    return f"{number[:half]} {number[half:]}"
