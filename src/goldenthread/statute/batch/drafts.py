"""Drafts of many duties: the columns that every derivation begins with."""

from __future__ import annotations

import polars as pl

from goldenthread.statute.batch.columns import DUTY_KIND, RULE
from goldenthread.statute.rulebook import Rule

KEY, CASE, ON, SINCE = pl.col("key"), pl.col("case"), pl.col("on"), pl.col("since")
_NO_DAY = pl.lit(None, dtype=pl.Date)


def in_force(rule: Rule, day: pl.Expr) -> pl.Expr:
    """Whether a rule governs what begins on each day of a column."""
    since = day >= rule.in_force_from
    return since if rule.in_force_to is None else since & (day <= rule.in_force_to)


def begun(events: pl.LazyFrame, rule: Rule, since: pl.Expr = ON) -> pl.LazyFrame:
    """Events as drafts of a rule: nothing found out yet."""
    return events.with_columns(
        since=since, due=_NO_DAY, twin=_NO_DAY, earliest=_NO_DAY, guidance=_NO_DAY, met_on=_NO_DAY, judged_by=_NO_DAY,
        passed=_NO_DAY, displaced=pl.lit(value=False), cut_short=pl.lit(value=False), settled=pl.lit(value=True),
        kind=pl.lit(rule.kind, dtype=DUTY_KIND), governed=by_rule(rule.id),
    )  # fmt: skip


def by_rule(name: str) -> pl.Expr:
    """The rule by whose limit a duty is governed."""
    return pl.lit(name, dtype=RULE)
