"""One agreed plan of the size that councils have, with what was reported on it, in bulk."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from goldenthread.demo.filling import milestones
from goldenthread.demo.filling.cast import Cast
from goldenthread.demo.filling.days import noon
from goldenthread.demo.filling.written import Written
from goldenthread.demo.sizes import load_sizes, load_words
from goldenthread.improvement.models import (
    Action,
    CriterionTarget,
    GoodLooksLike,
    Lead,
    Measurement,
    Plan,
    Priority,
    Recurring,
    Section,
    SuccessCriterion,
)
from goldenthread.improvement.rules.reviews import a_year_after

_MEASURED_EVERY_DAYS = 91


def fill_plan(cast: Cast, chance: random.Random, today: date) -> Written:
    """The large plan of large-plan.yaml, agreed by the area's manager, with everything up to today."""
    told, shape = load_words("large-plan"), load_sizes()["large_plan"]
    dated = today - timedelta(days=shape["dated_days_ago"])
    agreed_on = dated + timedelta(days=shape["agreed_days_later"])
    manager = cast.people["manager"]
    plan = Plan.objects.create(
        area=cast.area, title=told["title"].format(area=cast.area.name), version=told["version"],
        dated=dated, state=Plan.State.AGREED, agreed_on=agreed_on, agreed_by_id=manager.post_id,
        review_due=a_year_after(a_year_after(dated)),
    )  # fmt: skip
    made = Written(plan, agreed_on, rows=1)
    _sections(made, told, cast)
    _criteria(made, told, cast, chance, today)
    topics = _priorities(made, told, cast, chance)
    milestones.fill(made, topics, cast, chance, today)
    return made


def _sections(made: Written, told: dict[str, Any], cast: Cast) -> None:
    made.sections = made.keep(
        Section.objects.bulk_create(
            Section(
                plan=made.plan, position=place, number=str(place), title=row["title"],
                area_for_improvement=row["area"].format(area=cast.area.name),
            )
            for place, row in enumerate(told["sections"], 1)
        )
    )  # fmt: skip
    made.keep(
        GoodLooksLike.objects.bulk_create(
            GoodLooksLike(section=section, position=place, text=text)
            for section, row in zip(made.sections, told["sections"], strict=True)
            for place, text in enumerate(row["good"], 1)
        )
    )


def _criteria(
    made: Written, told: dict[str, Any], cast: Cast, chance: random.Random, today: date
) -> None:
    kinds = SuccessCriterion.Kind
    rows, given = [], []
    for section, row in zip(made.sections, told["sections"], strict=True):
        texts = [(kinds.QUANTITATIVE, one["text"], one) for one in row["measured"]]
        texts += [(kinds.QUALITATIVE, text, None) for text in row["judged"]]
        for place, (kind, text, figures) in enumerate(texts, 1):
            rows.append(SuccessCriterion(section=section, position=place, kind=kind, text=text))
            given.append(figures)
    criteria = made.keep(SuccessCriterion.objects.bulk_create(rows))
    measured = [(one, row) for one, row in zip(criteria, given, strict=True) if row]
    who = {
        "post_id": cast.people["analyst"].post_id, "user_id": cast.people["analyst"].user_id,
    }  # fmt: skip
    on, by = made.agreed_on, a_year_after(today)
    made.keep(
        CriterionTarget.objects.bulk_create(
            CriterionTarget(
                criterion=one, measure=row["measure"], unit="%", comparator=row["comparator"],
                target=row["to"], target_by=by, baseline=row["from"], baseline_on=on,
                source="Invented figures", at=noon(on), **who,
            )
            for one, row in measured
        )
    )  # fmt: skip
    made.keep(
        Measurement.objects.bulk_create(
            Measurement(
                criterion=one, value=value, on=day, source="Invented figures", at=noon(day), **who
            )
            for one, row in measured
            for day, value in _figures(row, on, today, chance)
        )
    )


def _figures(
    row: dict[str, Any], since: date, until: date, chance: random.Random
) -> Iterator[tuple[date, Decimal]]:
    """A figure each quarter, on its way to the target and wavering."""
    days = range(_MEASURED_EVERY_DAYS, (until - since).days, _MEASURED_EVERY_DAYS)
    for number, day in enumerate(days, 1):
        way = (row["to"] - row["from"]) * number * 10 // (len(days) + 2)
        tenths = row["from"] * 10 + way + chance.randint(-15, 15)
        yield since + timedelta(days=day), Decimal(tenths) / 10


def _priorities(
    made: Written, told: dict[str, Any], cast: Cast, chance: random.Random
) -> list[dict[str, str]]:
    """The priorities with leads, actions and what recurs; returns the words of each priority's topic."""
    placed = [
        (section, place, topic)
        for section, row in zip(made.sections, told["sections"], strict=True)
        for place, topic in enumerate(row["topics"], 1)
    ]
    topics = [{**topic, "who": chance.choice(told["who"])} for _, _, topic in placed]
    made.priorities = made.keep(
        Priority.objects.bulk_create(
            Priority(
                plan=made.plan, section=section, position=place,
                code=f"{section.number}{'abcdefgh'[place - 1]}", title=topic["title"],
            )
            for section, place, topic in placed
        )
    )  # fmt: skip
    leads, titles = cast.leads, milestones.titles_of(cast.leads)
    made.keep(
        Lead.objects.bulk_create(
            Lead(priority=one, post_id=lead.post_id, position=1, as_printed=titles[lead.post_id])
            for number, one in enumerate(made.priorities)
            for lead in [leads[number % len(leads)]]
        )
    )
    both = list(zip(made.priorities, topics, strict=True))
    made.keep(
        Action.objects.bulk_create(
            Action(priority=one, position=place, letter=letter, text=text.format(**topic))
            for one, topic in both
            for place, (letter, text) in enumerate(zip("ABC", told["actions"], strict=True), 1)
        )
    )
    made.keep(Recurring.objects.bulk_create(_recurring(both, told["recurring"])))
    return topics


def _recurring(
    both: Iterable[tuple[Priority, dict[str, str]]], row: dict[str, str]
) -> Iterator[Recurring]:
    for one, topic in both:
        if one.position == 1:
            yield Recurring(
                priority=one, position=1, cadence=row["cadence"], text=row["text"].format(**topic)
            )
