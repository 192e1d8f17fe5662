"""The letters that somebody of a family got, for the family page: judged anew each time it is opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goldenthread.messages.composing import kind_title
from goldenthread.messages.models import Copy, Letter
from goldenthread.messages.queries.addressing import family_now
from goldenthread.messages.readers import FamilyNow
from goldenthread.messages.rules.marked import Block, blocks
from goldenthread.messages.rules.withheld import left_out
from goldenthread.people.models import Person


@dataclass(frozen=True)
class Received:
    """A letter as its reader sees it. `head` is the letterhead that it went under.

    `shortened`: something in it is protected by now, or not to be known to this reader any more, and is left out.
    """

    copy_id: int
    letter_id: int
    kind: str
    title: str
    sent_on: date
    blocks: tuple[Block, ...]
    head: dict[str, str]
    shortened: bool


def letters_for(
    person: Person, carer_id: int | None, today: date, *, family: FamilyNow | None = None
) -> tuple[Received, ...]:
    """The letters about a child that this carer got, or the young person where there is none, the newest first.

    None at all for somebody who may be told nothing today, whatever they got once; none of a copy that no longer says
    what it said when it went. `family` as of `family_now`, where it was read. One query, or two.
    """
    known = family or family_now(person, today)
    if not known.told(carer_id) or (carer_id is not None and carer_id not in known.carers):
        return ()
    to = {"carer": carer_id} if carer_id is not None else {"to": Copy.To.YOUNG_PERSON}
    found = Copy.objects.filter(
        letter__person=person, letter__state=Letter.State.SENT, again_of=None, sent_on__isnull=False, **to
    )  # fmt: skip
    withheld = known.withheld(carer_id)
    rows = []
    for one in found.select_related("letter__letterhead").order_by("-sent_on", "-pk"):
        if not one.intact or one.sent_on is None:
            continue
        words = left_out(one.words, withheld)
        title = left_out(one.title, withheld) or kind_title(one.letter.kind)
        rows.append(
            Received(
                one.pk, one.letter_id, one.letter.kind, title, one.sent_on, blocks(words),
                one.letter.letterhead.facts, (title, words) != (one.title, one.words),
            )
        )  # fmt: skip
    return tuple(rows)
