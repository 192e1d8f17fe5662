"""What families have sent: what waits for an answer, what stands on a record, and what the sender sees of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.documents.models import KeptFile
from goldenthread.messages.models import FamilyMessage
from goldenthread.messages.models.families import ANSWER
from goldenthread.messages.queries.addressing import family_now
from goldenthread.messages.rules.families import topic_words
from goldenthread.messages.rules.withheld import left_out
from goldenthread.people.free_words import WITHHELD, readers_of, words_hidden
from goldenthread.people.protection import hidden_from
from goldenthread.people.queries.family_links import FamilyReader

OWNER = "letters.familymessage"
_ROWS = 20


@dataclass(frozen=True)
class MessageRow:
    """A message for staff. `whose` is the carer's name, or the young person's.

    `readers`: where its words are withheld from the reader, the posts that read them.
    """

    id: int
    reference: str
    person_id: int
    called: str
    whose: str
    topic: str
    words: str
    worry: bool
    said_worry: bool
    may_name: bool
    sent_at: datetime
    read_by: date | None
    state: str
    state_words: str
    answer: str
    filed_how: str
    settled_at: datetime | None
    settled_post: str
    version: int
    withheld: bool = False
    readers: tuple[str, ...] = ()

    @property
    def waits(self) -> bool:
        """Whether nobody has answered or filed it."""
        return self.state == FamilyMessage.State.WAITING


@dataclass(frozen=True)
class SentRow:
    """A message as its sender sees it on the family page. `withheld`: the answer told what they may no longer learn."""

    topic: str
    words: str
    sent_at: datetime
    state: str
    answer: str
    withheld: bool
    settled_at: datetime | None
    post: str
    files: tuple[str, ...]


@dataclass(frozen=True)
class Waiting:
    """What nobody has answered or filed: how many, how many about certain children, and how many worries.

    `read_by`: the first day by which one of the worries is to be read.
    """

    count: int
    own: int
    worries: int
    read_by: date | None


def waiting_for(scope: Scope) -> QuerySet[FamilyMessage] | None:
    """What waits in the areas where the scope answers, and so reads every record; None where it answers nobody."""
    areas = scope.areas_with(ANSWER)
    if not areas:
        return None
    return FamilyMessage.objects.filter(area__in=areas, state=FamilyMessage.State.WAITING)


def waiting_rows(scope: Scope) -> tuple[list[MessageRow], int]:
    """What nobody has answered or filed, worries first: the first rows, and their number. Three queries at most."""
    found = FamilyMessage.objects.visible_to(scope).waiting()
    messages = list(found.select_related(*_WITH)[:_ROWS])
    hidden = hidden_from(scope, {one.person_id for one in messages})
    rows = [message_row(one, withheld=one.person_id in hidden) for one in messages]
    return rows, found.count() if len(rows) == _ROWS else len(rows)


def get_message(scope: Scope, message_id: int) -> MessageRow:
    """One message; Http404 where there is none that the scope may read. Five queries at most."""
    found = FamilyMessage.objects.visible_to(scope).select_related(*_WITH)
    message = found.filter(pk=message_id).first()
    if message is None:
        raise Http404("There is no such message.")
    shut_out, readers = shut_out_from(scope, message)
    return message_row(message, withheld=shut_out, readers=readers)


def shut_out_from(scope: Scope, message: FamilyMessage) -> tuple[bool, tuple[str, ...]]:
    """Whether the words of a message are withheld from the scope, and then the posts that read them.

    What is protected of the child may stand in any words. Some post reads every message: `readers_of`.
    """
    if not words_hidden(scope, message.person_id):
        return False, ()
    posts = readers_of(message.person_id, message.area_id, ANSWER)
    if any(one.pk in scope.post_ids for one in posts):
        return False, ()
    return True, tuple(f"{one.title}, {one.organisation.name}" for one in posts)


def area_of(scope: Scope, message_id: int) -> int:
    """The area of a message that the scope may read. One query."""
    found = FamilyMessage.objects.visible_to(scope).filter(pk=message_id)
    return int(found.values_list("area", flat=True)[0])


def sent_by(reader: FamilyReader) -> list[SentRow]:
    """What whoever reads the family page has sent about this child, the newest first. Three queries."""
    found = FamilyMessage.objects.filter(person=reader.person, carer=reader.carer_id)
    rows = list(found.select_related("settled_post"))
    names: dict[int, list[str]] = {row.pk: [] for row in rows}
    files = KeptFile.objects.there().filter(owner_type=OWNER, owner_id__in=names)
    for owner_id, name in files.order_by("pk").values_list("owner_id", "name"):
        names[owner_id].append(name)
    withheld = family_now(reader.person, clock.today()).withheld(reader.carer_id)
    shown = []
    for row in rows:
        # An answer that was given when they might know the place may tell of it in any words.
        hidden = bool(row.answer) and row.place_told and not reader.knows_place
        shown.append(
            SentRow(
                row.topic, row.words, row.sent_at, row.state,
                "" if hidden else left_out(row.answer, withheld), hidden, row.settled_at,
                row.settled_post.title if row.settled_post else "", tuple(names[row.pk]),
            )
        )  # fmt: skip
    return shown


def new_answers(reader: FamilyReader) -> tuple[int, int]:
    """How many messages of whoever reads the family page wait, and how many were answered. One query."""
    found = FamilyMessage.objects.filter(person=reader.person, carer=reader.carer_id)
    counts = found.aggregate(
        waiting=Count("pk", filter=Q(state=FamilyMessage.State.WAITING)),
        answered=Count("pk", filter=Q(state=FamilyMessage.State.ANSWERED)),
    )
    return counts["waiting"], counts["answered"]


def may_read(scope: Scope, message_id: int) -> bool:
    """Whether the scope may read a message, and so the files that came with it."""
    return FamilyMessage.objects.visible_to(scope).filter(pk=message_id).exists()


_WITH = ("person", "carer", "settled_post")


def message_row(one: FamilyMessage, *, withheld: bool, readers: tuple[str, ...] = ()) -> MessageRow:
    """A message, read with its child, carer and post, as values."""
    return MessageRow(
        one.pk, one.reference, one.person_id, one.person.called,
        one.carer.called if one.carer else f"{one.person.called}, in person", topic_words(one.topic),
        _kept(one.words, withheld), one.worry, one.said_worry, one.may_name, one.sent_at, one.read_by, one.state,
        one.get_state_display(), _kept(one.answer, withheld), _kept(one.filed_how, withheld), one.settled_at,
        one.settled_post.title if one.settled_post else "", one.version,
        withheld, readers,
    )  # fmt: skip


def _kept(words: str, withheld: bool) -> str:
    return WITHHELD if words and withheld else words
