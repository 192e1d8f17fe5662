"""From a request to the final plan, or to another end: dated events, on time more often than not. Pure."""

from __future__ import annotations

import random
from datetime import date, timedelta

from goldenthread.demo.filling.children.telling import Course, Step
from goldenthread.demo.sizes import share
from goldenthread.statute.ages import compulsory_school_age_ends

WEEKS_6, WEEKS_16, WEEKS_20 = 42, 112, 140
_SATURDAY = 5
_ADVISERS = ("educational_psychologist", "school", "social_care")
# The end of the time for an appeal, and some days for the post.
_APPEAL_OVER = 75


def on_weekday(day: date) -> date:
    """The day, or the Monday after it: offices send nothing on a Saturday."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= _SATURDAY else 0)


def after(day: date, days: int) -> date:
    """A weekday so many days later."""
    return on_weekday(day + timedelta(days=days))


def late(chance: random.Random, thing: str) -> bool:
    """Whether this one is late, by the share of sizes.yaml."""
    return chance.random() < share(thing)


def up_to(steps: list[Step], today: date) -> list[Step]:
    """What has happened by today, in order. Only a planned transfer lies ahead."""
    done = [one for one in steps if one.on <= today or one.kind == "transfer_planned"]
    return sorted(done, key=lambda one: one.on)


def of_age(steps: list[Step], born: date) -> list[Step]:
    """The same, with the parent asking where the young person is still of compulsory school age."""
    ends = compulsory_school_age_ends(born)
    return [
        Step(one.kind, one.on, {**one.details, "by": "parent"})
        if one.details.get("by") == "young_person" and one.on <= ends
        else one
        for one in steps
    ]


def begun(received: date, chance: random.Random) -> list[Step]:
    """The request and the decision to assess."""
    by = chance.choices(("parent", "school", "young_person"), (55, 43, 2))[0]
    channel = chance.choice(("email", "online", "post"))
    days = chance.randint(43, 70) if late(chance, "late_decisions") else chance.randint(24, 41)
    return [
        Step("request_received", received, {"by": by, "channel": channel}),
        Step("assessment_decision_sent", after(received, days)),
    ]


def assessed(received: date, chance: random.Random) -> list[Step]:
    """The whole way to the final plan, however late."""
    steps = begun(received, chance)
    asked = after(steps[-1].on, chance.randint(1, 4))
    steps.append(
        Step("body_request_received", asked, {"body": chance.choice(("nhs_trust", "icb"))})
    )
    answered = [after(asked, _reply(chance))]
    steps.append(Step("body_advice_returned", answered[0]))
    for adviser in _ADVISERS:
        steps.append(Step("advice_requested", asked, {"adviser": adviser}))
        answered.append(after(asked, _reply(chance)))
        steps.append(Step("advice_received", answered[-1], {"adviser": adviser}))
    draft = after(max(answered), chance.randint(6, 15))
    steps += [Step("draft_plan_served", draft), Step("school_consulted", draft)]
    steps.append(Step("family_response_received", draft + timedelta(days=chance.randint(7, 15))))
    usual = received + timedelta(days=chance.randint(WEEKS_20 - 18, WEEKS_20))
    if late(chance, "late_plans"):
        usual = received + timedelta(days=chance.randint(WEEKS_20 + 4, WEEKS_20 + 120))
    final = on_weekday(max(usual, draft + timedelta(days=chance.randint(17, 30))))
    return [*steps, Step("final_plan_sent", final), Step("plan_first_made", final)]


def _reply(chance: random.Random) -> int:
    return chance.randint(44, 75) if late(chance, "late_advice") else chance.randint(18, 42)


def under_way(born: date, today: date, chance: random.Random) -> Course:
    """A request of the last months that has not come to an end: one whose plan would be there by now is late."""
    received = on_weekday(today - timedelta(days=chance.randint(0, 175)))
    steps = assessed(min(received, today), chance)
    open_yet = [one for one in steps if one.kind not in ("final_plan_sent", "plan_first_made")]
    return Course(up_to(of_age(open_yet, born), today))


def refused(born: date, today: date, chance: random.Random) -> Course:
    """A refusal to assess; some appeal, and where the time for that is over the case is closed."""
    decided = on_weekday(today - timedelta(days=chance.randint(1, 300)))
    decided = min(decided, today)
    received = on_weekday(decided - timedelta(days=chance.randint(25, 41)))
    asked = of_age(begun(received, chance), born)[0]
    steps = [
        asked,
        Step("assessment_decision_sent", decided),
        Step("appealable_decision_sent", decided),
    ]
    if late(chance, "appeals"):
        certified = after(decided, chance.randint(20, 45))
        steps += [
            Step("mediation_requested", after(decided, chance.randint(5, 18))),
            Step("mediation_certificate_issued", certified),
            Step("appeal_registered", after(certified, 12)),
            Step("appeal_received", after(certified, 14)),
        ]
        return Course(up_to(steps, today))
    over = after(decided, _APPEAL_OVER)
    if over <= today:
        return Course(steps, over, "Not to be assessed, and nobody appealed in time")
    return Course(steps)


def ended(born: date, today: date, chance: random.Random) -> Course:
    """A request that was taken back, or that ended with the decision to make no plan."""
    until = today - timedelta(days=chance.randint(40, 400))
    if chance.random() < 0.5:
        steps = begun(on_weekday(until - timedelta(days=chance.randint(50, 80))), chance)
        return Course(
            of_age(steps, born), min(on_weekday(until), today), "Taken back by the family"
        )
    received = on_weekday(until - timedelta(days=WEEKS_16 + 80))
    steps = [
        one for one in assessed(received, chance) if "plan" not in one.kind and one.on <= until
    ]
    steps = [
        one for one in steps if one.kind not in ("school_consulted", "family_response_received")
    ]
    refusal = after(received, chance.randint(WEEKS_16 - 14, WEEKS_16))
    steps = [one for one in steps if one.on <= refusal] + [Step("no_plan_notice_sent", refusal)]
    return Course(
        up_to(of_age(steps, born), today), after(refusal, 70), "Assessed, and no plan was needed"
    )
