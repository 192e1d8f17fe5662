"""Annual reviews and amendments, for many cases at once. The rules are told in deriving.reviews."""

from __future__ import annotations

from datetime import timedelta

import polars as pl

from goldenthread.statute.ages import birthday
from goldenthread.statute.batch.days import moved_by, shift
from goldenthread.statute.batch.drafts import CASE, KEY, ON, SINCE, begun, by_rule, in_force
from goldenthread.statute.batch.keys import key_of
from goldenthread.statute.batch.lines import Lines
from goldenthread.statute.calendars import england
from goldenthread.statute.counting import add_months, notice_days
from goldenthread.statute.deriving import reviews
from goldenthread.statute.deriving.context import Context, clock_of
from goldenthread.statute.deriving.reviews import ENDS_A_REVIEW, NO_AMENDMENT, UNDER_FIVE
from goldenthread.statute.rulebook import Rule
from goldenthread.statute.settings import Settings
from goldenthread.statute.timeline import Case

_DUE, _MEETING = pl.col("due"), pl.col("meeting")


def first_review(lines: Lines, rule: Rule) -> pl.LazyFrame:
    """AR-1: from the days on which a plan was first made."""
    drafts = begun(lines.first_plans.lazy().filter(in_force(rule, ON)), rule)
    drafts = lines.rounded(drafts, rule)
    return lines.met(counted(lines, drafts, rule), rule)


def counted(lines: Lines, drafts: pl.LazyFrame, rule: Rule) -> pl.LazyFrame:
    """The last days by the rule's own limit, under both counts of day one."""
    return drafts.with_columns(
        due=lines.counted(rule.id, SINCE), twin=lines.counted(rule.id, SINCE, lines.twin)
    )


def under_five(lines: Lines, rule: Rule) -> pl.LazyFrame:
    """AR-3: for a child under five, three to six months after the plan was made."""
    least, most = clock_of(rule).count["guidance_months"]
    born, setting, year = (lines.of_child(one) for one in ("born", "setting", "year_group"))
    young = (
        pl.when(born.is_not_null())
        .then(lines.births.asked(birthday, born, UNDER_FIVE) > ON)
        .otherwise(
            (setting == "nursery").fill_null(value=False) | (year < 0).fill_null(value=False)
        )
    )
    return lines.starting(rule).filter(young).with_columns(
        earliest=lines.span.asked(add_months, ON, least),
        guidance=lines.span.asked(add_months, ON, most),
    )  # fmt: skip


def meeting_notice(lines: Lines, rule: Rule) -> pl.LazyFrame:
    """AR-5: the first day for which the invitations are in time; met by a meeting."""
    days = _notice(lines, rule)
    meetings = lines.of(*clock_of(rule).met_by)
    drafts = lines.within(lines.in_rounds(rule), "meeting", meetings)
    due = shift(_MEETING, -days)
    return drafts.with_columns(
        earliest=shift(ON, days), due=due, twin=due,
        met_on=pl.when(_MEETING.is_not_null()).then(ON),
    )  # fmt: skip


def papers_before(lines: Lines, rule: Rule) -> pl.LazyFrame:
    """AR-6: counted back from the meeting."""
    due = shift(ON, -_notice(lines, rule))
    return lines.starting(rule).with_columns(due=due, twin=due)


def _notice(lines: Lines, rule: Rule) -> int:
    return notice_days(clock_of(rule).count["notice_weeks"], lines.settings) // timedelta(days=1)


