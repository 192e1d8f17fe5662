"""What the tribunal orders, what is like an order, and what an assessment or a mediation leaves behind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from goldenthread.core.months import day_words
from goldenthread.statute.deriving.context import Context, clock_of
from goldenthread.statute.duties import Draft
from goldenthread.statute.rulebook import Rule, rulebook

NO_PLAN = "no_plan_notice_sent"


def directed_date(context: Context, rule: Rule) -> Iterator[Draft]:
    """TR-7: the day that the tribunal fixed itself; met by what meets the last date of the order that it displaces."""
    for event in context.starting(rule):
        if (fixed := event.details.get("directed_date")) is None:
            continue
        draft = context.begin(rule, event)
        draft.due = fixed
        draft.say_law(f"The tribunal fixed {day_words(fixed)}.")
        acts = [clock_of(context.rule(name)).met_by for name in orders_of(event.details["order"])]
        # Of an assessment either outcome ends it; of everything else the last step.
        other = [NO_PLAN] if (NO_PLAN,) in acts else []
        context.meet(draft, next(iter(context.within(draft, *acts[-1], *other)), None))
        yield draft


def agreement_as_order(context: Context, rule: Rule) -> Iterator[Draft]:
    """ME-9: an agreement on something that could be appealed takes the time of an order of that name."""
    for event in context.starting(rule):
        for matter in event.details.get("appealable", ()):
            draft = context.begin(rule, event)
            days = [
                (day, name)
                for name in orders_of(matter)
                if (day := as_ordered(context, name, event.on)) is not None
            ]
            draft.due, name = max(days)
            acts = clock_of(context.rule(name)).met_by
            context.meet(draft, next(iter(context.within(draft, *acts)), None))
            draft.say_law(
                f"As for an order to {matter.replace('_', ' ')} ({name}), the last day is {day_words(draft.due)}; the "
                "parties may agree another in writing."
            )
            yield draft


def other_matters(context: Context, rule: Rule) -> Iterator[Draft]:
    """ME-10: an agreement on anything else."""
    for event in context.starting(rule):
        if event.details.get("other"):
            draft = context.begin(rule, event)
            context.count(draft)
            yield draft


def orders_of(matter: str) -> list[str]:
    """The rules that carry the dates of an order."""
    return [
        name for name, rule in rulebook().items()
        if rule.clock is not None and rule.clock.starts == ("tribunal_order_made",)
        and matter in rule.clock.when.get("order", ())
    ]  # fmt: skip


def as_ordered(context: Context, name: str, day: date) -> date | None:
    return day if clock_of(context.rule(name)).at_once else context.counted(name, day)[0]


def displaced_by_direction(drafts: list[Draft]) -> None:
    """Set aside the usual time of an order for which the tribunal fixed a day."""
    for draft in drafts:
        fixed = draft.event.details.get("directed_date")
        if draft.event.kind == "tribunal_order_made" and draft.rule.id != "TR-7" and fixed:
            draft.displaced = f"The tribunal fixed {day_words(fixed)} itself (TR-7)."
            draft.due = draft.met_on = None


def look_back(context: Context, rule: Rule) -> Iterator[Draft]:
    """RA-2: the months after an assessment in which a request to reassess may be refused for that alone."""
    for event in context.starting(rule):
        draft = context.begin(rule, event)
        context.count(draft)
        if (
            draft.due is not None
            and context.case.as_at is not None
            and context.case.as_at >= draft.due
        ):
            draft.displaced = "The months have passed."
        yield draft


def arranged(context: Context, rule: Rule) -> Iterator[Draft]:
    """ME-5: an agreement within the time shows that mediation was arranged in it; a later one shows nothing."""
    for event in context.starting(rule):
        draft = context.begin(rule, event)
        context.count(draft)
        agreed = context.act(draft)
        if agreed is not None and draft.due is not None and agreed.on <= draft.due:
            context.meet(draft, agreed)
        yield draft
