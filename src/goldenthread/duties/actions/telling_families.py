"""Letters to a family about the days of the law: that one has passed, and that an exemption lifts one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.duties.actions.keeping import locked, need_open, need_text
from goldenthread.duties.models import Case
from goldenthread.duties.permissions import need_whole_case
from goldenthread.duties.queries.telling_families import (
    Told,
    exempt_now,
    late_now,
    open_letter,
    said_of,
    statements_for,
)
from goldenthread.messages.actions.letters import draft
from goldenthread.messages.models import Letter

WRITE = "letter.write"
LONGEST = 400


@dataclass(frozen=True)
class Telling:
    """What whoever writes says: the step in words, and where they know it what is next and the council's own day.

    `statement_id`: of an agreed statement that is in force, or None for none.
    """

    step: str
    next_step: str = ""
    expected_by: date | None = None
    statement_id: int | None = None


@transaction.atomic
def draft_delay_letter(
    *, scope: Scope, case_id: int, duty: str, telling: Telling, post_id: int, sent_key: UUID
) -> Letter:
    """Write that the day of a duty has passed. The day is the ledger's; a cause is given by an agreed statement alone.

    `duty`: its key (`REQ-6_1`). While a letter for that day is open, it is that letter. UserError where the duty is not
    late, and for a statement that is not in force.
    """
    case = _case(scope, case_id)
    told = late_now(case, duty)
    if before := open_letter(scope, told):
        return before
    facts = {"next_step": telling.next_step.strip(), **_statement(case, telling.statement_id)}
    return _draft(scope, case, told, telling, facts, post_id, sent_key)


@transaction.atomic
def draft_exemption_letter(
    *, scope: Scope, case_id: int, claim_id: int, telling: Telling, post_id: int, sent_key: UUID
) -> Letter:
    """Write that an approved exemption lifts one limit: which, on which ground of which regulation, and why.

    While a letter for it is open, it is that letter. UserError where the clock does not find the limit exempt now.
    """
    case = _case(scope, case_id)
    told = exempt_now(case, claim_id)
    if before := open_letter(scope, told):
        return before
    return _draft(scope, case, told, telling, {}, post_id, sent_key)


def _draft(
    scope: Scope, case: Case, told: Told, telling: Telling, more: dict[str, str], post_id: int, sent_key: UUID
) -> Letter:  # fmt: skip
    given = {
        **told.facts,
        "step": need_text(telling.step, "what it is about", "step", LONGEST),
        "expected_by": _own_day(telling.expected_by),
        **more,
    }
    return draft(
        scope=scope, person_id=case.person_id, kind=told.kind, about=told.about, to=None, post_id=post_id,
        sent_key=sent_key, facts={code: text for code, text in given.items() if text},
    )  # fmt: skip


def _case(scope: Scope, case_id: int) -> Case:
    case = locked(scope, case_id, WRITE)
    need_whole_case(scope, case)
    need_open(case)
    return case


def _statement(case: Case, statement_id: int | None) -> dict[str, str]:
    if statement_id is None:
        return {}
    found = {one.id: one for one in statements_for(case)}
    if statement_id not in found:
        raise UserError(
            "not_agreed", "That statement is not in force any more.", "statement",
            "Choose one that is in force, or none.",
        )  # fmt: skip
    return said_of(found[statement_id])


def _own_day(day: date | None) -> str:
    if day is None:
        return ""
    if day < clock.today():
        raise UserError(
            "day_past", "That day has passed.", "expected_by",
            "Enter a day to come, or leave it empty.",
        )  # fmt: skip
    return day.isoformat()
