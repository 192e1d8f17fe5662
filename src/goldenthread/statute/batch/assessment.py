"""Request to final plan, for many cases at once. The rules are told in deriving.assessment."""

from __future__ import annotations

import polars as pl

from goldenthread.statute.batch.columns import DUTY_KIND
from goldenthread.statute.batch.days import after, shift, working
from goldenthread.statute.batch.drafts import CASE, ON, SINCE, by_rule
from goldenthread.statute.batch.keys import day_of, key_of, same_case
from goldenthread.statute.batch.lines import Lines
from goldenthread.statute.batch.school_days import in_school_days
from goldenthread.statute.deriving.assessment import DETAINED, GUIDED, POSTED_TAKES
from goldenthread.statute.deriving.context import DAYS_A_WEEK, clock_of
from goldenthread.statute.rulebook import Rule

_POSTED = "draft_plan_posted"
# More than there are advisers, and more than there are places to tell apart in a portion.
_ADVISERS = 16
_APART = 1 << 34
_HALF = _APART // 2


def comment_period(lines: Lines, rule: Rule) -> pl.LazyFrame:
    """PLN-2, DP-2, AR-11: from service; the plan may be final on the day after, or when the family says so."""
    detained = lines.of_child("setting").eq_missing(pl.lit(DETAINED))
    drafts = lines.in_rounds(rule)
    if rule.topic == "detained":
        drafts = drafts.filter(detained)
    posted = working(after, POSTED_TAKES).of(ON)
    served = pl.when(pl.col("started_by") == _POSTED).then(posted).otherwise(ON)
    due = lines.counted(rule.id, served)
    if rule.id == "PLN-2":
        # Where the day of service is not known the scalar engine says so and no more.
        elsewhere = detained & served.is_not_null()
        governed = pl.when(elsewhere).then(by_rule("DP-2")).otherwise("governed")
        drafts = drafts.with_columns(displaced=elsewhere, governed=governed)
    drafts = drafts.with_columns(
        since=served.fill_null(ON), due=due, twin=due, earliest=shift(due, 1)
    )
    if lines.settings.early_final != "allowed":
        return drafts
    answers = lines.of("family_response_received").filter(pl.col("final"))
    drafts = lines.first(drafts, "answer", answers)
    ended = pl.col("answer") < pl.col("earliest")
    return drafts.with_columns(earliest=pl.when(ended).then("answer").otherwise("earliest"))


def school_reply(lines: Lines, rule: Rule) -> pl.LazyFrame:
    """PLN-5: in days of the calendar by the Code, or in school days by local practice."""
    drafts = lines.starting(rule)
    number = int(clock_of(rule).count["guidance_days"])
    if lines.settings.school_reply == "calendar_days":
        return drafts.with_columns(guidance=shift(SINCE, number))
    found = in_school_days(lines, drafts, number)
    return found.with_columns(kind=pl.lit("PRACTICE", dtype=DUTY_KIND))


def adviser_reply(lines: Lines, rule: Rule) -> pl.LazyFrame:
    """ADV-6: six weeks by the Code, for the advisers whose time is guidance."""
    return guided(lines.starting(rule).filter(pl.col("adviser").is_in(GUIDED)), rule)


def guided(drafts: pl.LazyFrame, rule: Rule) -> pl.LazyFrame:
    """The day that guidance gives."""
    return drafts.with_columns(guidance=shift(SINCE, guidance_days(rule)))


def guidance_days(rule: Rule) -> int:
    """How many days guidance gives."""
    count = clock_of(rule).count
    return int(count.get("guidance_days") or DAYS_A_WEEK * count["guidance_weeks"])


def paired(lines: Lines, drafts: pl.LazyFrame, rule: Rule) -> pl.LazyFrame:
    """Each answer goes to the oldest request that it can answer, by adviser where the events name one.

    Request number i of an adviser gets the first answer on or after it, but one after the answer that the request
    before it got: place i + max over the requests so far of (place of the first answer on or after it - i).
    """
    acts = lines.of(*clock_of(rule).met_by)
    group = _group(pl.col("adviser") if "adviser" in acts.columns else None)
    answers = acts.select(answer=key_of(group, ON)).to_series().sort()
    asked, number = key_of(group, SINCE), pl.int_range(pl.len(), dtype=pl.Int64)
    order = (group * _APART + pl.col("row")).arg_sort()
    first = pl.lit(answers).search_sorted(asked.gather(order), "left").cast(pl.Int64)
    # The group in the upper bits keeps one running maximum for each.
    apart = group.gather(order) * _APART + _HALF
    reached = (first - number + apart).cum_max() - apart + number
    given = pl.lit(answers.extend_constant(None, 1)).gather(reached.clip(0, len(answers)))
    drafts = drafts.with_columns(given=given.gather(order.arg_sort()))
    answered = same_case(asked, pl.col("given"))
    return drafts.with_columns(met_on=pl.when(answered).then(day_of(pl.col("given"))))


def _group(adviser: pl.Expr | None) -> pl.Expr:
    number = CASE.cast(pl.Int64) * _ADVISERS
    return number if adviser is None else number + adviser.to_physical()
