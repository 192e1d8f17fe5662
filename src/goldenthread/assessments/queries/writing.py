"""Letters about a request itself: whether one is to be written, what it says, and those that are."""

from __future__ import annotations

from datetime import date

from goldenthread.access.scope import Scope
from goldenthread.assessments.models import Request
from goldenthread.assessments.queries.considering import decision_duty
from goldenthread.assessments.rules.routes import by_of, voice_of
from goldenthread.assessments.rules.telling import asked_by
from goldenthread.core import clock
from goldenthread.messages.models import Letter
from goldenthread.messages.queries.addressing import family_now
from goldenthread.people.protection import hidden_from

MORE, WITHDRAWN = "more_information", "request_withdrawn"
_TAKEN = (Request.State.TAKEN_IN, Request.State.JOINED)
_FAMILY = ("parent", "young_person")


def about(asked: Request) -> tuple[str, int]:
    """The reference by which letters about a request are found again."""
    return (asked._meta.label_lower, asked.pk)


def wanted_by(asked: Request) -> date | None:
    """The last day for the decision on a request that waits for it; None for any other. One query."""
    case = asked.case
    if asked.state not in _TAKEN or case is None or case.closed_on is not None:
        return None
    duty = decision_duty(case, asked.received_on)
    return duty.statutory_due if duty is not None and duty.state.waits else None


def withdrawn_facts(asked: Request) -> dict[str, str] | None:
    """What the letter says of a request that was taken back; None where the work on it goes on. One query."""
    case, on = asked.case, asked.ended_on
    stopped = asked.state == Request.State.WITHDRAWN and case is not None and case.closed_on
    if not stopped or on is None or asked.person is None:
        return None
    facts = {"withdrawn_on": on.isoformat(), "withdrawn_by": asked_by(by_of(asked.route))}
    readers = family_now(asked.person, clock.today()).recipients
    own = asked.route == "young_person" and readers.young_person and not readers.carers
    only = asked.route == "parent" and not readers.young_person and len(readers.carers) == 1
    return facts | ({"requested_by_reader": "yes"} if own or only else {})


def may_ask_asker(scope: Scope, asked: Request) -> bool:
    """Whether the letter can go to whoever asked: no family, and nothing of the record is hidden from the scope."""
    if voice_of(asked.route) in _FAMILY or not asked.asker_name or asked.person_id is None:
        return False
    return not hidden_from(scope, [asked.person_id])


def letters_of_request(scope: Scope, asked: Request) -> list[Letter]:
    """The letters about a request that were not withdrawn, the newest first. One query."""
    kind, key = about(asked)
    found = Letter.objects.visible_to(scope).filter(about_type=kind, about_id=key)
    return list(found.exclude(state=Letter.State.WITHDRAWN).order_by("-pk"))


def open_letter(scope: Scope, asked: Request, kind: str) -> Letter | None:
    """One of that kind that has not gone yet. One query."""
    found = letters_of_request(scope, asked)
    return next((one for one in found if one.kind == kind and one.open), None)
