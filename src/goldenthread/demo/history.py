"""Imports the demonstration plan, agrees it, and lets its people report on it, each on their day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.core.months import Month
from goldenthread.demo import (
    criteria,
    earlier,
    evidence,
    families,
    inspections,
    posts,
    reports,
    risks,
)
from goldenthread.demo.emergency import open_draft
from goldenthread.demo.people import person
from goldenthread.demo.source import load_history, plan_text
from goldenthread.exchange import actions as exchange
from goldenthread.improvement.actions.agreeing import agree_plan
from goldenthread.improvement.actions.progress import Said, report_progress, sign_off
from goldenthread.improvement.models import Milestone
from goldenthread.improvement.rules.status import Status
from goldenthread.organisations.models import LocalArea

Step = tuple[int, int, Callable[..., object]]


def play_history(area: LocalArea, units: int, tell: Callable[[int], None]) -> None:
    """The life of the demonstration plan so far, in order of its days. `tell` hears of `units` of work in all."""
    # Read before the clock is held: the plan's months are set against the real day.
    told, today, text = load_history(), clock.today(), plan_text()
    agreed_on = today + timedelta(days=told["agreed"]["day"])
    with clock.fixed(agreed_on):
        scope, post_id = person(told["agreed"]["post"])
        plan_id = _import(scope, area, text)
        open_draft(plan_id)
        agree_plan(
            scope=scope, plan_id=plan_id, post_id=post_id, agreed_on=agreed_on, today=agreed_on
        )
    steps: list[Step] = []
    for order, name in enumerate(("reports", "sign_offs")):
        steps += [
            (row["day"], order, partial(_step, plan_id, row, is_sign_off=bool(order)))
            for row in told[name]
        ]
    for room in (earlier, posts, reports, inspections, criteria, evidence, risks, families):
        steps += [(day, 2, partial(act, **given)) for day, act, given in room.steps(plan_id)]
    for number, (day, _, act) in enumerate(sorted(steps, key=lambda step: step[:2])):
        with clock.fixed(today + timedelta(days=day)):
            act(today=today)
        tell((number + 1) * units // len(steps) - number * units // len(steps))


def _import(scope: Scope, area: LocalArea, text: bytes) -> int:
    job = exchange.upload(scope=scope, kind_code="plan", area_id=area.pk, name="plan.md", data=text)
    confirmed = exchange.confirm(scope=scope, job_id=job.pk, version=job.version)
    return confirmed.made_id


def _step(plan_id: int, row: dict[str, Any], *, today: date, is_sign_off: bool) -> None:
    scope, post_id = person(row["post"])
    code, number = row["milestone"].split(".")
    milestone = Milestone.objects.get(plan_id=plan_id, priority__code=code, number=number)
    on = clock.today()
    if is_sign_off:
        sign_off(
            scope=scope, milestone_id=milestone.pk, post_id=post_id, version=milestone.version,
            today=on,
        )  # fmt: skip
        return
    said = Said(
        status=Status(row["status"]),
        progress=row["progress"],
        impact=row.get("impact", ""),
        reason=row.get("reason", ""),
        forecast=_month(today, row.get("forecast")),
        new_due=_month(today, row.get("new_due")),
        completed_on=today + timedelta(days=row["completed"]) if "completed" in row else None,
    )
    report_progress(
        scope=scope, milestone_id=milestone.pk, post_id=post_id, said=said,
        version=milestone.version, today=on,
    )  # fmt: skip


def _month(today: date, offset: int | None) -> Month | None:
    return None if offset is None else Month.of(today) + offset
