"""Phase transfers, moves and the end of education, for many cases at once. The rules are told in deriving.transfers."""

from __future__ import annotations

from datetime import date

import polars as pl

from goldenthread.statute.ages import ADULT, TURNS_ADULT_IN, birthday
from goldenthread.statute.batch.columns import DUTY_KIND
from goldenthread.statute.batch.days import beginning_with, moved_by, shift, working
from goldenthread.statute.batch.drafts import CASE, ON, SINCE, begun, by_rule, in_force
from goldenthread.statute.batch.keys import end_of, key_of
from goldenthread.statute.batch.lines import Lines
from goldenthread.statute.batch.reviews import chain_days
from goldenthread.statute.calendars import england
from goldenthread.statute.counting import before, months_before
from goldenthread.statute.deriving.context import clock_of
from goldenthread.statute.deriving.transfers import (
    LONGSTOPS,
    SAME_SCHOOL,
    named_day,
    year_before,
)
from goldenthread.statute.rulebook import Rule, rulebook

_AMENDED = "final_amended_plan_sent"
_DUE, _MEETING, _MOVED = pl.col("due"), pl.col("meeting"), pl.col("moved")


def phase_transfer(lines: Lines, rule: Rule) -> pl.LazyFrame:
    """PT-1, PT-2 and PT-3: the plan is reviewed and amended before the day that the type of transfer has."""
    drafts = lines.starting(rule)
    if rule.id in LONGSTOPS:
        drafts = _longstop(lines, drafts, rule)
    else:
        number = clock_of(rule).count["months_before"]
        due = lines.span.asked(months_before, SINCE, number, lines.settings)
        drafts = drafts.with_columns(due=due, twin=due)
    since = key_of(CASE, lines.span.asked(year_before, SINCE))
    drafts = lines.first(drafts, "met_on", lines.of(_AMENDED), since)
    return drafts.with_columns(met_on=pl.when(~pl.col("displaced")).then("met_on"))


def _longstop(lines: Lines, drafts: pl.LazyFrame, rule: Rule) -> pl.LazyFrame:
    """Before the named day, unless the plan was made after it; a move within a school as the council reads it."""
    named = lines.span.asked(_named, SINCE, rule.id)
    last = shift(named, moved_by(lambda day: before(day, lines.settings)))
    drafts = lines.last(drafts, "made", lines.first_plans, end_of(CASE))
    inside = pl.col("type") == SAME_SCHOOL
    practice = inside & (lines.settings.sixth_form != "not_a_transfer")
    late = (pl.col("made") > last).fill_null(value=False)
    displaced = (inside & ~practice) | (~inside & late)
    due = pl.when(~inside & ~late).then(last)
    return drafts.with_columns(
        due=due, twin=due, displaced=displaced, guidance=pl.when(~displaced).then(named),
        kind=pl.when(practice).then(pl.lit("PRACTICE", dtype=DUTY_KIND)).otherwise("kind"),
    )  # fmt: skip


def _named(day: date, name: str) -> date:
    return named_day(rulebook()[name], day)


def transfer_chain(lines: Lines, rule: Rule) -> pl.LazyFrame:
    """PT-4: with a meeting, the earlier of the twelve weeks from it and the day of the transfer."""
    longstops = [
        phase_transfer(lines, rulebook()[name])
        .filter(_DUE.is_not_null())
        .select("row", longstop="due", of="governed")
        for name in LONGSTOPS
    ]
    drafts = lines.starting(rule).join(
        pl.concat(longstops), on="row", how="inner", maintain_order="left"
    )
    drafts = _meeting_for(lines, drafts).filter(_MEETING.is_not_null())
    longstop = pl.col("longstop")
    outer, of_twin = (shift(_MEETING, chain_days(one)) for one in (lines.settings, lines.twin))
    drafts = drafts.with_columns(
        due=pl.min_horizontal(outer, longstop), twin=pl.min_horizontal(of_twin, longstop),
        settled=longstop < outer,
        governed=pl.when(longstop < outer).then("of").otherwise(by_rule("AR-17")),
    )  # fmt: skip
    since = key_of(CASE, _MEETING)
    return lines.first(drafts, "met_on", lines.of(_AMENDED), since, in_order=False)


