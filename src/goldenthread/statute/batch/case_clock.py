"""From which days the clocks of many cases run. The rules are told in statute.case_clock and deriving.assessment."""

from __future__ import annotations

import polars as pl

from goldenthread.statute.ages import birthday, compulsory_school_age_ends
from goldenthread.statute.batch.assessment import guided
from goldenthread.statute.batch.days import on_or_after, working
from goldenthread.statute.batch.drafts import CASE, KEY, ON, begun, by_rule, in_force
from goldenthread.statute.batch.keys import end_of, key_of, same_case, start_of
from goldenthread.statute.batch.lines import Lines
from goldenthread.statute.batch.reviews import counted
from goldenthread.statute.case_clock import ATTENTION, ENDS, REQUEST, REQUESTERS, TOO_OLD
from goldenthread.statute.deriving.assessment import DETAINED
from goldenthread.statute.deriving.context import clock_of
from goldenthread.statute.rulebook import Rule

_BY, _TOLD, _MOVED = pl.col("by"), pl.col("authority"), pl.col("moved")
_PASSED = pl.col("passed")


def of_case_clock(lines: Lines, rule: Rule, starts: pl.DataFrame) -> pl.LazyFrame:
    """REQ-6, DEC-1, DEC-3, PLN-9, and in their place DP-1 for a detained person."""
    detained = lines.of_child("setting").eq_missing(pl.lit(DETAINED))
    found = starts.lazy().filter(in_force(rule, pl.col("start")))
    if rule.topic == "detained":
        found = found.filter(detained)
    drafts = begun(found, rule, pl.col("start")).with_columns(passed="moved_on")
    guidance = "guidance_weeks" in clock_of(rule).count
    drafts = guided(drafts, rule) if guidance else counted(lines, drafts, rule)
    drafts = lines.met(drafts, rule, pl.col("from"))
    displaced = pl.col("too_old")
    if rule.topic != "detained" and rule.kind == "LAW":
        drafts = drafts.with_columns(
            governed=pl.when(detained).then(by_rule("DP-1")).otherwise("governed")
        )
        displaced |= detained
    days = ("due", "twin", "guidance", "met_on")
    drafts = drafts.with_columns(
        *(pl.when(~displaced).then(one).alias(one) for one in days), displaced=displaced
    )
    return drafts.with_columns(displaced=pl.col("displaced") | _passed_on(lines, rule))


def _passed_on(lines: Lines, rule: Rule) -> pl.Expr:
    """Whether a duty ran when the family moved: what was late then, or met before, stays."""
    late = (pl.col("due" if rule.kind == "LAW" else "guidance") < _PASSED).fill_null(value=False)
    moved = _PASSED.is_not_null()
    if lines.as_at is not None:
        moved &= (lines.as_at >= _PASSED).fill_null(value=False)
    return moved & pl.col("met_on").is_null() & ~late


def all_starts(lines: Lines) -> pl.DataFrame:
    """The events that start a clock of a case, with the day `start` from which it runs and its key `from`.

    `ends`: when the next one runs, or the family moved; `refused`: when the council decided not to assess; `too_old`:
    no clock in law; `moved_on`: the day of the move, of a clock that the old council left.
    """
    asking = _of_responsible(lines, lines.of(REQUEST, ATTENTION).lazy())
    too_old = lines.births.asked(birthday, lines.of_child("born"), TOO_OLD) <= ON
    asking = asking.with_columns(too_old=too_old.fill_null(value=False))
    asking = asking.with_columns(start=_start(lines))
    asking = asking.with_columns(key_of(CASE, pl.col("start")).alias("from"))
    asking = _ended(lines, asking, pl.col("from"))
    found = asking.collect(engine="in-memory")
    left = pl.col("moved_on").is_not_null()
    both = [_those_after_an_end(found.filter(one)) for one in (~left, left)]
    following = pl.when(CASE.shift(-1) == CASE).then(pl.col("start").shift(-1))
    return (
        pl.concat(both)
        .sort("from", "row")
        .with_columns(ends=pl.min_horizontal(following, "moved_on"))
    )


