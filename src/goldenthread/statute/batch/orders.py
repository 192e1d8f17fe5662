"""Mediation, what the tribunal orders and what is like it, for many cases at once. As deriving.orders."""

from __future__ import annotations

import polars as pl

from goldenthread.statute.batch.days import SOME_DAY
from goldenthread.statute.batch.drafts import ON, by_rule
from goldenthread.statute.batch.lines import Lines
from goldenthread.statute.batch.reviews import counted
from goldenthread.statute.calendars import england
from goldenthread.statute.deriving.context import Context, clock_of
from goldenthread.statute.deriving.orders import (
    NO_PLAN,
    as_ordered,
    orders_of,
)
from goldenthread.statute.reading import vocabulary
from goldenthread.statute.rulebook import Rule, rulebook
from goldenthread.statute.settings import Settings
from goldenthread.statute.timeline import Case

_DIRECTED = pl.col("directed_date")


def directed_date(lines: Lines, rule: Rule) -> pl.LazyFrame:
    """TR-7: the day that the tribunal fixed itself; met by what meets the last date of the order that it displaces."""
    drafts = lines.in_rounds(rule).filter(_DIRECTED.is_not_null())
    drafts = drafts.with_columns(due=_DIRECTED, twin=_DIRECTED)
    for order in vocabulary()["details"]["order"]["values"]:
        acts = [clock_of(rulebook()[name]).met_by for name in orders_of(order)]
        kinds = (*acts[-1], *((NO_PLAN,) if (NO_PLAN,) in acts else ()))
        drafts = _met_if(lines, drafts, pl.col("order") == order, kinds)
    return drafts


def _met_if(
    lines: Lines, drafts: pl.LazyFrame, is_it: pl.Expr, kinds: tuple[str, ...]
) -> pl.LazyFrame:
    """With the first of some kinds in the round of the drafts of which something is true."""
    if not kinds:
        return drafts
    drafts = lines.within(drafts, "act", lines.of(*kinds))
    return drafts.with_columns(met_on=pl.when(is_it).then("act").otherwise("met_on"))


def look_back(lines: Lines, rule: Rule) -> pl.LazyFrame:
    """RA-2: the months after an assessment in which a request to reassess may be refused for that alone."""
    drafts = counted(lines, lines.starting(rule), rule)
    if lines.as_at is None:
        return drafts
    return drafts.with_columns(displaced=(pl.col("due") <= lines.as_at).fill_null(value=False))


def arranged(lines: Lines, rule: Rule) -> pl.LazyFrame:
    """ME-5: an agreement within the time shows that mediation was arranged in it; a later one shows nothing."""
    drafts = lines.met(counted(lines, lines.in_rounds(rule), rule), rule)
    return drafts.with_columns(met_on=pl.when(pl.col("met_on") <= pl.col("due")).then("met_on"))


def displaced_by_direction(drafts: pl.LazyFrame) -> pl.LazyFrame:
    """Set aside the usual time of an order for which the tribunal fixed a day."""
    usual = _DIRECTED.is_null()
    return drafts.with_columns(
        *(pl.when(usual).then(one).alias(one) for one in ("due", "twin", "met_on")),
        displaced=pl.col("displaced") | ~usual,
        governed=pl.when(usual).then("governed").otherwise(by_rule("TR-7")),
    )


def agreement_as_order(lines: Lines, rule: Rule) -> pl.LazyFrame:
    """ME-9: an agreement on something that could be appealed takes the time of an order of that name."""
    drafts = lines.in_rounds(rule).filter(pl.col("appealable").list.len() > 0)
    drafts = drafts.explode("appealable")
    for name in vocabulary()["details"]["appealable"]["values"]:
        is_it, order = pl.col("appealable") == name, _governing(name)
        chosen = {
            "due": _due(lines, order, lines.settings),
            "twin": _due(lines, order, lines.twin),
            "governed": by_rule(order),
        }
        drafts = drafts.with_columns(
            pl.when(is_it).then(value).otherwise(column).alias(column)
            for column, value in chosen.items()
        )
        drafts = _met_if(lines, drafts, is_it, clock_of(rulebook()[order]).met_by)
    return drafts


def _governing(matter: str) -> str:
    """The rule with the longest time of those that an order on this matter brings."""
    context = Context(Case(), england())
    return max(orders_of(matter), key=lambda name: (as_ordered(context, name, SOME_DAY), name))


def _due(lines: Lines, name: str, settings: Settings) -> pl.Expr:
    return ON if clock_of(rulebook()[name]).at_once else lines.counted(name, ON, settings)


def other_matters(lines: Lines, rule: Rule) -> pl.LazyFrame:
    """ME-10: an agreement on anything else."""
    drafts = lines.starting(rule).filter(pl.col("other").list.len() > 0)
    return counted(lines, drafts, rule)
