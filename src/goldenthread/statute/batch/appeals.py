"""Appeals, their certificates and their limbs, for many cases at once. The rules are told in deriving.appeals."""

from __future__ import annotations

import polars as pl

from goldenthread.statute.batch.columns import DRAFT
from goldenthread.statute.batch.days import lodged_by, shift, working
from goldenthread.statute.batch.drafts import CASE, ON, begun, by_rule, in_force
from goldenthread.statute.batch.keys import end_of, key_of
from goldenthread.statute.batch.lines import Lines
from goldenthread.statute.batch.reviews import counted
from goldenthread.statute.deriving.appeals import (
    APPEALED,
    CEASE,
    CERTIFICATE,
    DETERMINES,
)
from goldenthread.statute.deriving.context import clock_of
from goldenthread.statute.rulebook import Rule, rulebook


def lodging(lines: Lines, rule: Rule) -> pl.LazyFrame:
    """AP-2: the later of the limb of the decision and that of its certificate, as the tribunal rolls days.

    A certificate that no decision comes before stands for the decision; these come after the others of their case.
    """
    acts = lines.of(*clock_of(rule).met_by)
    decisions = _decisions(lines)
    drafts = _concerning(lines, decisions, "met_on", acts, pl.col("time"), late=True)
    certificates = begun(lines.of(CERTIFICATE).lazy(), rule)
    alone = lines.last(certificates, "decided", decisions.select("key"))
    alone = alone.filter(pl.col("decided").is_null())
    alone = alone.with_columns(certified=ON, certified_row="row")
    alone = lines.first(alone, "met_on", acts)
    alone = _to_appeal(lines, alone, pl.lit(None, dtype=pl.Date))
    kept = [*DRAFT, "key", "rolled", "certified_row"]
    both = drafts.select(kept).merge_sorted(alone.select(kept), "case", maintain_order=True)
    return both.with_columns(due="rolled", twin="rolled")


def contacting(lines: Lines, rule: Rule) -> pl.LazyFrame:
    """ME-1: two months from the decision; whatever the mediation adviser did or was told shows that they were asked."""
    drafts = counted(lines, lines.starting(rule), rule)
    return _concerning(
        lines, drafts, "met_on", lines.of(*clock_of(rule).met_by), pl.col("due"), late=True
    )


def _decisions(lines: Lines) -> pl.LazyFrame:
    """The decisions that can be appealed, each with its certificate and the last day of its `time` for an appeal."""

    def found() -> pl.LazyFrame:
        decisions = lines.starting(rulebook()["AP-2"])
        two_months, certificates = lines.counted("AP-2a", ON), lines.of(CERTIFICATE)
        decisions = _concerning(lines, decisions, "certified", certificates, two_months, late=True)
        return _to_appeal(lines, decisions, two_months)

    return lines.once("decisions", found)


def _concerning(
    lines: Lines, decisions: pl.LazyFrame, name: str, acts: pl.DataFrame, end: pl.Expr, *, late: bool
) -> pl.LazyFrame:  # fmt: skip
    """With the first act that concerns a decision, and its row: one in its time, which ends on a day of its own.

    With `late` also one after it, while no other decision has come and no earlier one still runs.
    """
    found = lines.first(decisions, name, acts, carry=("row",))
    timely = pl.col(name) <= end
    columns = (name, f"{name}_row")
    if not late:
        return found.with_columns(pl.when(timely).then(one).alias(one) for one in columns)
    # The latest end of the decisions so far: the case in the upper bits of the key keeps them apart.
    over = key_of(CASE, end).cum_max()
    found = lines.first(found, "late", acts, over, exact=False, carry=("row",))
    following = pl.when(CASE.shift(-1) == CASE).then(ON.shift(-1))
    alone = following.is_null() | (pl.col("late") < following)
    return found.with_columns(
        pl.when(timely).then(one).otherwise(pl.when(alone).then(other)).alias(one)
        for one, other in zip(columns, ("late", "late_row"), strict=True)
    )


def _to_appeal(lines: Lines, drafts: pl.LazyFrame, of_decision: pl.Expr) -> pl.LazyFrame:
    """With the last day for an appeal, `rolled`: null where the calendar does not reach; `time` has the limb's then."""
    of_certificate = lines.counted("AP-2b", pl.col("certified"))
    later = pl.max_horizontal(of_decision, of_certificate)
    second = (of_certificate > of_decision).fill_null(of_decision.is_null())
    limb = pl.when(second).then(by_rule("AP-2b")).otherwise(by_rule("AP-2a"))
    rolled = working(lodged_by).of(later)
    return drafts.with_columns(rolled=rolled, time=rolled.fill_null(later), governed=limb)


def end_of_plan(lines: Lines, rule: Rule) -> pl.LazyFrame:
    """CE-4: the plan goes on until the time for an appeal has passed, or the appeal is finally determined."""
    appeals = lines.of(*APPEALED)
    drafts = _concerning(
        lines, _decisions(lines), "appealed", appeals, pl.col("time"), late=False
    ).filter(pl.col("started_by").is_in(clock_of(rule).starts) & in_force(rule, ON))
    since = key_of(CASE, pl.col("appealed")).fill_null(end_of(CASE))
    orders = lines.of("tribunal_order_made").filter(pl.col("order").is_in(DETERMINES))
    carried = ("directed_date", "order")
    drafts = lines.first(drafts, "ended", orders, since, carry=carried, in_order=False)
    ended = pl.when(pl.col("ended_order") == CEASE).then(
        pl.coalesce("ended_directed_date", "ended")
    )
    open_ = pl.col("appealed").is_null()
    return begun(drafts, rule).with_columns(
        earliest=pl.when(open_).then(shift(pl.col("rolled"), 1)).otherwise(ended)
    )


def judged_by_whole(drafts: pl.LazyFrame, rule: Rule, whole: pl.DataFrame) -> pl.LazyFrame:
    """Limbs measured against the day of their whole, and met with it."""
    row = "certified_row" if rule.id == "AP-2b" else "row"
    of_limb = whole.lazy().select(row=row, judged="due", met="met_on")
    of_limb = of_limb.unique("row", keep="last", maintain_order=True)
    found = drafts.join(
        of_limb.with_columns(has=pl.lit(value=True)), on="row", how="left", maintain_order="left"
    )
    has = pl.col("has").is_not_null()
    return found.with_columns(
        judged_by="judged", met_on=pl.when(has).then("met").otherwise("met_on")
    )
