"""The demonstration's success criteria: their targets, how things stood, what was withdrawn and judged."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Any

import yaml

from goldenthread.core import clock
from goldenthread.demo.people import person
from goldenthread.demo.source import DATA
from goldenthread.improvement.actions.criteria import (
    judge_criterion,
    record_measurement,
    set_target,
    withdraw_measurement,
)
from goldenthread.improvement.models import Measurement, SuccessCriterion
from goldenthread.improvement.queries.criteria import CriterionRow, criterion_rows
from goldenthread.improvement.rules.criteria import (
    Comparator,
    Figure,
    MeasurementGiven,
    TargetGiven,
    read_figure,
)


@cache
def load_criteria() -> dict[str, Any]:
    """What criteria.yaml says."""
    loaded: dict[str, Any] = yaml.safe_load((DATA / "criteria.yaml").read_text(encoding="utf-8"))
    return loaded


def steps(plan_id: int) -> list[tuple[int, Any, dict[str, Any]]]:
    """Each step of the life of the plan's criteria: its day, what to do, with what."""
    acts = {"targets": _aim, "figures": _measure, "withdrawn": _withdraw, "judgements": _judge}
    return [
        (row["day"], act, {"plan_id": plan_id, "row": row})
        for name, act in acts.items()
        for row in load_criteria()[name]
    ]


def _aim(*, plan_id: int, row: dict[str, Any], today: date) -> None:
    scope, post_id = person(row["post"])
    now = _found(plan_id, row)
    given = TargetGiven(
        measure=row["measure"],
        unit=row.get("unit", ""),
        comparator=Comparator(row["comparator"]),
        target=_figure(row.get("target")),
        target_by=_day(today, row.get("by")),
        baseline=_figure(row.get("baseline")),
        baseline_on=_day(today, row.get("baseline_on")),
        source=row["source"],
        reason=row.get("reason", ""),
    )
    set_target(
        scope=scope, criterion_id=now.id, post_id=post_id, given=given, seen=now.target_pk,
        today=clock.today(),
    )  # fmt: skip


def _measure(*, plan_id: int, row: dict[str, Any], today: date) -> None:
    scope, post_id = person(row["post"])
    given = MeasurementGiven(
        on=today + timedelta(days=row["on"]),
        source=row["source"],
        value=_figure(row.get("value")),
        count=row.get("count"),
        base=row.get("base"),
        note=row.get("note", ""),
    )
    record_measurement(
        scope=scope, criterion_id=_found(plan_id, row).id, post_id=post_id, given=given,
        today=clock.today(),
    )  # fmt: skip


def _withdraw(*, plan_id: int, row: dict[str, Any], today: date) -> None:
    scope, post_id = person(row["post"])
    now = _found(plan_id, row)
    figure = Measurement.objects.get(criterion=now.root, value=read_figure(row["figure"]).value)
    withdraw_measurement(
        scope=scope, criterion_id=now.id, measurement_id=figure.pk, post_id=post_id,
        reason=row["reason"],
    )  # fmt: skip


def _judge(*, plan_id: int, row: dict[str, Any], today: date) -> None:
    scope, post_id = person(row["post"])
    now = _found(plan_id, row)
    judge_criterion(
        scope=scope, criterion_id=now.id, post_id=post_id, met=row["met"], note=row["note"],
        seen=now.mark, today=clock.today(),
    )  # fmt: skip


def _found(plan_id: int, row: dict[str, Any]) -> CriterionRow:
    """The criterion that begins with the words of the row, as it stands on the day the clock is held at."""
    named = SuccessCriterion.objects.filter(
        section__plan=plan_id, text__startswith=row["criterion"]
    )
    (found,) = criterion_rows(named, clock.today())
    return found


def _figure(text: str | None) -> Figure | None:
    return None if text is None else read_figure(text)


def _day(today: date, offset: int | None) -> date | None:
    return None if offset is None else today + timedelta(days=offset)
