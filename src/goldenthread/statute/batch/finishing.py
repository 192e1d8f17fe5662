"""The last steps for many duties at once: the state, the working day before, the safe day. As deriving.finishing."""

from __future__ import annotations

from datetime import date

import polars as pl

from goldenthread.statute.batch.columns import STATE
from goldenthread.statute.batch.days import on_or_before, working
from goldenthread.statute.deriving.finishing import UNSETTLED

_DUE, _MET, _DISPLACED = pl.col("due"), pl.col("met_on"), pl.col("displaced")


def finished(drafts: pl.LazyFrame, as_at: date | None) -> pl.LazyFrame:
    """The duties of drafts, with the number of their case in front."""
    settled = pl.col("settled") & ~pl.col("rule").is_in(UNSETTLED)
    safe = pl.when(_DUE.is_not_null() & settled).then(pl.min_horizontal("due", "twin"))
    working_day = working(on_or_before).of(_DUE)
    # What another council became responsible for is late up to that day.
    until = _MET if as_at is None else _MET.fill_null(pl.min_horizontal("passed", pl.lit(as_at)))
    judged_by = pl.col("judged_by").fill_null(_DUE)
    late = (until.to_physical() - judged_by.to_physical()).clip(0)
    return drafts.select(
        "case", "rule", "ordinal", "kind", "since", "started_by", "earliest", "met_on", "exempt",
        state=_state(as_at),
        statutory_due=_DUE,
        safe_due=safe,
        last_working_day=working_day,
        guidance_due=pl.col("guidance"),
        days_late=pl.when(~_DISPLACED & _DUE.is_not_null()).then(late),
        code=pl.struct("rule", "ordinal", "governed"),
    )  # fmt: skip


def _state(as_at: date | None) -> pl.Expr:
    own = pl.when(pl.col("kind") == "LAW").then("due").otherwise("guidance")
    last = pl.col("judged_by").fill_null(own)
    exempt = pl.col("exempt")
    met = (
        pl.when((last >= _MET).fill_null(value=True)).then(_word("met"))
        .when(exempt).then(_word("exempt_late")).otherwise(_word("met_late"))
    )  # fmt: skip
    unmet = pl.lit(None, dtype=STATE)
    if as_at is not None:
        # A last day that is not known makes nothing open, save where the law counts no days.
        without = pl.col("earliest").is_not_null() | ~pl.col("counts")
        unmet = (
            pl.when(last.is_null()).then(pl.when(without).then(_word("open")))
            .when(last >= as_at).then(_word("open"))
            .when(exempt).then(_word("exempt")).otherwise(_word("overdue"))
        )  # fmt: skip
    return (
        pl.when(_DISPLACED).then(_word("not_applicable"))
        .when("cut_short").then(_word("met_late"))
        .when(_MET.is_not_null()).then(met).otherwise(unmet)
    )  # fmt: skip


def _word(state: str) -> pl.Expr:
    return pl.lit(state, dtype=STATE)
