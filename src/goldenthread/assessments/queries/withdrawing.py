"""What follows when whoever asked takes a request back: whether its case is closed, and what is asked first."""

from __future__ import annotations

from goldenthread.assessments.models import Request
from goldenthread.duties.models import CaseEvent
from goldenthread.statute.case_clock import ATTENTION, REQUEST

_STAGES = ("nothing_yet", "request")
_TAKEN = (Request.State.TAKEN_IN, Request.State.JOINED)


def closes_case(asked: Request) -> bool:
    """Whether nothing else is open in the case of a request: it began it, nobody else asked, nothing was decided.

    Two queries at most.
    """
    case = asked.case
    if asked.state != Request.State.TAKEN_IN or case is None or case.closed_on is not None:
        return False
    if case.stage not in _STAGES:
        return False
    others = Request.objects.filter(case=case, state__in=_TAKEN).exclude(pk=asked.pk)
    if others.exists():
        return False
    events = CaseEvent.objects.filter(case=case, set_aside_at=None, kind__in=(REQUEST, ATTENTION))
    return events.count() == 1


def doubts_of_withdrawing(asked: Request) -> list[str]:
    """What is asked before, as sentences; nothing for a request that nobody has taken in."""
    if asked.case is None:
        return []
    if closes_case(asked):
        return [
            f"Nothing else is open in {asked.case.reference}: it is closed today, and what was still to be done stands "
            "on no list any more.",
            "The council has heard of this child. Where it thinks that an assessment may be needed, it considers one "
            "without a request (CFA 2014 s.36(3)): then leave the request as it is.",
        ]  # fmt: skip
    if asked.case.closed_on is not None:
        return []
    return [
        f"Something else is open in {asked.case.reference}, so the case goes on and its clock runs on. Close it by "
        "itself if nothing more is to be done."
    ]
