"""Puts notices of stages in the outbox, and sends them: the stage and a reference, never a child."""

from __future__ import annotations

import logging
from dataclasses import asdict, dataclass
from datetime import timedelta
from email.utils import format_datetime

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Max
from django.template.loader import render_to_string
from django.urls import reverse

from goldenthread.access.audit import record
from goldenthread.access.links import actions as links
from goldenthread.access.scope import Origin, Scope
from goldenthread.core import clock
from goldenthread.messages.models import StageNotice
from goldenthread.people.actions.family_links import stop_notices
from goldenthread.people.models import FamilyLink
from goldenthread.people.queries.family_links import FamilyReader, family_links, standing_of
from goldenthread.people.rules.family_links import between_notices, lasts, next_try

OFF = "family_notices_off"
OUTBOX = Scope(None, "Outbox", (), Origin(channel="scheduler"))
BATCH = 20
State = StageNotice.State
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Stage:
    """The stage that a case has come to, in words that name nobody.

    `words_kept` is said to a carer who may not learn where the child is: the stage may tell it.
    """

    reference: str
    words: str
    words_kept: str


@transaction.atomic
def put_out(*, scope: Scope, person_id: int, stage: Stage) -> int:
    """Put a notice for each living link that wants one into the outbox; how many. It goes on commit, or soon after.

    One that still waits for a link says the newer stage; no two go by one link within the hours of the rules.
    """
    wanting = FamilyLink.objects.living().filter(person=person_id, notices=True)
    made = 0
    said = asdict(stage)
    for family in wanting.annotate(last=Max("sent__sent_at")):
        due = clock.now() if family.last is None else family.last + between_notices()
        notice, new = StageNotice.objects.update_or_create(
            family_link=family, state=State.WAITING, defaults=said,
            create_defaults={**said, "due_at": due},
        )  # fmt: skip
        if new:
            record(scope, "stagenotice.made", notice, area_id=family.area_id)
            transaction.on_commit(send_some, robust=True)
        made += 1
    return made


def send_some(*, limit: int = BATCH) -> int:
    """Send some notices that are due, each in a transaction of its own; how many were tried. Never raises for a mail
    server: what could not be sent is tried again, later each time, and given up after so many tries.
    """
    due = StageNotice.objects.filter(state=State.WAITING, due_at__lte=clock.now())
    keys = list(due.order_by("due_at", "pk").values_list("pk", flat=True)[:limit])
    for key in keys:
        send_one(notice_id=key)
    return len(keys)


@transaction.atomic
def send_one(*, notice_id: int) -> None:
    """Send one, unless somebody else is at it, or whoever it is for may be told no more."""
    rows = StageNotice.objects.select_for_update(of=("self",), skip_locked=True)
    notice = rows.filter(pk=notice_id, state=State.WAITING, due_at__lte=clock.now()).first()
    if notice is None:
        return
    family = family_links().get(pk=notice.family_link_id)
    living = FamilyLink.objects.living().filter(pk=family.pk, notices=True).exists()
    reader = standing_of(family, clock.today())[0]
    if not living or reader is None:
        notice.state = State.DROPPED
    elif _sent(notice, reader):
        notice.state, notice.sent_at = State.SENT, clock.now()
    else:
        wait = next_try(notice.tries + 1)
        notice.state = State.GIVEN_UP if wait is None else State.WAITING
        notice.due_at += wait or timedelta()
    notice.tries += 1
    notice.save()
    code = "stagenotice.sent" if notice.state == State.SENT else "stagenotice.failed"
    record(OUTBOX, code, notice, area_id=family.area_id)


@transaction.atomic
def stop_by_notice(*, scope: Scope, notice_id: int) -> None:
    """Send no more notices where that one went: by the link at its foot. Twice does no harm."""
    notice = StageNotice.objects.filter(pk=notice_id).first()
    if notice is not None:
        stop_notices(scope=scope, family_link_id=notice.family_link_id)


def _sent(notice: StageNotice, reader: FamilyReader) -> bool:
    """Whether the mail went. The link at its foot is for this notice and stops them all; it opens nothing."""
    token = links.make(scope=OUTBOX, purpose=OFF, target=notice, lasts=lasts())
    said = notice.words if reader.knows_place else notice.words_kept
    family = reader.family
    context = {
        "reference": notice.reference, "words": said,
        "off": f"{family.site}{reverse('workspace:family_stop', args=[token])}",
    }  # fmt: skip
    words = render_to_string("letters/stage_notice.txt", context)
    dated = {"Date": format_datetime(clock.now())}
    title = f"{notice.reference}: {said}"
    try:
        EmailMessage(title, words, to=[family.contact.value], headers=dated).send()
    except OSError:
        log.exception("notice %s could not be sent", notice.pk)
        return False
    return True
