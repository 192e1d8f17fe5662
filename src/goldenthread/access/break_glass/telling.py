"""Tells the owner of a record that it was opened, and whoever opened it how that was judged."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string

from goldenthread.access.audit import record
from goldenthread.access.break_glass.kinds import Told, get_kind, holders_of
from goldenthread.access.models import BreakGlass
from goldenthread.access.scope import Origin, Scope
from goldenthread.core import clock

SYSTEM = Scope(None, "Emergency access", (), Origin(channel="system"))
# What could not be sent when it was due is tried again by the scheduler, from this age on.
AGAIN_AFTER = timedelta(minutes=2)
BATCH = 20
log = logging.getLogger(__name__)


def owners_of(opening: BreakGlass) -> list[Told]:
    """Whoever holds a post today that owns the record, whoever opened it left out."""
    right = get_kind(opening.kind).owner_right
    return [one for one in holders_of(right, opening.area_id) if one.user_id != opening.user_id]


def tell_owners(opening_id: int) -> bool:
    """Send the owners their message, once. False where nobody could be told; never raises for a mail server."""
    with transaction.atomic():
        opening = (
            BreakGlass.objects.select_for_update(of=("self",)).select_related("user", "area")
        ).get(pk=opening_id)
        owners = owners_of(opening)
        if opening.told_at is not None or not owners:
            return False
        title = f"Golden Thread: {_reference(opening)} was opened in an emergency"
        if not _send(title, "access/break_glass/told.txt", opening, [one.email for one in owners]):
            return False
        opening.told_at = clock.now()
        opening.save(update_fields=["told_at"])
        record(SYSTEM, "breakglass.told", opening, fields=("told_at",), count=len(owners))
    return True


def tell_outcome(opening_id: int) -> None:
    """Tell whoever opened the record that it was reviewed. The outcome itself stands on the page."""
    opening = BreakGlass.objects.select_related("user", "area").get(pk=opening_id)
    title = f"Golden Thread: your opening of {_reference(opening)} was reviewed"
    _send(title, "access/break_glass/reviewed.txt", opening, [opening.user.email])


def tell_waiting() -> int:
    """Try again where no owner has been told yet; how many were told now."""
    waiting = BreakGlass.objects.filter(told_at=None, opened_at__lt=clock.now() - AGAIN_AFTER)
    keys = list(waiting.order_by("pk").values_list("pk", flat=True)[:BATCH])
    return sum(tell_owners(key) for key in keys)


def _reference(opening: BreakGlass) -> str:
    return get_kind(opening.kind).reference(opening.key)


def _send(title: str, template: str, opening: BreakGlass, to: list[str]) -> bool:
    context = {"opening": opening, "reference": _reference(opening)}
    try:
        EmailMessage(title, render_to_string(template, context), to=to).send()
    except OSError:
        # A mail server that is away: the record has been opened all the same, and that stands in the trail.
        log.exception("the message about emergency opening %s could not be sent", opening.pk)
        return False
    return True
