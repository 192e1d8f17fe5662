"""What became of a request, for its page and for the letter that tells whoever asked."""

from __future__ import annotations

from dataclasses import dataclass

from goldenthread.assessments.models import Request
from goldenthread.assessments.queries.rounds import round_of, said_of
from goldenthread.assessments.rules.rounds import JOINS

STATE = Request.State


@dataclass(frozen=True)
class Joined:
    """What a request came to that was open already. `first`: the event that began its clock, with its day and by whom.

    `other_kind`: one of the two is a request, the other brought the child to attention.
    """

    first: str
    other_kind: bool


def joined_of(asked: Request) -> Joined | None:
    """To what a request was joined; None for all others. Three queries. `asked` has its case with the child."""
    if asked.state != STATE.JOINED or asked.case is None:
        return None
    effect = round_of(asked, asked.case).effect
    if effect.code != JOINS:
        # What it joined was set aside since, or was a request to reassess.
        return Joined("", other_kind=False)
    return Joined(said_of(effect.start.event), effect.other_kind)
