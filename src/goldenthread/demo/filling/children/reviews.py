"""The years of a plan in force: reviews, amendments, transfers between phases, and how it ends. Pure."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

from goldenthread.demo.filling.children.requests import (
    after,
    assessed,
    late,
    of_age,
    on_weekday,
    up_to,
)
from goldenthread.demo.filling.children.telling import Course, Step
from goldenthread.demo.sizes import load_sizes
from goldenthread.statute.ages import school_year, year_group
from goldenthread.statute.counting import add_months

# The national curriculum year before a transfer, the kind of transfer, the last month and day for the amended plan.
_LEAVING = {
    -1: ("early_years_to_school", (2, 14)),
    6: ("primary_to_secondary", (2, 14)),
    11: ("secondary_to_post16", (3, 30)),
}
_TAKES = 150  # about the days from a request to a plan


@dataclass(frozen=True)
class _Year:
    """A school year at the end of which the child changes its setting."""

    began: int
    kind: str
    until: date

    @property
    def planned(self) -> Step:
        return Step("transfer_planned", date(self.began + 1, 9, 1), {"type": self.kind})


def in_force(born: date, today: date, chance: random.Random) -> Course:
    """A plan that is in force today, with its reviews so far; how it was made, where that is not long ago."""
    told = load_sizes()["courses"]
    age_days = (today - born).days
    most = min(int(told["years_in_force"] * 365), age_days - 2 * 365)
    made = on_weekday(today - timedelta(days=chance.randint(1, max(most, 2))))
    made = min(made, today)
    steps = [Step("plan_first_made", made)]
    if (today - made).days < told["assessment_told_days"]:
        steps = of_age(_made_on(made, chance), born)
    steps += _years(made, made, born, today, chance)
    return Course(up_to(steps, today))


def _made_on(made: date, chance: random.Random) -> list[Step]:
    """The way to a plan of that day: a way of the usual length, so that the draft lies before it."""
    steps = assessed(on_weekday(made - timedelta(days=_TAKES)), chance)
    apart = made - steps[-1].on
    return [_moved(one, apart) for one in steps]


def _moved(step: Step, apart: timedelta) -> Step:
    """On the same weekday's week: the whole way moves together; only its last day is exact."""
    day = step.on + apart
    last = step.kind in ("final_plan_sent", "plan_first_made")
    return Step(step.kind, day if last else on_weekday(day), step.details)


def came_from_elsewhere(born: date, today: date, chance: random.Random) -> Course:
    """A plan that another council made, which passed to this one in the last year."""
    passed = min(on_weekday(today - timedelta(days=chance.randint(3, 320))), today)
    made = passed - timedelta(days=chance.randint(60, 330))
    steps = [
        Step("plan_first_made", made),
        Step("move_known_to_old_authority", after(passed, -chance.randint(9, 15))),
        Step("family_moved", passed - timedelta(days=1)),
        Step("plan_transferred", passed),
    ]
    steps += _years(max(made, add_months(passed, -9)), passed, born, today, chance)
    return Course(up_to(steps, today))


def ceased(born: date, today: date, chance: random.Random) -> Course:
    """A plan that ended in the last year, of a young person who left education."""
    notice = on_weekday(today - timedelta(days=chance.randint(20, 380)))
    made = notice - timedelta(days=chance.randint(500, 1500))
    steps = [Step("plan_first_made", made), *_years(made, made, born, notice, chance)]
    left = notice - timedelta(days=chance.randint(15, 40))
    steps = [one for one in up_to(steps, left) if one.on <= left]
    steps += [Step("left_education", left), Step("cease_decision_sent", notice)]
    over = after(notice, 63)
    if over > today:
        return Course(up_to(steps, today))
    return Course(up_to(steps, today), over, "The plan ceased")


def _years(base: date, since: date, born: date, today: date, chance: random.Random) -> list[Step]:
    """Review after review, each within a year of the one before it, until today. `since`: the plan is ours."""
    steps: list[Step] = []
    leaving = [one for one in _leaving_years(born, since, today) if since < date(one.began, 9, 1)]
    steps += [one.planned for one in leaving]
    while True:
        due = add_months(base, 12) - timedelta(days=1)
        year = next(
            (one for one in leaving if base < date(one.began, 10, 1) <= due + timedelta(days=60)),
            None,
        )
        meeting = _meeting(due, year, chance)
        told = _review(meeting, year, chance)
        steps += told
        base = next(one.on for one in told if one.kind == "review_decision_sent")
        if base > today:
            return steps


def _leaving_years(born: date, since: date, today: date) -> list[_Year]:
    found = []
    for began in range(school_year(since), school_year(today) + 1):
        leaving = _LEAVING.get(year_group(born, date(began, 9, 1)))
        if leaving:
            found.append(_Year(began, leaving[0], date(began + 1, *leaving[1])))
    return found


def _meeting(due: date, year: _Year | None, chance: random.Random) -> date:
    if year is not None:
        return on_weekday(date(year.began, 9, 20) + timedelta(days=chance.randrange(70)))
    if late(chance, "late_reviews"):
        return after(due, chance.randint(-12, 80))
    return after(due, -chance.randint(32, 90))


def _review(meeting: date, year: _Year | None, chance: random.Random) -> list[Step]:
    """Invitations, the meeting, its report, the decision, and the amended plan where there is to be one."""
    slow = late(chance, "late_decisions_after_reviews")
    decided = after(meeting, chance.randint(33, 80) if slow else chance.randint(18, 26))
    amended = year is not None or chance.random() < load_sizes()["courses"]["amended"] / 100
    steps = [
        Step("review_notice_given", after(meeting, -chance.randint(17, 35))),
        Step("review_meeting_held", meeting),
        Step("review_report_received", after(meeting, chance.randint(5, 12))),
        Step("review_decision_sent", decided, {"outcome": "amend" if amended else "maintain"}),
    ]
    if amended:
        final = after(decided, chance.randint(60, 120) if slow else chance.randint(22, 54))
        if year is not None and not slow:
            final = min(final, on_weekday(year.until - timedelta(days=4)))
        final = max(final, after(decided, 18))
        steps += [Step("amendment_notice_sent", decided), Step("final_amended_plan_sent", final)]
    return steps
