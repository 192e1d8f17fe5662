"""One letter with each of its copies: what it says, what it lacks, what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import Http404

from goldenthread.access.models import User
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.documents.rules.letters import Missing, Warned
from goldenthread.messages.composing import doubtful, kind_title, lacking
from goldenthread.messages.models import Copy, Letter
from goldenthread.messages.queries.addressing import family_now
from goldenthread.messages.queries.letters import name_of
from goldenthread.messages.readers import FamilyNow
from goldenthread.messages.rules.marked import Block, blocks
from goldenthread.messages.rules.withheld import TELLS, left_out, told_by
from goldenthread.organisations.models import Post
from goldenthread.people.protection import (
    ADDRESS,
    CONTACT,
    SETTING,
    hidden_from,
    posts_hidden,
)


@dataclass(frozen=True)
class CopyRow:
    """One copy. `address` is empty where it is `held`, or hidden from the scope.

    `lacks`: what is required and not there; `doubts`: what to look at once more, which stops nothing; `tells`: what it
    says that its reader may not know; `moved`: the record has another address by now; `off`: the reader gets no letters
    any more. `shortened`: something that the scope may not see
    is left out of the words shown here.
    """

    id: int
    to: str
    family: bool
    name: str
    address: tuple[str, ...]
    held: bool
    title: str
    words: str
    blocks: tuple[Block, ...]
    lacks: tuple[Missing, ...]
    doubts: tuple[Warned, ...]
    tells: tuple[str, ...]
    moved: bool
    off: bool
    shortened: bool
    method: str
    sent_on: date | None
    served_because: str
    intact: bool
    returned_on: date | None
    returned_why: str
    settled_on: date | None
    settled_how: str
    again: bool

    @property
    def ready(self) -> bool:
        """Whether nothing keeps it from going."""
        return not (self.lacks or self.tells or self.moved or self.off)

    @property
    def stands_back(self) -> bool:
        """Whether it came back and nobody has dealt with that."""
        return self.returned_on is not None and self.settled_on is None


@dataclass(frozen=True)
class LetterPage:
    """A letter as its page shows it. `without`: carers who get letters and have no copy of this one."""

    letter: Letter
    kind: str
    head: dict[str, str]
    copies: tuple[CopyRow, ...]
    without: tuple[str, ...]
    wrote: str
    sent: str

    @property
    def ready(self) -> bool:
        """Whether every copy may go."""
        return all(one.ready for one in self.copies)

    def copy(self, copy_id: int) -> CopyRow:
        """One of its copies; Http404 for any other."""
        for one in self.copies:
            if one.id == copy_id:
                return one
        raise Http404("There is no such copy.")


@dataclass(frozen=True)
class _Seen:
    """What of the child is hidden from whoever reads here, and of which carers where they get post."""

    hidden: frozenset[str]
    posts: frozenset[int]

    def no_address(self, one: Copy) -> bool:
        return ADDRESS in self.hidden or one.carer_id in self.posts


def get_letter(scope: Scope, letter_id: int) -> LetterPage:
    """The letter; Http404 where there is none that the scope may read. Five queries."""
    found = Letter.objects.visible_to(scope).select_related(
        "person__area", "letterhead", "made_post__organisation", "sent_post__organisation", "made_by", "sent_by"
    )  # fmt: skip
    letter = found.filter(pk=letter_id).first()
    if letter is None:
        raise Http404("There is no such letter.")
    copies = list(letter.copies.select_related("post__organisation").order_by("pk"))
    hidden = hidden_from(scope, [letter.person_id]).get(letter.person_id, frozenset())
    family = family_now(letter.person, clock.today())
    again = {one.again_of_id for one in copies}
    carers = {*family.carers, *(one.carer_id for one in copies if one.carer_id is not None)}
    seen = _Seen(hidden, posts_hidden(scope, carers))
    rows = tuple(_row(one, letter, copies, family, seen, again=one.pk in again) for one in copies)
    return LetterPage(
        letter=letter, kind=kind_title(letter.kind), head=letter.letterhead.facts, copies=rows,
        without=_without(letter, copies, family),
        wrote=_by(letter.made_by, letter.made_post), sent=_by(letter.sent_by, letter.sent_post),
    )  # fmt: skip


def _row(
    one: Copy, letter: Letter, copies: list[Copy], family: FamilyNow, reader: _Seen, *, again: bool
) -> CopyRow:  # fmt: skip
    hidden = reader.hidden
    one.letter = letter
    withheld = family.withheld(one.carer_id)
    text = f"{one.title}\n\n{one.words}"
    title, seen, why, how = one.title, one.words, one.returned_why, one.settled_how
    # What protects nobody from a reader who has it already, protects the child from whoever reads it here.
    if hidden & {ADDRESS, SETTING, CONTACT} or reader.posts:
        out = family.withheld(None)
        title, seen, why, how = (left_out(each, out) for each in (title, seen, why, how))
    open_now = letter.open
    others = [copy.carer_id for copy in copies if copy.carer_id is not None]
    told = tuple(TELLS[what] for what in told_by(text, withheld)) if open_now else ()
    off = open_now and one.family and not (_known(one, family) and family.told(one.carer_id))
    return CopyRow(
        id=one.pk, to=one.get_to_display(), family=one.family,
        name=name_of(one, setting_hidden=SETTING in hidden),
        address=() if one.family and reader.no_address(one) else tuple(one.address.splitlines()),
        held=one.held, title=title or kind_title(letter.kind), words=seen, blocks=blocks(seen),
        lacks=tuple(lacking(one, family, others)) if open_now else (),
        doubts=tuple(doubtful(one, family, others)) if open_now else (), tells=told,
        moved=open_now and one.family and not off and _moved(one, family), off=off,
        shortened=(title, seen) != (one.title, one.words), method=one.get_method_display(), sent_on=one.sent_on,
        served_because=one.served_because, intact=one.intact, returned_on=one.returned_on,
        returned_why=why, settled_on=one.settled_on, settled_how=how, again=again,
    )  # fmt: skip


def _known(one: Copy, family: FamilyNow) -> bool:
    return one.carer_id is None or one.carer_id in family.carers


def _moved(one: Copy, family: FamilyNow) -> bool:
    found = family.envelope(one.carer_id)
    return (found.address, found.held) != (one.address, one.held)


def _without(letter: Letter, copies: list[Copy], family: FamilyNow) -> tuple[str, ...]:
    """Who of the family gets letters and has no copy, of a letter that goes to any of them."""
    if not letter.open or not any(one.family for one in copies):
        return ()
    have = {one.carer_id for one in copies}
    return tuple(family.carers[key].called for key in family.recipients.carers if key not in have)


def _by(user: User | None, post: Post | None) -> str:
    where = f"{post.title}, {post.organisation.name}" if post else ""
    return ", ".join(part for part in (user.name if user else "", where) if part)
