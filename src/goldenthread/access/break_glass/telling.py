"""Tells the owner of a record that it was opened, or who stands in, and whoever opened it how that was judged."""

from __future__ import annotations

import logging
from datetime import timedelta
from email.utils import format_datetime

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, Q
from django.template.loader import render_to_string

from goldenthread.access.audit import record
from goldenthread.access.break_glass.kinds import Told, get_kind, holders_of
from goldenthread.access.models import BreakGlass
from goldenthread.access.models.break_glass import REVIEW
from goldenthread.access.scope import Origin, Scope
from goldenthread.core import clock

SYSTEM = Scope(None, "Emergency access", (), Origin(channel="system"))
SET_UP = "organisation.set_up"
# What could not be sent when it was due is tried again by the scheduler, from this age on.
AGAIN_AFTER = timedelta(minutes=2)
BATCH = 20
log = logging.getLogger(__name__)


def answerable_for(opening: BreakGlass) -> tuple[str, list[Told]]:
    """The right by which they are told, and whoever carries it there today, whoever opened the record left out.

    The owners; where there are none whoever reviews such openings; else those who keep the posts of the area, and
    can put somebody into one.
    """
    right = ""
    for right in (get_kind(opening.kind).owner_right, REVIEW, SET_UP):
        found = holders_of(right, opening.area_id)
        if told := [one for one in found if one.user_id != opening.user_id]:
            return right, told
    return right, []


def tell_owners(opening_id: int) -> bool:
    """Send whoever answers for the record their message, once. False where nobody could be told; never raises for
    a mail server.
    """
    with transaction.atomic():
        opening = (
            BreakGlass.objects.select_for_update(of=("self",)).select_related("user", "area")
        ).get(pk=opening_id)
        if opening.told_at is not None:
            return False
        opening.tell_tried_at = clock.now()
        right, told = answerable_for(opening)
        title = f"Golden Thread: {_reference(opening)} was opened in an emergency"
        to = [one.email for one in told]
        sent = bool(to) and _send(title, "access/break_glass/told.txt", opening, to, right)
        if sent:
            opening.told_at = opening.tell_tried_at
            record(SYSTEM, "breakglass.told", opening, fields=("told_at",), count=len(to))
        opening.save(update_fields=["told_at", "tell_tried_at"])
    return sent


def tell_outcome(opening_id: int) -> None:
    """Tell whoever opened the record that it was reviewed. The outcome itself stands on the page."""
    opening = BreakGlass.objects.select_related("user", "area").get(pk=opening_id)
    title = f"Golden Thread: your opening of {_reference(opening)} was reviewed"
    _send(title, "access/break_glass/reviewed.txt", opening, [opening.user.email])


def tell_waiting() -> int:
    """Try again where nobody has been told yet, the one tried longest ago first; how many were told now."""
    before = clock.now() - AGAIN_AFTER
    waiting = BreakGlass.objects.filter(told_at=None, opened_at__lt=before)
    waiting = waiting.filter(Q(tell_tried_at=None) | Q(tell_tried_at__lt=before))
    turn = F("tell_tried_at").asc(nulls_first=True)
    keys = list(waiting.order_by(turn, "pk").values_list("pk", flat=True)[:BATCH])
    return sum(tell_owners(key) for key in keys)


def _reference(opening: BreakGlass) -> str:
    return get_kind(opening.kind).reference(opening.key)


def _send(
    title: str, template: str, opening: BreakGlass, to: list[str], told_for: str = ""
) -> bool:
    stands_in = {REVIEW: "reviewer", SET_UP: "keeper"}.get(told_for, "")
    context = {"opening": opening, "reference": _reference(opening), "stands_in": stands_in}
    try:
        words = render_to_string(template, context)
        # The day of the message is that of our clock: in a demonstration it may be held.
        dated = {"Date": format_datetime(clock.now())}
        EmailMessage(title, words, to=to, headers=dated).send()
    except OSError:
        # A mail server that is away: the record has been opened all the same, and that stands in the trail.
        log.exception("the message about emergency opening %s could not be sent", opening.pk)
        return False
    return True
