"""Sending a request: from then on it is the council's, and its clock runs from the day of receipt."""

from __future__ import annotations

from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string

from goldenthread.access.audit import record
from goldenthread.access.links import actions as links
from goldenthread.access.scope import Scope
from goldenthread.assessments.actions.drafts import PURPOSE, need_version, no_draft
from goldenthread.assessments.models import Request
from goldenthread.assessments.queries.given import questions, texts_of, values_of
from goldenthread.assessments.rules.pages import missing, pages_for
from goldenthread.assessments.rules.routes import voice_of
from goldenthread.assessments.rules.safety import flag_of
from goldenthread.core import clock
from goldenthread.core.errors import UserError


@transaction.atomic
def send(*, scope: Scope, request_id: int, version: int) -> Request:
    """Send a draft to the council; one that was sent already is returned as it is.

    The day of receipt is today, whatever day of the week it is. UserError where something is missing, or it was changed
    since it was read.
    """
    asked = (
        Request.objects.select_for_update(of=("self",))
        .select_related("area")
        .filter(pk=request_id)
        .first()
    )
    if asked is None or (asked.draft_ends_at is not None and asked.draft_ends_at <= clock.now()):
        raise no_draft()
    if asked.state != Request.State.DRAFT:
        return asked
    need_version(asked, version)
    lacks = missing(asked.route, values_of(asked))
    if lacks:
        raise UserError(
            "not_whole", "Something is missing.", fix=" ".join(one.words for one in lacks)
        )
    _keep_what_was_asked(asked)
    if asked.route == "young_person":
        asked.asker_name = f"{asked.child_forenames} {asked.child_surname}"[:160]
    asked.flag = flag_of(asked.worry, texts_of(asked))
    asked.state, asked.draft_ends_at = Request.State.SENT, None
    asked.sent_at, asked.received_on = clock.now(), clock.today()
    asked.version += 1
    asked.save()
    links.revoke(scope=scope, purpose=PURPOSE, target=asked)
    record(scope, "request.sent", asked)
    if asked.asker_email:
        words = render_to_string("assessments/request/sent.txt", {"asked": asked})
        message = EmailMessage(
            "Golden Thread: your request has come in", words, to=[asked.asker_email]
        )
        transaction.on_commit(message.send)
    return asked


def _keep_what_was_asked(asked: Request) -> None:
    """Empty what was written by another route and is not asked on this one: it was not shown before sending."""
    kept = {one.name for page in pages_for(voice_of(asked.route)) for one in page.questions}
    for one in questions():
        if one.name in kept:
            continue
        if one.answer:
            asked.answers.pop(one.name, None)
        else:
            setattr(asked, one.name, "")