def _meeting_for(lines: Lines, drafts: pl.LazyFrame) -> pl.LazyFrame:
    """The review meeting for a transfer: the last in the twelve months to its day, else the first after it."""
    meetings, longstop = lines.of("review_meeting_held"), pl.col("longstop")
    day = key_of(CASE, longstop)
    drafts = lines.last(drafts, "before", meetings, day, in_order=False)
    drafts = lines.first(drafts, "after", meetings, day, in_order=False)
    in_time = pl.col("before") >= lines.span.asked(year_before, longstop)
    return drafts.with_columns(meeting=pl.when(in_time).then("before").otherwise("after"))


def plan_move(lines: Lines, rule: Rule) -> pl.LazyFrame:
    """MV-1: the plan passes on the day of the move, or within the working days that begin with knowing of it."""
    known, moved = (
        lines.of(kind).lazy().unique("case", keep="last", maintain_order=True)
        for kind in clock_of(rule).starts
    )
    both = known.join(
        moved.select("case", moved="on"), on="case", how="inner", maintain_order="left"
    )
    drafts = begun(both.filter(in_force(rule, ON)), rule)
    number = clock_of(rule).count["working_days_beginning"]
    nth = working(beginning_with, number).of(ON)
    due = pl.when(~_reaches_unknown(ON, _MOVED)).then(
        pl.when(nth < _MOVED).then(_MOVED).otherwise(nth)
    )
    # The move and its being known are one round.
    passed = lines.of(*clock_of(rule).met_by)
    return lines.first(drafts.with_columns(due=due, twin=due), "met_on", passed)


def _reaches_unknown(first: pl.Expr, end: pl.Expr) -> pl.Expr:
    """Whether there is a weekday from `first` up to but without `end` for which no bank holidays are known."""
    known = england()
    friday = pl.lit(5)
    past = first.dt.weekday().cast(pl.Int32) - friday
    next_weekday = shift_by(first, pl.when(past > 0).then(3 - past).otherwise(0))
    eve = shift(end, -1)
    over = eve.dt.weekday().cast(pl.Int32) - friday
    last_weekday = shift_by(eve, -pl.max_horizontal(over, pl.lit(0)))
    return (next_weekday <= last_weekday) & (
        (next_weekday < known.known_from) | (last_weekday > known.known_to)
    )


def shift_by(day: pl.Expr, days: pl.Expr) -> pl.Expr:
    """A column of days, each as many days on as another column says."""
    return (day.to_physical() + days).cast(pl.Int32).cast(pl.Date)


def twelve_month_limb(lines: Lines, rule: Rule) -> pl.LazyFrame:
    """MV-4a: twelve months beginning with the last review, or with the making of the plan."""
    drafts = _last_looked_at(lines, lines.starting(rule)).filter(pl.col("base").is_not_null())
    due = lines.counted(rule.id, pl.col("base"))
    return drafts.with_columns(since="base", due=due, twin=due)


def _last_looked_at(lines: Lines, drafts: pl.LazyFrame) -> pl.LazyFrame:
    drafts = lines.last(drafts, "reviewed", lines.of("review_decision_sent"))
    drafts = lines.last(drafts, "made", lines.first_plans)
    return drafts.with_columns(base=pl.coalesce("reviewed", "made"))


def later_limb(lines: Lines, rule: Rule) -> pl.LazyFrame:
    """MV-4: the later of the two limbs."""
    drafts = _last_looked_at(lines, lines.starting(rule))
    of_plan, of_move = lines.counted("MV-4a", pl.col("base")), lines.counted("MV-4b", ON)
    due = pl.max_horizontal(of_plan, of_move)
    drafts = drafts.with_columns(
        due=due, twin=due,
        governed=pl.when(of_plan > of_move).then(by_rule("MV-4a")).otherwise(by_rule("MV-4b")),
    )  # fmt: skip
    reviews = lines.of(*clock_of(rule).met_by)
    return lines.first(drafts, "met_on", reviews)


def left_education(lines: Lines, rule: Rule) -> pl.LazyFrame:
    """CE-5 under 18, CE-6 from 18 on. Nothing where the age is not known."""
    born, year = lines.of_child("born"), lines.of_child("year_group")
    by_year = pl.when(year != TURNS_ADULT_IN).then(year > TURNS_ADULT_IN)
    by_birth = lines.births.asked(birthday, born, ADULT) <= ON
    adult = pl.when(born.is_not_null()).then(by_birth).otherwise(by_year)
    return lines.starting(rule).filter(adult == (rule.id == "CE-6"))
