"""Keeps what families send by the family page, and how staff answered it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from uuid import UUID

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.audit.meanwhile import changed_meanwhile
from goldenthread.access.retention import CLOCK
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.core.sent import key_of_content
from goldenthread.documents.uploads import Sending, erase, keep_all
from goldenthread.messages.models import FamilyMessage
from goldenthread.messages.models.families import ANSWER
from goldenthread.messages.queries.addressing import family_now
from goldenthread.messages.queries.families import shut_out_from
from goldenthread.messages.rules.families import WORRY, family_rules, longest, read_by
from goldenthread.messages.rules.withheld import TELLS, told_by
from goldenthread.people.queries.family_links import FamilyReader

OWNER = "letters.familymessage"
State = FamilyMessage.State


@dataclass(frozen=True)
class Said:
    """What somebody of a family sends. `said_worry`: they say that they worry about somebody's safety.

    `worry`: they say so, or a word in it may tell of it. `may_name`: others may be told who sent it.
    """

    topic: str
    words: str
    said_worry: bool = False
    may_name: bool = False
    worry: bool = False


def send(
    *,
    scope: Scope,
    reader: FamilyReader,
    said: Said,
    sent_key: UUID,
    files: Sequence[tuple[str, bytes]] = (),
) -> FamilyMessage:
    """Keep what whoever reads the family page sends, with its files: all of it, or nothing. Sent twice, it is once.

    `scope` is that of the link. UserError without words or files, for words that are too long, and for a file that is
    not taken.
    """
    with transaction.atomic():
        made = _keep(scope, reader, said, sent_key, with_files=bool(files))
        if files:
            sending = Sending((OWNER, made.pk), made.area_id, _sender(reader), made.person_id)
            keep_all(scope=scope, sending=sending, files=files)
    return made


@transaction.atomic
def answer(
    *, scope: Scope, message_id: int, version: int, words: str, post_id: int | None
) -> FamilyMessage:
    """Answer it: the family reads the answer on its page. UserError where it would tell what they may not learn."""
    message = _to_settle(scope, message_id, version)
    if message is None:
        return FamilyMessage.objects.get(pk=message_id)
    text = _text(words, "answer", "your answer")
    now = family_now(message.person, clock.today())
    told = told_by(text, now.withheld(message.carer_id))
    if told:
        raise UserError(
            "tells_too_much", f"This would tell them {', '.join(TELLS[one] for one in told)}.", "answer",
            "They may not learn that. Write the answer without it.",
        )  # fmt: skip
    message.place_told = now.knows_place(message.carer_id)
    return _settle(scope, message, State.ANSWERED, post_id, answer=text)


@transaction.atomic
def file_away(
    *, scope: Scope, message_id: int, version: int, how: str, post_id: int | None
) -> FamilyMessage:
    """Say that it was read and what was done, where no answer is needed. The family reads that it was read."""
    message = _to_settle(scope, message_id, version)
    if message is None:
        return FamilyMessage.objects.get(pk=message_id)
    return _settle(
        scope, message, State.FILED, post_id, filed_how=_text(how, "filed_how", "what was done")
    )


@transaction.atomic
def remove_messages(*, person_ids: Sequence[int]) -> None:
    """Remove what families of these children sent, with its files, when their records have been kept long enough."""
    found = list(FamilyMessage.objects.filter(person__in=person_ids))
    if found:
        erase(scope=CLOCK, owners=found)
        FamilyMessage.objects.filter(pk__in=[one.pk for one in found]).delete()
        record(CLOCK, "familymessage.removed", count=len(found))


def _keep(
    scope: Scope, reader: FamilyReader, said: Said, sent_key: UUID, *, with_files: bool
) -> FamilyMessage:
    words = said.words.strip()
    if said.topic not in family_rules()["topics"]:
        raise UserError("not_in_list", "Choose what it is about.", "topic")
    if not words and not with_files:
        raise UserError("words_missing", "Write what you want to tell us.", "words")
    if len(words) > longest("words"):
        raise UserError("text_too_long", f"Use {longest('words')} characters or fewer.", "words")
    # What one link sends is not another's, even by the same form.
    key = key_of_content(sent_key, reader.link_id, asdict(said))
    before = FamilyMessage.objects.filter(person=reader.person, sent_key=key).first()
    if before is not None:
        return before
    worry = said.worry or said.said_worry or said.topic == WORRY
    made = FamilyMessage.objects.create(
        area=reader.person.area, person=reader.person, carer_id=reader.carer_id, topic=said.topic,
        words=words, said_worry=said.said_worry, may_name=said.may_name, worry=worry,
        read_by=read_by(clock.today()) if worry else None, sent_key=key,
    )  # fmt: skip
    record(scope, "familymessage.sent", made, fields=("topic", "words"))
    return made


def _sender(reader: FamilyReader) -> str:
    return "The young person" if reader.young else "Family"


def _to_settle(scope: Scope, message_id: int, version: int) -> FamilyMessage | None:
    """The message with its child, locked; None where it was settled in just this way: by this form, sent twice."""
    rows = FamilyMessage.objects.visible_to(scope).select_for_update(of=("self",))
    message = rows.select_related("person__area").filter(pk=message_id).first()
    if message is None:
        raise UserError("no_such_message", "There is no such message.")
    scope.need(ANSWER, message.area_id)
    if message.version == version and message.state == State.WAITING:
        if shut_out_from(scope, message)[0]:
            raise NotAllowed(
                "A part of this child’s record is protected from your posts, so this message is not shown to you.",
                "Its page says who reads it.",
            )
        return message
    if message.settled_by_id == scope.user_id and message.version == version + 1:
        return None
    raise changed_meanwhile(scope, message, "this message")


def _settle(
    scope: Scope, message: FamilyMessage, state: State, post_id: int | None, **said: str
) -> FamilyMessage:
    if post_id is not None and post_id not in scope.posts_with(ANSWER, message.area_id):
        raise UserError("not_your_post", "Choose one of your posts.", "post")
    for name, text in said.items():
        setattr(message, name, text)
    message.state, message.settled_at = state, clock.now()
    message.settled_by_id, message.settled_post_id = scope.user_id, post_id
    message.version += 1
    message.save()
    record(scope, f"familymessage.{state.value}", message, fields=tuple(said))
    return message


def _text(text: str, where: str, what: str) -> str:
    said = text.strip()
    if not said:
        raise UserError("text_missing", f"Write {what}.", where)
    if len(said) > longest(where):
        raise UserError("text_too_long", f"Use {longest(where)} characters or fewer.", where)
    return said
