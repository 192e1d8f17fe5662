"""The engine for many cases: every rule with a clock over one set of frames, a portion of the cases at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import polars as pl

from goldenthread.statute.batch import appeals, assessment, orders, outcomes, reviews, transfers
from goldenthread.statute.batch.case_clock import all_starts, of_case_clock
from goldenthread.statute.batch.columns import DRAFT, DUTY, RULE
from goldenthread.statute.batch.days import Span
from goldenthread.statute.batch.drafts import CASE, KEY
from goldenthread.statute.batch.exempting import exempted
from goldenthread.statute.batch.files import NationalFile
from goldenthread.statute.batch.finishing import finished
from goldenthread.statute.batch.lines import Lines
from goldenthread.statute.deriving.appeals import WITH_LIMBS
from goldenthread.statute.deriving.context import CASE_CLOCK, clock_of
from goldenthread.statute.deriving.engine import AMENDING, YEARLY
from goldenthread.statute.rulebook import Rule, rulebook

Derivation = Callable[[Lines, Rule], pl.LazyFrame]

# A whole country at once: about 2 GiB for ten million events.
CASES_AT_ONCE = 640_000

# The derivations that the rulebook names, as in deriving.engine.
SPECIAL: dict[str, Derivation] = {
    "comment_period": assessment.comment_period,
    "school_reply": assessment.school_reply,
    "adviser_reply": assessment.adviser_reply,
    "first_review": reviews.first_review,
    "under_five": reviews.under_five,
    "meeting_notice": reviews.meeting_notice,
    "papers_before": reviews.papers_before,
    "amended_plan": reviews.amended_plan,
    "whole_chain": reviews.whole_chain,
    "phase_transfer": transfers.phase_transfer,
    "transfer_chain": transfers.transfer_chain,
    "plan_move": transfers.plan_move,
    "twelve_month_limb": transfers.twelve_month_limb,
    "later_limb": transfers.later_limb,
    "left_education": transfers.left_education,
    "lodging": appeals.lodging,
    "end_of_plan": appeals.end_of_plan,
    "directed_date": orders.directed_date,
    "agreement_as_order": orders.agreement_as_order,
    "other_matters": orders.other_matters,
    "look_back": orders.look_back,
    "arranged": orders.arranged,
    "contacting": appeals.contacting,
}


def derive_file(file: NationalFile, cases_at_once: int = CASES_AT_ONCE) -> Iterator[pl.DataFrame]:
    """Every duty of every case, a frame for each portion of the cases: case_id and the columns of DUTY.

    Equal, duty by duty, to `derive` on each case. UserError for rows that the reading of a case would refuse.
    """
    rows = file.read()
    on, born = rows.events["on"], rows.cases["born"]
    spans = Span.around(on.min(), on.max()), Span.around(born.min(), born.max())
    name = pl.lit(rows.cases["case_id"]).gather("case").alias("case_id")
    for portion in rows.portions(cases_at_once):
        duties = derive_lines(Lines(portion, file.settings, *spans, file.as_at))
        yield finished(duties, file.as_at).select(name, *DUTY).collect(engine="in-memory")


def write_duties(
    file: NationalFile, folder: Path, cases_at_once: int = CASES_AT_ONCE,
    step: Callable[[int], None] = lambda _: None,
) -> int:  # fmt: skip
    """Write the duties as Parquet files into a folder, one for each portion; the number of duties.

    `step` is called with the number of duties after each portion.
    """
    folder.mkdir(parents=True, exist_ok=True)
    total = 0
    for number, duties in enumerate(derive_file(file, cases_at_once)):
        duties.write_parquet(folder / f"duties-{number:05}.parquet")
        total += len(duties)
        step(len(duties))
    return total


def derive_lines(lines: Lines) -> pl.LazyFrame:
    """The drafts of some cases, each with its rule, its ordinal and whether it is exempt."""
    starts = all_starts(lines)
    found, wholes = [], {}
    for rule in rulebook().values():
        if rule.clock is None:
            continue
        drafts = _set_aside(lines, of_rule(lines, rule, starts), rule)
        if rule.id in WITH_LIMBS:
            wholes[rule.id] = drafts.collect(engine="in-memory")
            drafts = wholes[rule.id].lazy()
        if rule.part_of in wholes:
            drafts = appeals.judged_by_whole(drafts, rule, wholes[rule.part_of])
        found.append(_named(exempted(lines, drafts, rule), rule))
    return pl.concat(found)


def _set_aside(lines: Lines, drafts: pl.LazyFrame, rule: Rule) -> pl.LazyFrame:
    """What other events make of the drafts of a rule, in the order of the scalar engine."""
    drafts = outcomes.set_aside(lines, drafts, rule)
    drafts = outcomes.periods_given(lines, drafts, rule)
    if rule.id in AMENDING:
        drafts = reviews.without_amendment(lines, drafts, rule)
    if rule.id in YEARLY:
        drafts = reviews.governed_by_transfer(lines, drafts)
    if "tribunal_order_made" in clock_of(rule).starts and rule.id != "TR-7":
        drafts = orders.displaced_by_direction(drafts)
    return drafts


def of_rule(lines: Lines, rule: Rule, starts: pl.DataFrame) -> pl.LazyFrame:
    """What one rule brings, in the order of the rows, one draft for each event that starts its clock."""
    clock = clock_of(rule)
    if clock.starts == (CASE_CLOCK,):
        return of_case_clock(lines, rule, starts)
    drafts = (SPECIAL[clock.by] if clock.by else _plain)(lines, rule)
    if len(clock.starts) > 1:
        drafts = _once_a_day(drafts)
    if clock.pairs_one or clock.by == "adviser_reply":
        drafts = assessment.paired(lines, drafts, rule)
    return drafts


def _plain(lines: Lines, rule: Rule) -> pl.LazyFrame:
    """A count from each event, and the first act that meets it: all rules that name no derivation."""
    clock = clock_of(rule)
    meets = bool(clock.met_by) and not clock.pairs_one
    drafts = lines.in_rounds(rule) if meets else lines.starting(rule)
    if clock.at_once:
        drafts = drafts.with_columns(due="since", twin="since")
    elif "guidance_weeks" in clock.count or "guidance_days" in clock.count:
        drafts = assessment.guided(drafts, rule)
    elif clock.count:
        drafts = reviews.counted(lines, drafts, rule)
    return lines.met(drafts, rule) if meets else drafts


def _once_a_day(drafts: pl.LazyFrame) -> pl.LazyFrame:
    """Without those that another kind of event starts on the same day with the same last day, after the first."""
    beside = (KEY.shift() == KEY) | (KEY.shift(-1) == KEY)
    first = pl.col("started_by").first().over("key", "due")
    again = drafts.filter(beside).filter(pl.col("started_by") != first).select("row")
    return drafts.join(again, on="row", how="anti", maintain_order="left")


def _named(drafts: pl.LazyFrame, rule: Rule) -> pl.LazyFrame:
    """With the rule and the place of each draft among those of its case under it."""
    place = pl.int_range(pl.len(), dtype=pl.UInt32)
    begins = pl.when(CASE.ne_missing(CASE.shift())).then(place).forward_fill()
    return drafts.select(
        *DRAFT,
        "exempt",
        rule=pl.lit(rule.id, dtype=RULE),
        counts=pl.lit(bool(clock_of(rule).count)),
        ordinal=(place - begins).cast(pl.UInt16),
    )
