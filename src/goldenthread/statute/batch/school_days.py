"""Working days on which a school is open, for many consultations at once."""

from __future__ import annotations

import polars as pl

from goldenthread.statute.batch.days import after, is_working, shift, working
from goldenthread.statute.batch.drafts import CASE, KEY, ON
from goldenthread.statute.batch.keys import day_of, key_of, same_case
from goldenthread.statute.batch.lines import Lines

_DAY, _LEFT = pl.col("day"), pl.col("left")


def in_school_days(lines: Lines, drafts: pl.LazyFrame, number: int) -> pl.LazyFrame:
    """With the last of so many open days as guidance; null where the calendar or the known terms do not reach."""
    first, last = lines.of_child("terms_first"), lines.of_child("terms_last")
    known = (first.is_null() | last.is_null()) | (
        (first <= shift(ON, 1)) & (pl.col("guidance") <= last)
    )
    counted = _counted(lines, drafts, number)
    return counted.with_columns(guidance=pl.when(known).then("guidance"))


def _counted(lines: Lines, drafts: pl.LazyFrame, number: int) -> pl.LazyFrame:
    """As far as the bank holidays are known."""
    closures = lines.of("school_closed")
    unclosed = drafts.with_columns(guidance=working(after, number).of(ON))
    if closures.is_empty():
        return unclosed
    walked = _walked(
        drafts.select("row", "case", "on").collect(engine="in-memory"), closures, number
    )
    closing = CASE.is_in(closures["case"].unique().implode())
    return (
        unclosed.join(walked, on="row", how="left", maintain_order="left")
        .with_columns(guidance=pl.when(closing).then("reached").otherwise("guidance"))
    )  # fmt: skip


def _walked(drafts: pl.DataFrame, closures: pl.DataFrame, number: int) -> pl.LazyFrame:
    """The day that each consultation of a case with closures reaches, found day by day for all of them together."""
    shut = closures.select(shut=KEY, opens=day_of(key_of(CASE, pl.col("reopens")).cum_max())).lazy()
    going = drafts.filter(CASE.is_in(closures["case"].unique().implode())).select(
        "row", "case", day=ON, left=pl.lit(number)
    )
    done = [going.head(0)]
    while len(going):
        going = _next_day(going.lazy(), shut).collect(engine="in-memory")
        done.append(going.filter(_LEFT == 0))
        # A day of which nobody knows whether it is a working day ends the count without a result.
        going = going.filter(_LEFT > 0)
    return pl.concat(done).lazy().select("row", reached="day")


def _next_day(going: pl.LazyFrame, shut: pl.LazyFrame) -> pl.LazyFrame:
    """One day on; past a closure at once. `left` falls by one on a day that counts, null where that is not known."""
    on = going.with_columns(day=shift(_DAY, 1)).with_columns(seen=key_of(CASE, _DAY)).sort("seen")
    beside = on.join_asof(
        shut.with_columns(of=pl.col("shut")), left_on="seen", right_on="shut", strategy="backward",
        coalesce=False, check_sortedness=False,
    )  # fmt: skip
    same = same_case(pl.col("seen"), pl.col("of"))
    closed = (same & (pl.col("opens") > _DAY)).fill_null(value=False)
    counts = working(is_working).of(_DAY).cast(pl.Int32)
    return beside.select(
        "row", "case",
        day=pl.when(closed).then(shift(pl.col("opens"), -1)).otherwise(_DAY),
        left=pl.when(closed).then(_LEFT).otherwise(_LEFT - counts),
    )  # fmt: skip
