"""The letters that whoever reads the family page got: the list, one of them, and its PDF."""

from __future__ import annotations

from allauth.core.internal import ratelimit
from django.http import Http404, HttpResponse
from django.shortcuts import render

from goldenthread.access.audit import record
from goldenthread.access.links import arriving
from goldenthread.core import clock
from goldenthread.messages.paper import FORMS, Sheet, write
from goldenthread.messages.queries.received import Received, letters_for
from goldenthread.workspace.family_access import FamilyRequest, family_page

# Laying out takes a processor: so many a minute by one link.
RATES = {"letter_file": "20/m/key"}


@family_page
def letters(request: FamilyRequest) -> HttpResponse:
    """The letters that this reader got, the newest first; judged anew, so that nothing protected stands in them."""
    rows = _of(request)
    record(request.by_link, "person.family_read", request.reader.person, fields=("letters",))
    return arriving.quiet_page(request, "workspace/family/letters.html", {"rows": rows})


@family_page
def letter(request: FamilyRequest, copy_id: int) -> HttpResponse:
    """One letter."""
    row = _one(request, copy_id)
    record(request.by_link, "person.family_read", request.reader.person, fields=("letter",))
    return arriving.quiet_page(request, "workspace/family/letter.html", {"row": row})


@family_page
def letter_file(request: FamilyRequest, copy_id: int, form: str) -> HttpResponse:
    """One letter as PDF, PDF in large print or Word."""
    row = _one(request, copy_id)
    if form not in FORMS:
        raise Http404("There is no such copy.")
    if not _allowed(request):
        return render(request, "429.html", status=429)
    sheet = Sheet(
        reference=f"L-{row.letter_id}", name="", address=(), head=row.head, title=row.title,
        blocks=row.blocks, on=row.sent_on, draft=False,
    )  # fmt: skip
    made = write([sheet], form, f"Letter L-{row.letter_id}")
    record(
        request.by_link, "letter.exported", ("letters.letter", row.letter_id), fields=(form,),
        area_id=request.reader.person.area_id, ids=[row.copy_id],
    )  # fmt: skip
    response = HttpResponse(made.content, content_type=made.content_type)
    name = f"letter-{row.letter_id}.{made.extension}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


def _allowed(request: FamilyRequest) -> bool:
    """Whether by this link one more file may be laid out now."""
    key = f"link {request.reader.link_id}"
    return bool(
        ratelimit.consume(
            request, app="goldenthread.workspace", action="letter_file", key=key, config=RATES
        )
    )


def _of(request: FamilyRequest) -> tuple[Received, ...]:
    return letters_for(request.reader.person, request.reader.carer_id, clock.today())


def _one(request: FamilyRequest, copy_id: int) -> Received:
    """Http404 for a letter that this reader did not get, as for one that is not there."""
    for row in _of(request):
        if row.copy_id == copy_id:
            return row
    raise Http404("There is no such letter.")
