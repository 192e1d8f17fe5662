"""What comes back undelivered: written down, dealt with, sent again. The copy that came back stays as it was."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.messages.actions.letters.drafting import envelope_of, need_told
from goldenthread.messages.actions.letters.keeping import SEND, locked, need_version
from goldenthread.messages.actions.letters.sending import went
from goldenthread.messages.actions.letters.writing import need_untold
from goldenthread.messages.models import Copy, Letter
from goldenthread.messages.queries.addressing import family_now

_LONGEST = 300


@transaction.atomic
def record_returned(
    *, scope: Scope, letter_id: int, copy_id: int, version: int, on: date, why: str
) -> Letter:
    """Write down that a copy came back, on which day and why. It stands on the list until somebody deals with it."""
    letter = locked(scope, letter_id, SEND)
    one = _sent(letter, copy_id)
    reason = _words(why, "why", "Say why it came back.")
    if one.returned_on == on and one.returned_why == reason:
        return letter
    need_version(scope, letter, version)
    if one.returned_on is not None:
        raise UserError("returned_already", "Somebody has written down already that it came back.")
    if one.sent_on is not None and not one.sent_on <= on <= clock.today():
        raise UserError("not_that_day", "A letter comes back after it went, and not after today.", "on")  # fmt: skip
    one.returned_on, one.returned_why = on, reason
    one.save(update_fields=["returned_on", "returned_why"])
    letter.step()
    record(scope, "letter.returned", letter, fields=("returned_on", "returned_why"))
    return letter


@transaction.atomic
def settle_returned(
    *, scope: Scope, letter_id: int, copy_id: int, version: int, how: str
) -> Letter:
    """Say how a copy that came back was dealt with, where it does not go again: handed over, read out, not needed."""
    letter = locked(scope, letter_id, SEND)
    one = _back(letter, copy_id)
    words = _words(how, "how", "Say how it was dealt with.")
    if one.settled_how == words:
        return letter
    need_version(scope, letter, version)
    _need_unsettled(one)
    _settle(one, words)
    letter.step()
    record(scope, "letter.settled", letter, fields=("settled_on", "settled_how"))
    return letter


@transaction.atomic
def send_again(
    *, scope: Scope, letter_id: int, copy_id: int, version: int, method: str, day: date
) -> Copy:
    """Record that a copy that came back went again, to where its reader gets post now. The first one stays.

    UserError where the reader may be told nothing any more, or may by now not know something that it says.
    """
    letter = locked(scope, letter_id, SEND)
    first = _back(letter, copy_id)
    again = letter.copies.filter(again_of=first).first()
    if again is not None:
        return again
    need_version(scope, letter, version)
    _need_unsettled(first)
    made = Copy(
        letter=letter, to=first.to, carer_id=first.carer_id, post_id=first.post_id, name=first.name,
        address=first.address, held=first.held, title=first.title, words=first.words, again_of=first,
    )  # fmt: skip
    family = family_now(letter.person, clock.today())
    if first.family:
        need_told(family, first.carer_id)
        envelope = envelope_of(family, first.carer_id)
        made.address, made.held = envelope.address, envelope.held
    need_untold(f"{made.title}\n\n{made.words}", family.withheld(made.carer_id), first)
    went(made, method, day)
    if first.returned_on is not None and day < first.returned_on:
        raise UserError("not_that_day", "It went again after it came back.", "sent_on-again")
    made.save()
    _settle(first, "Sent again")
    letter.step()
    record(scope, "letter.sent_again", letter, fields=("copies", "method", "sent_on"))
    return made


def _sent(letter: Letter, copy_id: int) -> Copy:
    one = letter.copies.filter(pk=copy_id, sent_on__isnull=False).first()
    if one is None:
        raise UserError("no_such_copy", "No such copy of this letter has gone.")
    one.letter = letter
    return one


def _back(letter: Letter, copy_id: int) -> Copy:
    one = _sent(letter, copy_id)
    if one.returned_on is None:
        raise UserError(
            "not_returned", "This copy has not come back.", fix="Write down first that it did."
        )
    return one


def _need_unsettled(one: Copy) -> None:
    if one.settled_on is not None:
        raise UserError("settled_already", "Somebody has dealt with this copy already.")


def _settle(one: Copy, how: str) -> None:
    one.settled_on, one.settled_how = clock.today(), how
    one.save(update_fields=["settled_on", "settled_how"])


def _words(text: str, where: str, missing: str) -> str:
    plain = " ".join(text.split())
    if not plain or len(plain) > _LONGEST:
        raise UserError("words_missing", f"{missing} Use {_LONGEST} characters or fewer.", where)
    return plain
