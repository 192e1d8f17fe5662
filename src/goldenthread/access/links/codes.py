"""The code that some links need: sent to a contact that staff verified before, good for minutes and a few tries."""

from __future__ import annotations

import hmac
import secrets
from datetime import timedelta

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.utils.crypto import salted_hmac

from goldenthread.access.audit import record
from goldenthread.access.models import Link, LinkCode
from goldenthread.access.rules.link_purposes import purposes
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.core.errors import UserError

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@transaction.atomic
def send(*, scope: Scope, link: Link) -> None:
    """Make a new code and send it to the contact of the link; the one before is good no more.

    UserError `too_many_codes` after as many within an hour, or a day, as the rules allow.
    """
    rules, moment = purposes().codes, clock.now()
    held = LinkCode.objects.select_for_update().get(link=link)
    if held.hour_began_at is None or held.hour_began_at + HOUR <= moment:
        held.hour_began_at, held.sent_count = moment, 0
    if held.day_began_at is None or held.day_began_at + DAY <= moment:
        held.day_began_at, held.sent_today = moment, 0
    if held.sent_today >= rules.sent_in_a_day:
        raise UserError("too_many_codes", "Too many codes were sent.", fix="Wait for a day.")
    if held.sent_count >= rules.sent_at_most:
        raise UserError("too_many_codes", "Too many codes were sent.", fix="Wait for an hour.")
    code = f"{secrets.randbelow(10**rules.digits):0{rules.digits}d}"
    held.code_hash = _hash(link.pk, code)
    held.code_ends_at = moment + timedelta(minutes=rules.minutes)
    held.tries_left, held.sent_count = rules.tries, held.sent_count + 1
    held.sent_today += 1
    held.save()
    record(scope, "link.code_sent", link)
    text = render_to_string("access/link_code.txt", {"code": code, "minutes": rules.minutes})
    message = EmailMessage("Golden Thread: your code", text, to=[held.contact])
    transaction.on_commit(message.send)


@transaction.atomic
def confirm(*, scope: Scope, link: Link | None, typed: str) -> bool:
    """Whether `typed` is the code that is good now; it works once.

    Each wrong one costs a try, and so many over the life of a link end it. No link, no code, an old one, too
    many tries and a wrong code take the same steps and get the same answer.
    """
    pk = link.pk if link is not None else 0
    held = LinkCode.objects.select_for_update().filter(link=pk).first()
    kept = held.code_hash if held is not None else ""
    good = (
        held is not None
        and held.tries_left > 0
        and held.code_ends_at is not None
        and held.code_ends_at > clock.now()
    )
    right = hmac.compare_digest(_hash(pk, typed.strip()), kept or "-" * 64) and good
    left = max(held.tries_left - 1, 0) if held is not None else 0
    LinkCode.objects.filter(link=pk).update(
        tries_left=0 if right else left,
        code_hash="" if right else kept,
        wrong_count=F("wrong_count") + int(good and not right),
    )
    # One statement, whatever was typed: as for the others, its time tells nothing.
    Link.objects.filter(
        pk=pk, used_at=None, revoked_at=None, code__wrong_count__gte=purposes().codes.wrong_at_most
    ).update(revoked_at=clock.now())
    record(
        scope, "link.code_right" if right else "link.code_wrong", ("access.link", pk),
        outcome="done" if right else "failed",
    )  # fmt: skip
    return right


def _hash(link_id: int, code: str) -> str:
    return salted_hmac(
        "golden thread, code of a link", f"{link_id}:{code}", algorithm="sha256"
    ).hexdigest()
