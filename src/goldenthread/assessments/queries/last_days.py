"""Until when a family may appeal and seek mediation, if a refusal is sent on a day: asked of the engine, what if."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.core.months import day_words
from goldenthread.duties.deriving import council_of, timeline_of
from goldenthread.duties.models import Case
from goldenthread.statute.deriving import derive
from goldenthread.statute.timeline import Event

APPEAL, MEDIATION = "AP-2", "ME-1"
DECIDED, APPEALABLE = "assessment_decision_sent", "appealable_decision_sent"


@dataclass(frozen=True, slots=True)
class LastDays:
    """The last day to appeal, as the tribunal moves it on, and the last day to contact the mediation adviser."""

    appeal: date
    mediation: date


def last_days(case: Case, sent_on: date) -> LastDays:
    """What follows if a refusal to assess is sent on that day. `case` has its `person`. Two queries.

    UserError where the bank holidays that it takes are not known yet.
    """
    today = clock.today()
    timeline = timeline_of(case, case.events.all(), council_of(case.area_id), today)
    refused = [Event(DECIDED, sent_on), Event(APPEALABLE, sent_on)]
    found = {
        one.rule: one.statutory_due
        for one in derive(timeline.with_more(refused))
        if one.started_by == APPEALABLE and one.since == sent_on
    }
    appeal, mediation = found.get(APPEAL), found.get(MEDIATION)
    if appeal is None or mediation is None:
        raise UserError(
            "beyond_calendar",
            f"For a letter that goes on {day_words(sent_on)} the last day to appeal cannot be worked out: the bank "
            "holidays of that time are not known here.", "sent_on", "Choose an earlier day.",
        )  # fmt: skip
    return LastDays(appeal, mediation)
