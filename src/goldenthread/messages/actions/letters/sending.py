"""Sending a letter: all of its copies at once, with the way and the day of each, and what follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.core.months import day_words
from goldenthread.core.sent import key_of_content
from goldenthread.messages.actions.letters.drafting import need_told
from goldenthread.messages.actions.letters.keeping import (
    SEND,
    copies_of,
    locked,
    need_open,
    need_post,
    need_version,
)
from goldenthread.messages.actions.letters.writing import check
from goldenthread.messages.models import Copy, Letter
from goldenthread.messages.queries.addressing import family_now
from goldenthread.messages.readers import FamilyNow
from goldenthread.messages.rules.service import served
from goldenthread.messages.sending import follow

# Stands in the place of a key in the name of a field, of a copy that is not kept yet.
AGAIN = "again"
_BY_POST = (Copy.Method.FIRST, Copy.Method.SECOND)
_OF_HELD = (Copy.Method.HELD, Copy.Method.HAND, Copy.Method.COLLECTED)


@transaction.atomic
def send(
    *,
    scope: Scope,
    letter_id: int,
    version: int,
    sent: Mapping[int, tuple[str, date]],
    post_id: int,
    sent_key: UUID,
    confirmed: str = "",
) -> Letter:
    """Record that a letter went: for each copy, by its key, the way and the true day. All of them, or none.

    It freezes what each copy says with its hash, and does what follows from the letter in the same transaction. Sent
    twice, it is one. UserError while something required is missing, or where `where` (`method-KEY`, `sent_on-KEY`)
    cannot be so; what follows may ask to have something `confirmed` (see `messages.sending`).
    """
    letter = locked(scope, letter_id, SEND)
    need_post(scope, post_id, SEND, letter.area_id)
    key = key_of_content(sent_key, sorted((str(one), *way) for one, way in sent.items()))
    if letter.state == Letter.State.SENT and letter.send_key == key:
        return letter
    need_open(letter)
    need_version(scope, letter, version)
    family = family_now(letter.person, clock.today())
    check(letter, family)
    copies = copies_of(letter)
    if set(sent) != {one.pk for one in copies}:
        raise UserError("copies_differ", "Say of each copy how and when it went, and of no other.")
    for one in copies:
        need_current(one, family)
        went(one, *sent[one.pk])
        one.save()
    letter.state, letter.sent_on = Letter.State.SENT, max(day for _, day in sent.values())
    letter.sent_at, letter.sent_by_id, letter.sent_post_id = clock.now(), scope.user_id, post_id
    letter.send_key = key
    letter.step("state", "sent_on", "sent_at", "sent_by", "sent_post", "send_key")
    record(scope, "letter.sent", letter, fields=("copies", "method", "sent_on"))
    follow(scope=scope, letter=letter, day=_counted(copies), confirmed=confirmed)
    return letter


def went(one: Copy, method: str, day: date) -> None:
    """Put the way and the day on a copy, with the day of service, and freeze what it says. It is not saved.

    UserError where it cannot have gone so: `where` is `method-KEY` or `sent_on-KEY`.
    """
    _need_way(one, method)
    written = one.letter.made_on
    if day > clock.today() or day < written:
        raise UserError(
            "not_that_day", f"A letter goes on a day from {day_words(written)}, when it was written, to today.",
            f"sent_on-{one.pk or AGAIN}", "Enter the day on which it was really posted or handed over.",
        )  # fmt: skip
    counted = served(method, day)
    one.method, one.sent_on = method, day
    one.deemed_served_on, one.served_because = counted.on, counted.because
    one.sha256 = one.fingerprint


def need_current(one: Copy, family: FamilyNow) -> None:
    """UserError where whoever gets this copy may get it no longer, or gets post somewhere else by now."""
    if not one.family:
        return
    need_told(family, one.carer_id)
    envelope = family.envelope(one.carer_id)
    if (envelope.address, envelope.held) != (one.address, one.held):
        raise UserError(
            "address_changed", f"Where {one.name} gets post has changed since this letter was written.",
            f"method-{one.pk}", "Take the addresses anew, and write the envelope again.",
        )  # fmt: skip


def _need_way(one: Copy, method: str) -> None:
    where = f"method-{one.pk or AGAIN}"
    if method not in Copy.Method.values:
        raise UserError("no_such_way", "Say how this copy went.", where, "Choose from the list.")
    if one.held and method not in _OF_HELD:
        raise UserError(
            "address_protected", "The address of this reader is protected, so it is on no list and no label.", where,
            "A post that may see the address writes the envelope, or the letter is handed over or collected.",
        )  # fmt: skip
    if method == Copy.Method.HELD and not one.held:
        raise UserError(
            "not_protected", "The address of this reader is not protected.", where,
            "Choose how the letter went.",
        )  # fmt: skip
    if method in _BY_POST and not one.address:
        raise UserError(
            "no_address", "There is no address for this copy.", where,
            "Choose another way, or withdraw this letter and write it with an address.",
        )  # fmt: skip


def _counted(copies: list[Copy]) -> date:
    """The last day on which a copy went to the family, or to anybody where the family gets none."""
    days = [one.sent_on for one in copies if one.family and one.sent_on]
    return max(days or [one.sent_on for one in copies if one.sent_on])