def _ended(lines: Lines, asking: pl.LazyFrame, since: pl.Expr) -> pl.LazyFrame:
    """With the day `ended` of the first plan, notice that there is none or refusal, and the day `refused`."""
    found = asking.select("case", "row", since_key=since).sort("since_key")
    found = lines.first(found, "ended", lines.of(*ENDS), pl.col("since_key"))
    decisions = lines.of("assessment_decision_sent")
    found = lines.first(found, "decided", decisions, pl.col("since_key"))
    decided = key_of(CASE, pl.col("decided")).fill_null(end_of(CASE))
    found = lines.first(found, "refused", lines.of("appealable_decision_sent"), decided)
    refused = pl.when(pl.col("refused") == pl.col("decided")).then("refused")
    found = found.with_columns(refused=refused).sort("row")
    ended = found.select(ended=pl.min_horizontal("ended", "refused"), refused="refused")
    return pl.concat([asking, ended], how="horizontal")


def _of_responsible(lines: Lines, asking: pl.LazyFrame) -> pl.LazyFrame:
    """With `moved_on`, the day of the move, for clocks that the council which is no longer responsible left; without
    what else concerns it, unless it had finished before the move.
    """
    asking = lines.first(asking, "moved", lines.of("family_moved"), start_of(CASE))
    told = lines.of(REQUEST, ATTENTION).filter(_TOLD == "new")
    asking = lines.first(asking, "told_new", told, start_of(CASE))
    new = _MOVED.is_not_null() | pl.col("told_new").is_not_null()
    before = (ON < _MOVED).fill_null(value=False)
    of_old = pl.when(_TOLD.is_not_null()).then(_TOLD == "old").otherwise(before | ~new)
    asking = asking.with_columns(lost=of_old & new)
    lost = _ended(lines, asking.filter("lost"), KEY)
    finished = (pl.col("ended") <= _MOVED).fill_null(value=False)
    gone = lost.filter(~finished).select("row", gone=pl.lit(value=True))
    asking = asking.join(gone, on="row", how="left", maintain_order="left")
    left = pl.when("gone").then(_MOVED)
    kept = pl.col("gone").is_null() | (ON < _MOVED).fill_null(value=False)
    return asking.with_columns(moved_on=left).filter(kept).drop("gone")


def _start(lines: Lines) -> pl.Expr:
    """The day from which a clock runs: in a new area that of the move, else that of receipt, as the council logs it."""
    new = (_TOLD == "new") & (ON < _MOVED) & ~pl.col("too_old")
    return pl.when(new).then(_MOVED).otherwise(_logged(lines))


def _logged(lines: Lines) -> pl.Expr:
    if lines.settings.receipt == "actual":
        return ON
    born = lines.of_child("born")
    grown = lines.births.asked(compulsory_school_age_ends, born) < ON
    may = (
        pl.when(_BY == "person_in_charge")
        .then(lines.of_child("setting").eq_missing(pl.lit(DETAINED)))
        .when(_BY == "young_person")
        .then(grown.fill_null(value=True))
        .otherwise(_BY.is_null() | _BY.is_in([one for one in REQUESTERS if one is not None]))
    )
    logged = working(on_or_after).of(ON).fill_null(ON)
    request = (pl.col("started_by") == REQUEST) & may & ~pl.col("too_old")
    return pl.when(request).then(logged).otherwise(ON)


def _those_after_an_end(asking: pl.DataFrame) -> pl.DataFrame:
    """The first of each case, then whichever is the first once the clock before it has ended."""
    place = pl.int_range(pl.len(), dtype=pl.Int64)
    keys = asking["key"].extend_constant(None, 1)
    ended = key_of(CASE, pl.col("ended")).fill_null(end_of(CASE))
    then = pl.max_horizontal(
        place + 1, pl.lit(asking["key"]).search_sorted(ended, "left").cast(pl.Int64)
    )
    following = asking.select(
        next=pl.when(
            pl.col("ended").is_not_null() & same_case(pl.lit(keys).gather(then), KEY)
        ).then(then)
    )["next"]
    going = asking.select(place.filter(CASE.ne_missing(CASE.shift()))).to_series()
    chosen = []
    while len(going):
        chosen.append(going)
        going = following.gather(going).drop_nulls()
    return asking[pl.concat(chosen).sort()] if chosen else asking
