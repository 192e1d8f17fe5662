"""Changing the words of a letter, saying that it is ready, taking addresses anew, and withdrawing it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.messages.actions.letters.drafting import envelope_of
from goldenthread.messages.actions.letters.keeping import (
    SEND,
    WRITE,
    copies_of,
    locked,
    need_open,
    need_version,
)
from goldenthread.messages.composing import need_complete
from goldenthread.messages.models import Copy, Letter
from goldenthread.messages.queries.addressing import family_now
from goldenthread.messages.readers import FamilyNow
from goldenthread.messages.rules.editing import taken_over
from goldenthread.messages.rules.withheld import TELLS, Withheld, told_by

LONGEST = 40_000


@dataclass(frozen=True)
class Words:
    """What one copy says."""

    title: str
    words: str


@transaction.atomic
def change_words(
    *, scope: Scope, letter_id: int, version: int, words: Mapping[int, Words]
) -> Letter:
    """Change what copies say, each by its key; those that are not named stay. A ready letter is a draft again.

    UserError for words that tell their reader what they may not; `where` is `copy-KEY`.
    """
    letter = locked(scope, letter_id, WRITE)
    copies = {one.pk: one for one in copies_of(letter)}
    if not set(words) <= set(copies):
        raise UserError("no_such_copy", "There is no such copy of this letter.")
    changed = {
        key: told for key, told in words.items()
        if (told.title, told.words) != (copies[key].title, copies[key].words)
    }  # fmt: skip
    if not changed:
        return letter
    need_open(letter)
    need_version(scope, letter, version)
    family = family_now(letter.person, clock.today())
    for key, told in changed.items():
        one = copies[key]
        if not told.title.strip() or not told.words.strip() or len(told.words) > LONGEST:
            raise UserError(
                "words_missing", f"A letter needs a heading and words, in {LONGEST} characters or fewer.",
                f"copy-{key}",
            )  # fmt: skip
        need_untold(f"{told.title}\n\n{told.words}", family.withheld(one.carer_id), one)
        one.title, one.words = told.title.strip(), told.words.strip()
        one.save(update_fields=["title", "words"])
    letter.state = Letter.State.DRAFT
    letter.step("state")
    record(scope, "letter.changed", letter, fields=("title", "words"))
    return letter


@transaction.atomic
def change_in_all(
    *, scope: Scope, letter_id: int, version: int, copy_id: int, told: Words
) -> Letter:
    """Change what one copy says, and take what was changed over into all others, as `change_words`.

    UserError where a paragraph that was changed is another in one of them: nothing is changed then.
    """
    letter = locked(scope, letter_id, WRITE)
    copies = {one.pk: one for one in copies_of(letter)}
    if copy_id not in copies:
        raise UserError("no_such_copy", "There is no such copy of this letter.")
    before, words = copies[copy_id], {copy_id: told}
    if (before.title, before.words) == (told.title, told.words):
        return letter
    need_version(scope, letter, version)
    for key, one in copies.items():
        if key != copy_id:
            found = taken_over(before.words, told.words, one.words)
            if found is None or (one.title != before.title and told.title != before.title):
                raise UserError(
                    "other_words", f"What you changed is worded differently in the copy for {one.name}.", "whose",
                    "Change this copy alone, then that one.",
                )  # fmt: skip
            title = told.title if one.title == before.title else one.title
            words[key] = Words(title, found)
    return change_words(scope=scope, letter_id=letter_id, version=version, words=words)


@transaction.atomic
def mark_ready(*, scope: Scope, letter_id: int, version: int) -> Letter:
    """Say that the words are final, so that it can be printed for the post. UserError while something is missing."""
    letter = locked(scope, letter_id, WRITE)
    if letter.state == Letter.State.READY:
        return letter
    need_open(letter)
    need_version(scope, letter, version)
    check(letter, family_now(letter.person, clock.today()))
    letter.state = Letter.State.READY
    letter.step("state")
    record(scope, "letter.ready", letter, fields=("state",))
    return letter


@transaction.atomic
def take_addresses_anew(*, scope: Scope, letter_id: int, version: int) -> Letter:
    """Take the envelopes of the family from the child's record as it stands now."""
    letter = locked(scope, letter_id, WRITE)
    need_open(letter)
    need_version(scope, letter, version)
    family = family_now(letter.person, clock.today())
    for one in copies_of(letter):
        if one.family:
            envelope = envelope_of(family, one.carer_id)
            one.address, one.held = envelope.address, envelope.held
            one.save(update_fields=["address", "held"])
    letter.step()
    record(scope, "letter.readdressed", letter, fields=("address", "held"))
    return letter


@transaction.atomic
def withdraw(*, scope: Scope, letter_id: int, version: int, why: str) -> Letter:
    """Withdraw a letter that is not to go. Its words stay on the record, with the reason."""
    letter = locked(scope, letter_id, SEND)
    reason = " ".join(why.split())[:300]
    if letter.state == Letter.State.WITHDRAWN and letter.withdrawn_why == reason:
        return letter
    need_open(letter)
    need_version(scope, letter, version)
    if not reason:
        raise UserError("why_missing", "Say why this letter is not to go.", "why")
    letter.state, letter.withdrawn_why = Letter.State.WITHDRAWN, reason
    letter.step("state", "withdrawn_why")
    record(scope, "letter.withdrawn", letter, fields=("state", "withdrawn_why"))
    return letter


def check(letter: Letter, family: FamilyNow) -> None:
    """UserError while a copy lacks what it must contain, or tells its reader what they may not know."""
    copies = copies_of(letter)
    others = [one.carer_id for one in copies if one.carer_id is not None]
    for one in copies:
        need_untold(f"{one.title}\n\n{one.words}", family.withheld(one.carer_id), one)
        need_complete(one, family, others)


def need_untold(text: str, withheld: tuple[Withheld, ...], one: Copy) -> None:
    """UserError where words tell what they may not. It never says which: they may be hidden from the writer."""
    found = told_by(text, withheld)
    if found:
        tells = ", and ".join(TELLS[what] for what in found)
        raise UserError(
            "tells_too_much", f"The copy for {one.name} would tell {tells}.", f"copy-{one.pk}",
            "Take it out: something of it is protected, or this reader may not learn it.",
        )  # fmt: skip
