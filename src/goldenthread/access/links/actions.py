"""Makes and ends links. Each is recorded by its key; no entry holds a token."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Model

from goldenthread.access.audit import record
from goldenthread.access.links.tokens import hash_of, new_token
from goldenthread.access.models import Link, LinkCode
from goldenthread.access.rules.link_purposes import purposes
from goldenthread.access.scope import Scope
from goldenthread.core import clock


@dataclass(frozen=True)
class Verified:
    """A contact that somebody of the staff has verified: who, when, and how (a code of a list)."""

    address: str
    by: int
    at: datetime
    how: str


@transaction.atomic
def make(
    *,
    scope: Scope,
    purpose: str,
    target: Model,
    lasts: timedelta,
    contact: Verified | None = None,
) -> str:
    """A new link of that purpose for one record; earlier ones of the same kind end. Returns the token, once.

    `contact` is where the codes of a purpose that needs one will go. ValueError where it is missing, or idle.
    """
    if purposes().needs_code[purpose] != (contact is not None):
        raise ValueError(
            f"{purpose}: a contact goes with a purpose that needs a code, and only there"
        )
    revoke(scope=scope, purpose=purpose, target=target)
    token = new_token()
    link = Link.objects.create(
        purpose=purpose,
        target_type=target._meta.label_lower,
        target_id=str(target.pk),
        token_hash=hash_of(token),
        made_by_id=scope.user_id,
        expires_at=clock.now() + lasts,
    )
    if contact is not None:
        LinkCode.objects.create(
            link=link, contact=contact.address, verified_by_id=contact.by, verified_at=contact.at,
            verified_how=contact.how,
        )  # fmt: skip
    record(scope, "link.made", link)
    return token


@transaction.atomic
def revoke(*, scope: Scope, purpose: str, target: Model) -> None:
    """End every open link of that purpose for the record."""
    open_ones = Link.objects.filter(
        purpose=purpose,
        target_type=target._meta.label_lower,
        target_id=str(target.pk),
        used_at=None,
        revoked_at=None,
    )
    for link in open_ones:
        link.revoked_at = clock.now()
        link.save(update_fields=["revoked_at"])
        record(scope, "link.revoked", link)


@transaction.atomic
def use(*, scope: Scope, link: Link) -> bool:
    """Mark a link that works once as used. False where somebody else was faster, or it ended meanwhile."""
    moment = clock.now()
    used = Link.objects.filter(
        pk=link.pk, used_at=None, revoked_at=None, expires_at__gt=moment
    ).update(used_at=moment)
    if used:
        record(scope, "link.used", link)
    return bool(used)
