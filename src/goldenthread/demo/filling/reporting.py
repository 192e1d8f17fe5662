"""What was reported on a milestone over the months, through the rules that a real report goes through. Pure."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from goldenthread.core.months import Month
from goldenthread.improvement.rules.status import (
    Actor,
    MilestoneFacts,
    Problem,
    Report,
    Status,
    apply_report,
    apply_sign_off,
    check_report,
    check_sign_off,
)

Words = Callable[[str], str]
"""A sentence of one kind: green, amber, red, blue, impact or why."""


@dataclass(frozen=True)
class Told:
    """A report, or a sign-off where there is none: its day, whoever made it, the facts before and after."""

    on: date
    by: Actor
    before: MilestoneFacts
    after: MilestoneFacts
    report: Report | None


@dataclass(frozen=True)
class Course:
    """What a milestone's story needs: its facts at agreement, its lead and signer, and the days it runs between."""

    facts: MilestoneFacts
    lead: Actor
    signer: Actor
    since: date
    until: date
    every_months: int


def story(course: Course, chance: random.Random, words: Words) -> list[Told]:
    """Every report and the sign-off, in order. ValueError where the rules refuse one: the story is wrong then."""
    told: list[Told] = []
    facts = course.facts
    month = Month.of(course.since) + chance.randint(1, course.every_months)
    while (on := month.first_day + timedelta(days=chance.randint(3, 24))) <= course.until:
        report = _next(facts, on, course.lead, chance, words)
        if report is not None:
            _refuse(check_report(facts, report, on))
            after = apply_report(facts, report, on)
            told.append(Told(on, course.lead, facts, after, report))
            facts = after
        if facts.reported is Status.BLUE:
            return told + _signed(facts, course, on + timedelta(days=chance.randint(6, 40)), chance)
        month += course.every_months
    return told


def _next(
    facts: MilestoneFacts, on: date, lead: Actor, chance: random.Random, words: Words
) -> Report | None:
    """What the lead says that month, by how far the date lies ahead; often nothing yet."""
    due = facts.current_due
    if due is None:
        raise ValueError("a story needs a date")
    ahead, draw = due - Month.of(on), chance.random()
    if ahead > 8 or (ahead > 3 and draw < 0.3):
        return None
    if draw < (0.75 if ahead <= 0 else 0.12 if ahead < 3 else 0):
        done, impact = words("blue"), words("impact")
        day = on - timedelta(days=2)
        return Report(Status.BLUE, lead, completed_on=day, text=done, impact=impact)
    if ahead < 0:
        if draw > 0.93:
            return None
        later = Month.of(on) + chance.randint(2, 6)
        return Report(Status.RED, lead, new_due=later, reason=words("why"), text=words("red"))
    if ahead < 3 and draw > 0.8:
        given = max(due, Month.of(on)) + chance.randint(1, 3)
        return Report(Status.AMBER, lead, forecast=given, reason=words("why"), text=words("amber"))
    return Report(Status.GREEN, lead, text=words("green"))


def _signed(facts: MilestoneFacts, course: Course, on: date, chance: random.Random) -> list[Told]:
    if on > course.until or chance.random() < 0.1:
        return []
    _refuse(check_sign_off(facts, course.signer, on))
    return [Told(on, course.signer, facts, apply_sign_off(facts, course.signer, on), None)]


def _refuse(problems: Sequence[Problem]) -> None:
    if problems:
        raise ValueError(f"the rules refuse an invented report: {problems[0]}")
