"""For whom letters at the start of a case were written, and when they went."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from goldenthread.assessments.models import Consideration, Notice
from goldenthread.assessments.queries.contacts import ORGANISATION, POST
from goldenthread.messages.models import Copy, Letter


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """The letter to one party: to whom it goes, and on which day the first copy of theirs went, if one has."""

    letter_id: int
    reference: str
    state: str
    to: tuple[str, ...]
    sent_on: date | None


def notices_of(row: Consideration) -> dict[str, Notice]:
    """The newest notice of each party whose letter was not withdrawn, with its copies. Two queries."""
    copies = Prefetch("letter__copies", queryset=Copy.objects.order_by("pk"))
    found = (
        Notice.objects.filter(consideration=row)
        .exclude(letter__state=Letter.State.WITHDRAWN)
        .select_related("letter", "post", "organisation")
        .prefetch_related(copies)
    )
    return {one.party: one for one in found.order_by("pk")}


def contact_key(notice: Notice) -> str:
    """To whom it went, as a form names them; empty for the family."""
    if notice.post_id is not None:
        return f"{POST}-{notice.post_id}"
    return f"{ORGANISATION}-{notice.organisation_id}" if notice.organisation_id is not None else ""


def copies_for(notice: Notice) -> list[Copy]:
    """The copies of the letter that are for this party."""
    return [one for one in notice.letter.copies.all() if _is_for(notice, one)]


def _is_for(notice: Notice, copy: Copy) -> bool:
    if notice.post_id is not None:
        return copy.post_id == notice.post_id
    if notice.organisation is not None:
        return copy.to == Copy.To.BODY and copy.name == notice.organisation.name
    return copy.to in (Copy.To.CARER, Copy.To.YOUNG_PERSON)


def notice_row(notice: Notice, *, hidden: bool) -> NoticeRow:
    """As values. `hidden`: where the child learns is protected, and so is who reads it there."""
    copies = copies_for(notice)
    names = ("Somebody at the setting",) if hidden else tuple(one.name for one in copies)
    return NoticeRow(
        letter_id=notice.letter_id,
        reference=notice.letter.reference,
        state=notice.letter.get_state_display(),
        to=names,
        sent_on=min((one.sent_on for one in copies if one.sent_on), default=None),
    )
