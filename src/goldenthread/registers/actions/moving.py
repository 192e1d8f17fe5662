"""Moving an entry from state to state: up the ladder, back with an answer, closed, reopened."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from django.db import transaction

from goldenthread.access.scope import Scope
from goldenthread.core.errors import UserError
from goldenthread.registers.actions.keeping import Change, keep, locked, need_post, need_text
from goldenthread.registers.models import Entry, EntryEvent
from goldenthread.registers.permissions import answering_posts, moving_posts, next_step
from goldenthread.registers.queries.matrices import band_of
from goldenthread.registers.rules.definitions import ESCALATE, Register, Transition
from goldenthread.registers.rules.matrix import next_review

Outcome = Literal["answered", "sent_back"]
_KIND = EntryEvent.Kind


@transaction.atomic
def escalate(
    *, scope: Scope, entry_id: int, post_id: int, version: int, text: str, today: date
) -> EntryEvent:
    """Ask the next step of the ladder that is not one's own, which then owes an answer by a day."""
    entry, definition = locked(scope, entry_id, version)
    move = _move(scope, entry, definition, ESCALATE, post_id)
    said = need_text(text, "what you need from them, and why")
    step = next_step(scope, entry)
    if step is None:
        raise UserError("top_of_the_ladder", "There is nobody above to ask.")
    entry.state, entry.level = move.to, step.level
    entry.escalated_on, entry.answer_due = today, today + timedelta(days=step.days)
    return keep(
        scope, entry, _KIND.ESCALATED, post_id, today, text=said, level=step.level,
        fields=("state", "level", "answer_due"),
    )  # fmt: skip


@transaction.atomic
def answer(
    *,
    scope: Scope,
    entry_id: int,
    post_id: int,
    version: int,
    outcome: Outcome,
    text: str,
    today: date,
) -> EntryEvent:
    """Answer what was escalated, or send it back to be worked on; either way it is the owner's again."""
    entry, definition = locked(scope, entry_id, version)
    if not entry.level:
        raise UserError("not_escalated", f"{entry.reference} does not wait for an answer.")
    need_post(answering_posts(scope, entry), post_id)
    said = need_text(text, "what you answer")
    level = entry.level
    entry.state, entry.level = definition.start.code, 0
    entry.escalated_on = entry.answer_due = None
    entry.answered, entry.answered_level = outcome, level
    entry.answered_on, entry.answer_stands = today, True
    kind = _KIND.ANSWERED if outcome == "answered" else _KIND.SENT_BACK
    return keep(
        scope, entry, kind, post_id, today, text=said, level=level,
        fields=("state", "level", "answer_due", "answered"),
    )  # fmt: skip


@transaction.atomic
def move_entry(
    *,
    scope: Scope,
    entry_id: int,
    post_id: int,
    version: int,
    code: str,
    text: str,
    today: date,
) -> EntryEvent:
    """Take an entry along a transition of its register; closing and reopening are two of them."""
    entry, definition = locked(scope, entry_id, version)
    move = _move(scope, entry, definition, code, post_id)
    if code == ESCALATE:
        raise UserError("use_escalate", "Escalating asks somebody for an answer.")
    said = need_text(text, "why") if move.needs_reason else text.strip()
    before, after = definition.states[entry.state], definition.states[move.to]
    kind = _KIND.MOVED
    fields = ["state"]
    if after.is_ == "closed":
        kind = _KIND.CLOSED
        entry.closed_on, entry.closed_why = today, said
        fields += ["closed_on", "closed_why"]
    elif before.is_ == "closed":
        kind = _KIND.REOPENED
        entry.closed_on, entry.closed_why = None, ""
        band = band_of(entry.band, entry.matrix)
        entry.review_due = next_review(band, definition.review_days_unscored, today)
        fields += ["closed_on", "closed_why", "review_due"]
    entry.state = after.code
    changes: list[Change] = [("State", before.word, after.word)]
    return keep(scope, entry, kind, post_id, today, text=said, changes=changes, fields=fields)


def _move(scope: Scope, entry: Entry, definition: Register, code: str, post_id: int) -> Transition:
    move = definition.transitions.get(code)
    if move is None or entry.state not in move.sources:
        word = definition.states[entry.state].word.lower()
        fix = "Answer it first." if entry.level else "Open its page again to see what can be done."
        raise UserError(
            "no_such_move", f"{entry.reference} is {word}: this cannot be done now.", fix=fix
        )
    need_post(moving_posts(scope, entry, move), post_id)
    return move
