"""The last days that a letter of refusal names, for the day on which it goes. Pure."""

from __future__ import annotations

from datetime import date

from goldenthread.statute.calendars import BeyondCalendar, england
from goldenthread.statute.counting import add_months, lodged_by

_MONTHS = 2


def days_to_act(sent_on: date) -> dict[str, str]:
    """The facts `sent_on`, `mediation_by` and `appeal_by` (AP-2, ME-1), and `appeal_rolled` where a day moved.

    Two months from the day of sending; the tribunal takes an appeal on its next working day where that is none. Without
    `appeal_by` where bank holidays are not known so far ahead: a letter cannot go without it, and nobody guesses.
    """
    end = add_months(sent_on, _MONTHS)
    facts = {"sent_on": sent_on.isoformat(), "mediation_by": end.isoformat()}
    try:
        last = lodged_by(end, england())
    except BeyondCalendar:
        return facts
    rolled = {"appeal_rolled": "yes"} if last != end else {}
    return {**facts, "appeal_by": last.isoformat(), **rolled}
