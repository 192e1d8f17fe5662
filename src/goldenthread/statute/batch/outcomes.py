"""What sets many duties aside once their clocks run. The rules are told in deriving.outcomes."""

from __future__ import annotations

import polars as pl

from goldenthread.statute.batch.columns import details
from goldenthread.statute.batch.drafts import CASE, SINCE
from goldenthread.statute.batch.keys import key_of
from goldenthread.statute.batch.lines import Lines
from goldenthread.statute.deriving.context import clock_of
from goldenthread.statute.deriving.outcomes import (
    AFTER_DECISION,
    DECISIONS,
    DRAFTS,
    FINAL,
    FINAL_PLAN,
    NO_PLAN,
    OF_REQUEST,
    ORDERS,
    REFUSED,
)
from goldenthread.statute.rulebook import Rule

_DUE, _MET, _FINAL_ON = pl.col("due"), pl.col("met_on"), pl.col("final_on")
_OTHER = "other_outcome"


def set_aside(lines: Lines, drafts: pl.LazyFrame, rule: Rule) -> pl.LazyFrame:
    """Set aside duties of an outcome that did not come, where the other came before any act that would meet them."""
    others = _other_outcomes(lines, rule)
    found = []
    for number, (among, unless_met) in enumerate(others):
        name = f"{_OTHER}_{number}"
        drafts = lines.within(drafts, name, among, key_of(CASE, SINCE))
        day = pl.when(_MET.is_null()).then(name) if unless_met else pl.col(name)
        found.append(day)
    if rule.id in AFTER_DECISION:
        ends = pl.col("ends")
        found.append(pl.when(ends.is_null() | (pl.col("refused") < ends)).then("refused"))
    if rule.id == "RA-4":
        drafts = lines.within(drafts, "refused", lines.of(REFUSED), key_of(CASE, SINCE))
        found.append(pl.when(pl.col("refused") == SINCE).then("refused"))
    if not found:
        return drafts
    other = pl.min_horizontal(found)
    came = (other.is_not_null() & (_MET.is_null() | (other < _MET))) & ~pl.col("displaced")
    return drafts.with_columns(
        displaced=pl.col("displaced") | came, met_on=pl.when(~came).then("met_on")
    )


def _other_outcomes(lines: Lines, rule: Rule) -> list[tuple[pl.DataFrame, bool]]:
    """The acts of another outcome, and whether they count only where no act has met the duty."""
    waits_for = clock_of(rule).met_by[:1]
    found: list[tuple[pl.DataFrame, bool]] = []
    if waits_for == (NO_PLAN,):
        found += [(lines.of(FINAL_PLAN), False), (lines.of(*DRAFTS), True)]
    elif waits_for in ((FINAL_PLAN,), DRAFTS[:1]):
        found.append((lines.of(NO_PLAN), False))
    if rule.id in OF_REQUEST:
        for kind, (name, values) in ORDERS.items():
            about = values[:-1] if rule.id in DECISIONS else values
            told = pl.col(name)
            if isinstance(details()[name], pl.List):
                fits = told.list.eval(pl.element().is_in(about)).list.any()
            else:
                fits = told.is_in(about)
            found.append((lines.of(kind).filter(fits), False))
    return found


def periods_given(lines: Lines, drafts: pl.LazyFrame, rule: Rule) -> pl.LazyFrame:
    """A period for comments is kept when its days are over and no plan was made final in them."""
    kind = FINAL.get(rule.id)
    if kind is None:
        return drafts
    since = key_of(CASE, SINCE)
    drafts = lines.within(drafts, "final_on", lines.of(kind), since, in_order=False)
    cut_short = (pl.col("earliest") > _FINAL_ON).fill_null(value=False)
    over = _FINAL_ON.is_not_null()
    if lines.as_at is not None:
        over |= lines.as_at > _DUE
    met = (
        pl.when(cut_short).then(_FINAL_ON)
        .when(over & pl.col("earliest").is_not_null()).then(pl.min_horizontal("due", "final_on"))
    )  # fmt: skip
    return drafts.with_columns(met_on=met, cut_short=cut_short)
