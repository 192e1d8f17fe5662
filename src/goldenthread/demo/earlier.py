"""The plan before the demonstration plan: imported, agreed, finished in part, closed, and mapped to it."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache, partial
from typing import Any

import yaml

from goldenthread.core import clock
from goldenthread.demo.people import person
from goldenthread.demo.source import DATA, plan_text
from goldenthread.exchange import actions as exchange
from goldenthread.improvement.actions.agreeing import agree_plan
from goldenthread.improvement.actions.closing import close_plan
from goldenthread.improvement.actions.mapping import drop_priority, map_priority
from goldenthread.improvement.actions.progress import Said, report_progress, sign_off
from goldenthread.improvement.models import Milestone, Plan, Priority, PriorityMapping
from goldenthread.improvement.rules.status import Status


@cache
def load_earlier() -> dict[str, Any]:
    """What earlier.yaml says."""
    loaded: dict[str, Any] = yaml.safe_load((DATA / "earlier.yaml").read_text(encoding="utf-8"))
    return loaded


def steps(plan_id: int) -> list[tuple[int, Any, dict[str, Any]]]:
    """Each step of the earlier plan's life: its day, what to do, with what. `plan_id` is the plan that follows."""
    told, later = load_earlier(), Plan.objects.get(pk=plan_id)
    # Read before the clock is held: the plan's months are set against the real day.
    start = partial(_agreed, text=plan_text("earlier-plan.md"))
    found: list[tuple[int, Any, dict[str, Any]]] = [
        (told["agreed"]["day"], start, {"later": later, "row": told["agreed"]})
    ]
    found += [(row["day"], _done, {"later": later, "row": row}) for row in told["done"]]
    found += [(row["day"], _signed_off, {"later": later, "row": row}) for row in told["sign_offs"]]
    found.append((told["closed"]["day"], _closed, {"later": later, "row": told["closed"]}))
    found.append((told["mapped_on"]["day"], _mapped, {"later": later, "told": told}))
    return found


def _agreed(*, later: Plan, row: dict[str, Any], text: bytes, today: date) -> None:
    (scope, post_id), on = person(row["post"]), clock.today()
    job = exchange.upload(
        scope=scope, kind_code="plan", area_id=later.area_id, name="earlier-plan.md", data=text
    )
    made = exchange.confirm(scope=scope, job_id=job.pk, version=job.version).made_id
    agree_plan(scope=scope, plan_id=made, post_id=post_id, agreed_on=on, today=on)


def _done(*, later: Plan, row: dict[str, Any], today: date) -> None:
    scope, post_id = person(row["post"])
    milestone = _milestone(later, row["milestone"])
    completed = today + timedelta(days=row["completed"])
    said = Said(Status.BLUE, progress=row["progress"], completed_on=completed)
    report_progress(
        scope=scope, milestone_id=milestone.pk, post_id=post_id, said=said,
        version=milestone.version, today=clock.today(),
    )  # fmt: skip


def _signed_off(*, later: Plan, row: dict[str, Any], today: date) -> None:
    scope, post_id = person(row["post"])
    milestone = _milestone(later, row["milestone"])
    sign_off(
        scope=scope, milestone_id=milestone.pk, post_id=post_id, version=milestone.version,
        today=clock.today(),
    )  # fmt: skip


def _closed(*, later: Plan, row: dict[str, Any], today: date) -> None:
    (scope, post_id), on = person(row["post"]), clock.today()
    close_plan(
        scope=scope, plan_id=_earlier(later).pk, post_id=post_id, closed_on=on, why=row["why"],
        today=on,
    )  # fmt: skip


def _mapped(*, later: Plan, told: dict[str, Any], today: date) -> None:
    scope, post_id = person(told["mapped_on"]["post"])
    before = {row.code: row for row in Priority.objects.filter(plan=_earlier(later))}
    after = {row.code: row for row in Priority.objects.filter(plan=later)}
    for row in told["mapped"]:
        map_priority(
            scope=scope, earlier_id=before[row["earlier"]].pk, later_id=after[row["later"]].pk,
            post_id=post_id, kind=PriorityMapping.Kind(row["kind"]), note=row["note"],
        )  # fmt: skip
    for row in told["dropped"]:
        drop_priority(
            scope=scope, earlier_id=before[row["earlier"]].pk, plan_id=later.pk, post_id=post_id,
            reason=row["reason"],
        )  # fmt: skip


def _earlier(later: Plan) -> Plan:
    return Plan.objects.filter(area=later.area_id).exclude(pk=later.pk).get()


def _milestone(later: Plan, ref: str) -> Milestone:
    code, number = ref.split(".")
    return Milestone.objects.get(plan=_earlier(later), priority__code=code, number=number)
