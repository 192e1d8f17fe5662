"""The milestones of the large plan, and what was reported on each."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from goldenthread.core.months import Month
from goldenthread.demo.filling.cast import Cast, Holder
from goldenthread.demo.filling.days import noon
from goldenthread.demo.filling.reporting import Course, Told, story
from goldenthread.demo.filling.written import Written
from goldenthread.demo.sizes import load_sizes, load_words
from goldenthread.improvement.models import Milestone, MilestoneEvent, Priority
from goldenthread.improvement.rules.status import Actor, MilestoneFacts
from goldenthread.organisations.models import Post

_KIND = MilestoneEvent.Kind


def fill(
    made: Written, topics: list[dict[str, str]], cast: Cast, chance: random.Random, today: date
) -> None:
    """Four milestones for each priority, with their reports and sign-offs up to today."""
    shape, stages = load_sizes()["large_plan"], load_words("large-plan")["stages"]
    start = Month.of(made.agreed_on) + shape["first_after_months"]
    rows: list[Milestone] = []
    stories: list[list[Told]] = []
    for number, (priority, topic) in enumerate(zip(made.priorities, topics, strict=True)):
        lead = cast.leads[number % len(cast.leads)]
        for stage, text in enumerate(stages):
            months = stage * shape["months_between_milestones"]
            due = start + months + chance.randint(0, shape["scatter_months"])
            course = _course(made, lead, cast, due, today, shape["months_between_reports"])
            told = story(course, chance, _sayer(chance, topic))
            words = text.format(**topic)
            rows.append(_milestone(priority, stage + 1, words, due, told))
            stories.append(told)
    made.milestones = made.keep(Milestone.objects.bulk_create(rows))
    made.keep(
        MilestoneEvent.objects.bulk_create(
            event
            for milestone, told in zip(made.milestones, stories, strict=True)
            for event in _events(milestone, told)
        )
    )


def titles_of(holders: Iterable[Holder]) -> dict[int, str]:
    """The titles of their posts, by the post's id: one query."""
    posts = [holder.post_id for holder in holders]
    return dict(Post.objects.filter(pk__in=posts).values_list("pk", "title"))


def _course(
    made: Written, lead: Holder, cast: Cast, due: Month, today: date, every_months: int
) -> Course:
    owners = frozenset({str(lead.post_id)})
    return Course(
        facts=MilestoneFacts(baseline_due=due, due=due, owners=owners),
        lead=_actor(lead),
        signer=_actor(cast.people["director"]),
        since=made.agreed_on,
        until=today,
        every_months=every_months,
    )


def _actor(holder: Holder) -> Actor:
    return Actor(str(holder.post_id), str(holder.user_id))


def _sayer(chance: random.Random, topic: dict[str, str]) -> Any:
    said = load_words("large-plan")["said"]
    who = topic["who"]
    given = {**topic, "Who": who[0].upper() + who[1:]}
    return lambda kind: chance.choice(said[kind]).format(**given)


def _milestone(
    priority: Priority, place: int, text: str, due: Month, told: list[Told]
) -> Milestone:
    row = Milestone(
        plan_id=priority.plan_id, priority=priority, position=place, number=str(place),
        text=text[0].upper() + text[1:], due=due.last_day, due_as_printed=due.label,
        baseline_due=due.last_day, version=2 + len(told),
    )  # fmt: skip
    if not told:
        return row
    facts = told[-1].after
    row.reported_status = facts.reported.value
    row.reported_on = facts.reported_on
    if facts.reported_by:
        row.reported_post_id, row.reported_by_id = _ids(facts.reported_by)
    row.due, row.forecast = _last_day(facts.due), _last_day(facts.forecast)
    row.completed_on = facts.completed_on
    if facts.signed_off:
        row.signed_off_on = facts.signed_off.on
        row.signed_off_post_id, row.signed_off_by_id = _ids(facts.signed_off.by)
        row.signed_off_owners = sorted(facts.signed_off.owners or ())
    return row


def _events(milestone: Milestone, told: list[Told]) -> Iterator[MilestoneEvent]:
    for one in told:
        post_id, user_id = _ids(one.by)
        report, after = one.report, one.after
        yield MilestoneEvent(
            plan_id=milestone.plan_id,
            milestone=milestone,
            kind=_KIND.REPORT if report else _KIND.SIGN_OFF,
            at=noon(one.on),
            on=one.on,
            post_id=post_id,
            user_id=user_id,
            status=after.reported.value,
            status_before=one.before.reported.value if one.before.reported_on else "",
            due_before=_last_day(one.before.due),
            due_after=_last_day(after.due),
            forecast=_last_day(after.forecast),
            completed_on=after.completed_on,
            progress=report.text if report else "",
            impact=report.impact if report else "",
            reason=report.reason if report else "",
        )


def _ids(actor: Actor) -> tuple[int, int | None]:
    return int(actor.post), None if actor.person is None else int(actor.person)


def _last_day(month: Month | None) -> date | None:
    return month.last_day if month else None
