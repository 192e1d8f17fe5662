"""The writers of a request that is not sent yet: begun, written in, saved, deleted, erased when its time is over.

Whoever calls them has seen to it that the browser is the writer's: a draft has no owner but whoever began it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string

from goldenthread.access.audit import record
from goldenthread.access.links import actions as links
from goldenthread.access.links import numbers
from goldenthread.access.scope import Scope
from goldenthread.assessments.models import Request
from goldenthread.assessments.queries.areas import areas_taking_requests
from goldenthread.assessments.rules.drafts import draft_rules
from goldenthread.assessments.rules.pages import pages_for
from goldenthread.assessments.rules.routes import VOICES, routes
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.documents import uploads

PURPOSE = "request_draft"
OWNER = "assessments.request"
BATCH = 50
Given = Mapping[str, str | date | None]


@transaction.atomic
def start(*, scope: Scope, area_id: int) -> Request:
    """Begin a request to the council of an area. UserError for an area that takes none here."""
    if area_id not in {area.pk for area in areas_taking_requests()}:
        raise UserError("no_such_area", "That area is not in the list.", "area", "Choose an area.")
    draft = Request.objects.create(area_id=area_id, draft_ends_at=_end())
    record(scope, "request.started", draft)
    return draft


@transaction.atomic
def write(*, scope: Scope, request_id: int, version: int, given: Given) -> Request:
    """Keep what was written on one page: by the names of its questions, and `route`.

    UserError `changed_meanwhile` where it was written in elsewhere since the page was read.
    """
    draft = draft_to_write(request_id)
    need_version(draft, version)
    columns, answers = _sorted(given)
    for name, value in columns.items():
        setattr(draft, name, value)
    draft.answers = {**draft.answers, **answers}
    draft.draft_ends_at, draft.version = _end(), draft.version + 1
    draft.save()
    record(scope, "request.written", draft, fields=sorted(given))
    return draft


@transaction.atomic
def save_for_later(
    *, scope: Scope, request_id: int, email: str, address_of: Callable[[str], str]
) -> str:
    """Send a link to the address, and return the number that goes with it, which no message holds.

    An earlier link and its number end. `address_of`: the whole address for a token.
    """
    draft = draft_to_write(request_id)
    draft.draft_ends_at = _end()
    draft.save(update_fields=["draft_ends_at"])
    made = numbers.make(scope=scope, purpose=PURPOSE, target=draft, lasts=draft_rules().kept)
    words = render_to_string(
        "assessments/request/saved.txt",
        {"address": address_of(made.token), "ends_at": draft.draft_ends_at},
    )
    message = EmailMessage("Golden Thread: go on with what you saved", words, to=[email])
    record(scope, "request.saved", draft)
    transaction.on_commit(message.send)
    return made.number


def add_files(
    *, scope: Scope, request_id: int, sent_by: str, files: Sequence[tuple[str, bytes]]
) -> None:
    """Keep files (name and bytes of each) with a draft: all of them, or none. UserError for one that is not taken."""
    draft = Request.objects.filter(pk=request_id).first()
    if draft is None:
        raise no_draft()
    sending = uploads.Sending((OWNER, draft.pk), draft.area_id, sent_by)
    uploads.keep_all(scope=scope, sending=sending, files=files)
    with transaction.atomic():
        here = Request.objects.select_for_update(of=("self",)).filter(pk=request_id).first()
        if here is None:
            # Its time was over while the files were looked at: nothing else would ever erase them.
            uploads.erase(scope=scope, owners=[draft])
        elif here.state == Request.State.DRAFT:
            here.draft_ends_at = _end()
            here.save(update_fields=["draft_ends_at"])
            record(scope, "request.written", here, fields=("files",))


@transaction.atomic
def discard(*, scope: Scope, request_id: int) -> None:
    """Delete a draft for good, with its files and its link. Twice does no harm."""
    draft = Request.objects.drafts().select_for_update(of=("self",)).filter(pk=request_id).first()
    if draft is not None:
        record(scope, "request.discarded", draft)
        _erase(scope, [draft])


@transaction.atomic
def erase_ended(*, scope: Scope) -> int:
    """Erase some of the drafts whose time is over; how many. 0 once none is left."""
    over = Request.objects.drafts().filter(draft_ends_at__lte=clock.now()).order_by("pk")
    drafts = list(over.select_for_update(of=("self",), skip_locked=True)[:BATCH])
    if drafts:
        record(scope, "request.drafts_erased", count=len(drafts))
        _erase(scope, drafts)
    return len(drafts)


def draft_to_write(request_id: int) -> Request:
    """The draft with its row locked. UserError where it is there no more, or was sent."""
    rows = Request.objects.drafts().select_for_update(of=("self",))
    draft = rows.filter(pk=request_id, draft_ends_at__gt=clock.now()).first()
    if draft is None:
        raise no_draft()
    return draft


def no_draft() -> UserError:
    """What is said where a draft is there no more."""
    return UserError(
        "no_draft", "This is not there any more.", fix="You may have sent it, or its time was over."
    )


def need_version(draft: Request, version: int) -> None:
    """UserError where the draft was written in since the page was read (ADR 0006)."""
    if draft.version != version:
        raise UserError(
            "changed_meanwhile", "You changed this in another window.",
            fix="What you typed just now is still here. Look at it, then choose Continue again.",
        )  # fmt: skip


def _sorted(given: Given) -> tuple[dict[str, str | date | None], dict[str, str]]:
    """What goes to columns, and what to the answers. ValueError for a name that no page asks."""
    asked = {
        one.name: one for voice in VOICES for page in pages_for(voice) for one in page.questions
    }
    columns: dict[str, str | date | None] = {}
    answers: dict[str, str] = {}
    for name, value in given.items():
        if name == "route":
            if value not in routes():
                raise ValueError(f"no such route: {value!r}")
            columns[name] = value
        elif name not in asked:
            raise ValueError(f"no page asks {name!r}")
        elif asked[name].answer:
            answers[name] = str(value or "")
        else:
            columns[name] = value
    return columns, answers


def _end() -> datetime:
    return clock.now() + draft_rules().kept


def _erase(scope: Scope, drafts: list[Request]) -> None:
    uploads.erase(scope=scope, owners=drafts)
    for draft in drafts:
        links.revoke(scope=scope, purpose=PURPOSE, target=draft)
        draft.delete()
