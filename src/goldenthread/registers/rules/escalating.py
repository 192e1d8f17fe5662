"""Whether an entry is to be escalated, also after it was answered. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goldenthread.registers.rules.matrix import Band


@dataclass(frozen=True, slots=True)
class LastAnswer:
    """The last answer to an entry: on which day, and whether nobody has scored it anew since."""

    on: date
    stands: bool


def to_be_escalated(
    band: Band | None, waits: bool, answer: LastAnswer | None, review_due: date, on: date
) -> bool:
    """Whether an open entry's band asks for somebody above its owner, who has not been asked and has not answered.

    `waits`: somebody owes an answer. An answer settles it until the entry is scored anew, or until a review that
    fell due after the answer is overdue. A person may escalate it again at any time.
    """
    if waits or band is None or not band.must_escalate:
        return False
    if answer is None or not answer.stands:
        return True
    return answer.on <= review_due < on
