"""What else becomes of a request: it is none, it belongs to another area, or whoever asked takes it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.scope import Scope
from goldenthread.assessments.actions.keeping import (
    STATE,
    TAKEN,
    locked,
    need_version,
    need_waiting,
)
from goldenthread.assessments.actions.taking_in import OWNER
from goldenthread.assessments.actions.writing import write_of_withdrawal
from goldenthread.assessments.models import Request
from goldenthread.assessments.queries.areas import areas_taking_requests
from goldenthread.assessments.queries.withdrawing import closes_case, doubts_of_withdrawing
from goldenthread.assessments.rules.inbox import (
    doubts_of_declining,
    reason_words,
    ways_of_withdrawing,
)
from goldenthread.assessments.rules.routes import routes
from goldenthread.assessments.saving import save_next
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.core.months import day_words
from goldenthread.documents.uploads import move
from goldenthread.duties.actions.keeping import Doubtful, need_text
from goldenthread.duties.actions.opening import close_case

LONGEST_WHY = 400


@dataclass(frozen=True)
class Withdrawal:
    """On which day whoever asked took it back, how they said so (a code of data/inbox.yaml), and what they said."""

    on: date
    how: str
    said: str = ""


@transaction.atomic
def decline(
    *, scope: Scope, request_id: int, version: int, reason: str, why: str, confirmed: str = ""
) -> Request:
    """Put away what is no request, with a reason (a code of data/inbox.yaml) and why. Always asked about first."""
    asked = locked(scope, request_id)
    if asked.state == STATE.DECLINED:
        return asked
    need_waiting(asked)
    need_version(scope, asked, version)
    said = need_text(why, "why it is no request", "why", LONGEST_WHY)
    on = asked.received_on or clock.today()
    doubt = Doubtful(doubts_of_declining(reason, asked.child_born, on))
    if confirmed != doubt.mark:
        raise doubt
    _end(asked, STATE.DECLINED, clock.today(), f"{reason_words(reason)}. {said}")
    record(scope, "request.declined", asked, fields=("ended_why",))
    return asked


@transaction.atomic
def pass_on(*, scope: Scope, request_id: int, version: int, area_id: int) -> Request:
    """Give a request to the area where the child lives. The day of receipt stays: no day is lost to the child."""
    asked = locked(scope, request_id)
    need_waiting(asked)
    need_version(scope, asked, version)
    # Anywhere else nobody would read it, and its clock runs on.
    if area_id == asked.area_id or area_id not in {one.pk for one in areas_taking_requests()}:
        raise UserError(
            "no_such_area", "That is no other area that takes requests here.", "area", "Choose from the list."
        )  # fmt: skip
    before, here = asked.area_id, (OWNER, asked.pk)
    move(scope=scope, owner=here, to=here, area_id=area_id, person_id=None)
    asked.area_id, asked.person = area_id, None
    save_next(asked, "area", "person")
    # Both councils can see that it went: the one that gave it away reads it no more.
    for one in (before, area_id):
        record(scope, "request.passed_on", asked, area_id=one, fields=("area",))
    return asked


@transaction.atomic
def withdraw(
    *, scope: Scope, request_id: int, version: int, withdrawal: Withdrawal, confirmed: str = ""
) -> Request:
    """Write down that whoever asked took it back. Where nothing else is open, its case is closed with that reason.

    The statute knows no withdrawal: a child of whom the council has heard stays one of whom it has heard. So it is
    asked about first, unless nobody has taken it in yet.
    """
    asked = locked(scope, request_id)
    if asked.state == STATE.WITHDRAWN:
        return asked
    if asked.state not in (STATE.SENT, *TAKEN):
        raise UserError("dealt_with", f"{asked.reference} was put away: it is no request.")
    need_version(scope, asked, version)
    route = routes().get(asked.route)
    if route is not None and not route.request:
        raise UserError(
            "no_request", "This was no request, so it cannot be withdrawn.", fix="Decide whether to assess."
        )  # fmt: skip
    _need_day(asked, withdrawal.on)
    why = _words(withdrawal)
    if found := doubts_of_withdrawing(asked):
        doubt = Doubtful(found)
        if confirmed != doubt.mark:
            raise doubt
    closes = closes_case(asked)
    _end(asked, STATE.WITHDRAWN, withdrawal.on, why)
    record(scope, "request.withdrawn", asked, fields=("ended_on", "ended_why"))
    if closes and asked.case is not None:
        close_case(
            scope=scope, case_id=asked.case.pk, version=None, on=clock.today(),
            why=f"The request was withdrawn on {day_words(withdrawal.on)}.",
        )  # fmt: skip
        asked.case.refresh_from_db(fields=["closed_on"])
        write_of_withdrawal(scope, asked)
    return asked


def _words(withdrawal: Withdrawal) -> str:
    ways = dict(ways_of_withdrawing())
    if withdrawal.how not in ways:
        raise UserError("not_in_list", "That answer is not in the list.", "how", "Choose one.")
    said = withdrawal.said.strip()
    if len(said) > LONGEST_WHY:
        raise UserError("text_too_long", f"Use {LONGEST_WHY} characters or fewer.", "said")
    return f"{ways[withdrawal.how]}. {said}".strip()


def _need_day(asked: Request, day: date) -> None:
    if day > clock.today():
        raise UserError("not_happened_yet", f"{day_words(day)} is after today.", "on")
    if asked.received_on is not None and day < asked.received_on:
        raise UserError(
            "too_early", f"It was received on {day_words(asked.received_on)}, after that day.", "on",
            "Check the day.",
        )  # fmt: skip


def _end(asked: Request, state: str, on: date, why: str) -> None:
    asked.state, asked.ended_on, asked.ended_why = state, on, why
    save_next(asked, "state", "ended_on", "ended_why")
