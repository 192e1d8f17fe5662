"""Moving an entry from state to state: up the ladder, back with an answer, closed, reopened."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from django.db import transaction

from goldenthread.access.scope import Scope
from goldenthread.core.errors import UserError
from goldenthread.registers.actions.keeping import Change, keep, locked, need_post, need_text
from goldenthread.registers.models import Entry, EntryEvent
from goldenthread.registers.permissions import answering_posts, moving_posts, steps_above
from goldenthread.registers.queries.matrices import band_of
from goldenthread.registers.rules.definitions import ESCALATE, Register, Step, Transition
from goldenthread.registers.rules.matrix import next_review

Outcome = Literal["answered", "sent_back"]
_KIND = EntryEvent.Kind


@transaction.atomic
def escalate(
    *,
    scope: Scope,
    entry_id: int,
    post_id: int,
    version: int,
    text: str,
    today: date,
    level: int | None = None,
    past: str = "",
) -> EntryEvent:
    """Ask a step of the ladder, which then owes an answer by a day: the next that is not one's own, or `level`.

    `past` says why the steps between need not answer; the history keeps them with it.
    """
    entry, definition = locked(scope, entry_id, version)
    move = _move(scope, entry, definition, ESCALATE, post_id)
    said = need_text(text, "what you need from them, and why")
    steps = steps_above(scope, entry)
    if not steps:
        raise UserError("top_of_the_ladder", "There is nobody above to ask.")
    step = next((one for one in steps if level in (None, one.level)), None)
    if step is None:
        names = ", ".join(one.name for one in steps)
        raise UserError("no_such_step", f"Choose one of: {names}.", "step")
    changes = _passed_over(entry, definition, steps, step, past)
    entry.state, entry.level = move.to, step.level
    entry.escalated_on, entry.answer_due = today, today + timedelta(days=step.days)
    return keep(
        scope, entry, _KIND.ESCALATED, post_id, today, text=said, level=step.level, changes=changes,
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


def _passed_over(
    entry: Entry, definition: Register, steps: list[Step], chosen: Step, past: str
) -> list[Change]:
    """The steps below the chosen one that are not asked, and why not."""
    between = definition.ladder[entry.level : chosen.level - 1]
    names = " and ".join(one.name for one in between if one in steps)
    why = need_text(past, f"why this goes past: {names}", "past") if names else ""
    return [
        ("Passed over", "", f"{one.name}: {why if one in steps else 'the post that escalates'}")
        for one in between
    ]


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