def amended_plan(lines: Lines, rule: Rule) -> pl.LazyFrame:
    """AR-12: eight weeks from the notice, and never more than twelve from the meeting."""
    drafts = _meeting_of(lines, lines.in_rounds(rule))
    own, governs = lines.counted(rule.id, SINCE), {}
    due = {"due": own, "twin": lines.counted(rule.id, SINCE, lines.twin)}
    for name, settings in (("due", lines.settings), ("twin", lines.twin)):
        outer = shift(_MEETING, chain_days(settings))
        governs[name] = (outer <= due[name]).fill_null(value=False)
        due[name] = pl.when(governs[name]).then(outer).otherwise(due[name])
    drafts = drafts.with_columns(
        settled=~governs["due"],
        governed=pl.when(governs["due"]).then(by_rule("AR-17")).otherwise("governed"),
        **due,
    )
    alone = pl.col("without_review").fill_null(value=False)
    return lines.met(drafts, rule).with_columns(
        *(pl.when(~alone).then(one).alias(one) for one in ("due", "twin", "met_on")),
        displaced=alone,
        governed=pl.when(alone).then(by_rule("AR-16")).otherwise("governed"),
    )


def _meeting_of(lines: Lines, drafts: pl.LazyFrame) -> pl.LazyFrame:
    """With the meeting of the review that a notice belongs to; none where that review was over before it."""
    decided = lines.of("review_decision_sent").filter(pl.col("outcome").is_in(NO_AMENDMENT))
    over = pl.concat([decided.select("key"), lines.of(*ENDS_A_REVIEW).select("key")]).sort("key")
    drafts = lines.last(drafts, "meeting", lines.of("review_meeting_held"))
    drafts = lines.last(drafts, "over", over, KEY - 1)
    return drafts.with_columns(
        meeting=pl.when(pl.col("over").is_null() | (pl.col("over") < _MEETING)).then("meeting")
    )


def whole_chain(lines: Lines, rule: Rule) -> pl.LazyFrame:
    """AR-17: the outer limit of a review that amends."""
    drafts = lines.in_rounds(rule).with_columns(
        due=shift(ON, chain_days(lines.settings)), twin=shift(ON, chain_days(lines.twin)),
        settled=pl.lit(value=False),
    )  # fmt: skip
    return lines.met(drafts, rule)


def chain_days(settings: Settings) -> int:
    """How far the two limits after one another reach."""
    context = Context(Case(settings=settings), england())
    return moved_by(lambda day: reviews.chain_end(context, day))


def without_amendment(lines: Lines, drafts: pl.LazyFrame, rule: Rule) -> pl.LazyFrame:
    """Set aside what an amendment would bring, where it was said before any act that there will be none."""
    since = key_of(CASE, SINCE)
    if rule.id == "AR-13":
        drafts = lines.within(drafts, "amended", lines.of("final_amended_plan_sent"), since)
        why = _before("amended")
    else:
        why = pl.lit(value=False)
        if rule.id != "AR-10":
            drafts = lines.within(drafts, "told", lines.of("not_amending_notice_sent"), since)
            why |= _before("told")
        if rule.id in ("AR-10", "AR-17"):
            decisions = lines.of("review_decision_sent")
            drafts = lines.within(drafts, "decided", decisions, since, carry=["outcome"])
            kept = pl.col("decided_outcome").is_in(NO_AMENDMENT).fill_null(value=False)
            why |= kept & _before("decided")
    why &= ~pl.col("displaced")
    return drafts.with_columns(
        displaced=pl.col("displaced") | why, met_on=pl.when(~why).then("met_on")
    )


def _before(name: str) -> pl.Expr:
    """Whether something was said before the act that met a duty."""
    day, met = pl.col(name), pl.col("met_on")
    return day.is_not_null() & (met.is_null() | (day < met))


def governed_by_transfer(lines: Lines, drafts: pl.LazyFrame) -> pl.LazyFrame:
    """Set the yearly reviews aside from the day on which the plan passed to another council."""
    passed = lines.of("plan_transferred")
    drafts = lines.first(drafts, "passed", passed, key_of(CASE, SINCE))
    why = pl.col("passed").is_not_null() & (pl.col("met_on") >= pl.col("passed")).fill_null(
        value=True
    )
    return drafts.with_columns(
        displaced=pl.col("displaced") | why,
        met_on=pl.when(~why).then("met_on"),
        governed=pl.when(why).then(by_rule("MV-4")).otherwise("governed"),
    )
