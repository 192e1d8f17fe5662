"""Letters about a request itself: what is still wanted to decide on it, and that it was taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from django.db import transaction

from goldenthread.access.scope import Scope
from goldenthread.assessments.actions.keeping import locked
from goldenthread.assessments.models import Request
from goldenthread.assessments.queries.writing import (
    MORE,
    WITHDRAWN,
    about,
    may_ask_asker,
    open_letter,
    wanted_by,
    withdrawn_facts,
)
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.duties.actions.keeping import need_text
from goldenthread.messages.actions.letters import To, draft
from goldenthread.messages.models import Letter

WRITE = "letter.write"
LONGEST = 1000


@dataclass(frozen=True)
class Wanted:
    """What is asked for, one thing in each line, and by when. `address`: of whoever asked, where it goes to them."""

    needed: str
    reply_by: date | None = None
    to_asker: bool = False
    address: str = ""


@transaction.atomic
def draft_more_information(
    *, scope: Scope, request_id: int, wanted: Wanted, post_id: int, sent_key: UUID
) -> Letter:
    """Ask for what is missing: of the family, or of the body that asked. No day moves, and the letter says so.

    While such a letter is open, it is that letter. UserError where no child is matched, or nothing is to be decided.
    """
    asked = locked(scope, request_id)
    scope.need(WRITE, asked.area_id)
    due = wanted_by(asked)
    if asked.person_id is None or due is None:
        raise UserError(
            "nothing_to_ask", "No decision on this request waits, so there is nothing to ask for.",
            fix="Match it to a child first. A letter about a decision is written from the page of the decision.",
        )  # fmt: skip
    if before := open_letter(scope, asked, MORE):
        return before
    facts = {
        "needed": need_text(wanted.needed, "what is needed", "needed", LONGEST),
        "decision_due": due.isoformat(),
        "reply_by": _reply_by(wanted.reply_by),
    }
    return draft(
        scope=scope, person_id=asked.person_id, kind=MORE, about=about(asked), to=_to(scope, asked, wanted),
        post_id=post_id, sent_key=sent_key, facts={code: text for code, text in facts.items() if text},
    )  # fmt: skip


@transaction.atomic
def draft_withdrawn_letter(
    *, scope: Scope, request_id: int, post_id: int, sent_key: UUID
) -> Letter:
    """Tell the family that the request was taken back and that work on it has stopped.

    While such a letter is open, it is that letter. UserError where the work goes on, or no child was matched.
    """
    asked = locked(scope, request_id)
    scope.need(WRITE, asked.area_id)
    facts = withdrawn_facts(asked)
    if asked.person_id is None or facts is None:
        raise UserError(
            "not_stopped", "This request was not taken back, or the work on it goes on.",
            fix="Look at the case: it is closed where nothing else was open.",
        )  # fmt: skip
    return open_letter(scope, asked, WITHDRAWN) or draft(
        scope=scope, person_id=asked.person_id, kind=WITHDRAWN, about=about(asked), to=None,
        post_id=post_id, sent_key=sent_key, facts=facts,
    )  # fmt: skip


def write_of_withdrawal(scope: Scope, asked: Request) -> None:
    """Write that letter with the withdrawal, where it is clear through which post. What cannot be written holds up
    nothing: the page of the request then offers it.
    """
    posts = scope.posts_with(WRITE, asked.area_id) if asked.area_id else frozenset()
    if len(posts) != 1 or withdrawn_facts(asked) is None:
        return
    try:
        draft_withdrawn_letter(
            scope=scope, request_id=asked.pk, post_id=next(iter(posts)), sent_key=uuid4()
        )
    except UserError:
        return


def _to(scope: Scope, asked: Request, wanted: Wanted) -> list[To] | None:
    if not wanted.to_asker:
        return None
    if not may_ask_asker(scope, asked):
        raise UserError("not_in_list", "This letter goes to the family.", "to", "Choose them.")
    name = ", ".join(filter(None, (asked.asker_name, asked.asker_organisation)))
    return [To(name=name, address=need_text(wanted.address, "where it goes", "address", LONGEST))]


def _reply_by(day: date | None) -> str:
    if day is not None and day < clock.today():
        raise UserError("day_past", "That day has passed.", "reply_by", "Enter a day to come.")
    return day.isoformat() if day else ""
