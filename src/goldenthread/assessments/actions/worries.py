"""Reading what somebody wrote of a worry about safety: a named person says that they did, and what they did."""

from __future__ import annotations

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.scope import Scope
from goldenthread.assessments.actions.keeping import locked
from goldenthread.assessments.models import Request
from goldenthread.assessments.queries.worries import worry_of
from goldenthread.assessments.saving import save_next
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.duties.actions.keeping import need_text
from goldenthread.people.free_words import words_hidden

LONGEST_DONE = 2000


@transaction.atomic
def read_worry(*, scope: Scope, request_id: int, done: str) -> Request:
    """Say that a person has read a worry and acted, and how. Said once: what was done stays as it was written then."""
    asked = locked(scope, request_id)
    if not asked.flag:
        raise UserError("no_worry", "Nothing was marked as a worry about safety here.")
    hidden = words_hidden(scope, asked.person_id)
    if not worry_of(scope, asked, hidden=hidden).shown:
        raise NotAllowed(
            "A part of this child’s record is protected from your posts, so this worry is not shown to you.",
            "The page of the request says who reads it.",
        )
    if asked.flag_read_at is not None:
        if asked.flag_read_by_id == scope.user_id and asked.flag_done == done.strip():
            return asked
        raise UserError(
            "read_already", "Somebody has read it and said what they did.", "done",
            "What they wrote stands on the page of the request.",
        )  # fmt: skip
    asked.flag_done = need_text(done, "what you did", "done", LONGEST_DONE)
    asked.flag_read_at, asked.flag_read_by_id = clock.now(), scope.user_id
    save_next(asked, "flag_done", "flag_read_at", "flag_read_by")
    record(scope, "request.worry_read", asked, fields=("flag_done",))
    return asked
