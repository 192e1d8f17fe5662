"""Whose a duty is to the council that keeps the case: its own, or another council's. Pure."""

from __future__ import annotations

from datetime import date

from goldenthread.statute.owners import COUNCIL, NEW, OLD
from goldenthread.statute.rulebook import rulebook
from goldenthread.statute.timeline import Case

ASKED_BODY = "asked_body"
"""A body that was asked to help and is neither health nor this council: another council, a youth offending team."""
_SIDES = (OLD, NEW)


def kept_owner(owner: str, rule: str, side: str) -> str:
    """The ledger's owner for the engine's `owner` of a duty by `rule`, where this council is on `side` of a move.

    What the council of that side owes is `local_authority`, as without a move; the other side keeps its own word.
    """
    known = rulebook().get(rule)
    if owner == COUNCIL and known is not None and known.owner == "co_operating_body":
        return ASKED_BODY
    return COUNCIL if owner == side and owner in _SIDES else owner


def side_of(timeline: Case, opened_on: date, *, elsewhere: bool) -> str:
    """On which side of a move the council of the case is: one that had the case before the day is left.

    `elsewhere`: the child's record is in another area now, which says so whatever the days are.
    """
    moved = timeline.first("family_moved") or timeline.first("plan_transferred")
    had_it = moved is not None and opened_on < moved.on
    return OLD if elsewhere or had_it else NEW
