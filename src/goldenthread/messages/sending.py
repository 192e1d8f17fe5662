"""What rooms above do when a letter of theirs goes: record events, in the transaction in which it is sent."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from goldenthread.access.scope import Scope
from goldenthread.core.errors import UserError
from goldenthread.messages.models import Letter

DOUBTFUL = "doubtful"


class WhenSent(Protocol):
    """Called once for a letter, inside the transaction that sends it; whatever it raises leaves the letter unsent.

    `day`: the last day on which a copy went to the family, or, of a letter that none of them gets, to anybody. It may
    raise a refusal with the code `doubtful`, its `doubts` and their `mark`, as recording in a case does; `confirmed` is
    then, the second time, the mark of the doubts that the person has confirmed.
    """

    def __call__(self, *, scope: Scope, letter: Letter, day: date, confirmed: str) -> None: ...


_when_sent: dict[str, WhenSent] = {}


def register_sent(kind: str, function: WhenSent) -> None:
    """Make known what follows when a letter of that kind goes; called once by its room when the product starts."""
    if kind in _when_sent:
        raise ValueError(f"what follows a letter of the kind {kind!r} is registered twice")
    _when_sent[kind] = function


def doubts_of(problem: UserError) -> tuple[list[str], str] | None:
    """The doubts to be confirmed and their mark, where that is what a refusal asks; None for any other."""
    if problem.code != DOUBTFUL:
        return None
    return list(getattr(problem, "doubts", [problem.message])), str(getattr(problem, "mark", ""))


def follow(*, scope: Scope, letter: Letter, day: date, confirmed: str) -> None:
    """Do what follows from this letter, inside the caller's transaction."""
    function = _when_sent.get(letter.kind)
    if function is not None:
        function(scope=scope, letter=letter, day=day, confirmed=confirmed)
