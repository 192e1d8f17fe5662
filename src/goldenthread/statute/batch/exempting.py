"""Claimed exemptions, for many duties at once: which limits are disapplied. As statute.exemptions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import polars as pl

from goldenthread.statute.batch.columns import RULE
from goldenthread.statute.batch.days import shift
from goldenthread.statute.batch.drafts import SINCE
from goldenthread.statute.batch.lines import Lines
from goldenthread.statute.exemptions import CLOSURES, exemption_set, exemptions_file, grounds
from goldenthread.statute.rulebook import Rule

_DUE, _FROM, _UNTIL = pl.col("due"), pl.col("from"), pl.col("until")
_ASKED = pl.col("advice_requested_on")
_NO_PERIOD = _DUE.is_null()


def exempted(lines: Lines, drafts: pl.LazyFrame, rule: Rule) -> pl.LazyFrame:
    """With `exempt`: whether a claim disapplies the limit of each draft."""
    claims = _claims(lines, rule)
    if claims.is_empty():
        return drafts.with_columns(exempt=pl.lit(value=False))
    holding = (
        drafts.select("row", "case", "since", "due")
        .join(claims.lazy(), on="case", how="inner")
        .filter(_available(rule))
        .select("row", exempt=pl.lit(value=True))
        .unique("row")
    )
    found = drafts.join(holding, on="row", how="left", maintain_order="left")
    return found.with_columns(pl.col("exempt").fill_null(value=False))


def _claims(lines: Lines, rule: Rule) -> pl.DataFrame:
    """The claims that name this rule, or the rule of which it is a part, and are shown to have made it impractical."""
    named = pl.col("limits").list.contains(pl.lit(rule.id, dtype=RULE))
    if rule.part_of is not None:
        named |= pl.col("limits").list.contains(pl.lit(rule.part_of, dtype=RULE))
    claims = lines.rows.claims
    if exemption_set(rule.id) is None or claims.is_empty():
        return claims.clear()
    return claims.filter(pl.col("impractical") & named).select(
        "case", "ground", pl.col("since").alias("from"), "until", "advice_requested_on"
    )


def _available(rule: Rule) -> pl.Expr:
    """Whether the ground of a claim is one for a rule that has a set of exemptions, in the days of the limit."""
    of_set = exemptions_file()["sets"][exemption_set(rule.id)]
    holds = pl.lit(value=False)
    for ground, terms in grounds().items():
        if "never" in terms:
            continue
        if ground == "coronavirus":
            found = _relaxation(terms)
        elif ground in of_set["grounds"]:
            found = _holds(ground, of_set.get("absence_days") or 0)
        else:
            continue
        holds = pl.when(pl.col("ground") == ground).then(found).otherwise(holds)
    return holds.fill_null(value=False)


def _relaxation(terms: Mapping[str, Any]) -> pl.Expr:
    first = pl.coalesce("due", "from", pl.lit(terms["from"]))
    last = pl.coalesce("due", "until", pl.lit(terms["to"]))
    inside: pl.Expr = (first <= terms["to"]) & (last >= terms["from"])
    return inside


def _holds(ground: str, absence_days: int) -> pl.Expr:
    if ground in CLOSURES:
        return _closed()
    if ground == "absence_from_area":
        return _absent(absence_days)
    begins = pl.coalesce("from", "since")
    ends = pl.when(_UNTIL.is_not_null()).then(shift(_UNTIL, -1)).otherwise(
        pl.max_horizontal(begins, _DUE)
    )  # fmt: skip
    return _NO_PERIOD | ((begins <= _DUE) & (ends >= SINCE))


def _closed() -> pl.Expr:
    """A closure that is long enough, with the request for advice in its window and in the days of the limit."""
    terms = exemptions_file()["closure"]
    margin = -int(terms["window_days"])
    long_enough = timedelta(days=terms["least_days"]) <= _UNTIL - _FROM
    in_window = _ASKED.is_between(shift(_FROM, margin), shift(_UNTIL, margin))
    return long_enough & in_window & (_NO_PERIOD | _ASKED.is_between(SINCE, _DUE))


def _absent(least: int) -> pl.Expr:
    """An absence that is long enough, while the limit ran."""
    first = pl.when(_NO_PERIOD).then(_FROM).otherwise(pl.max_horizontal(_FROM, SINCE))
    end = pl.when(_NO_PERIOD).then(_UNTIL).otherwise(pl.min_horizontal(_UNTIL, shift(_DUE, 1)))
    given = _FROM.is_not_null() & _UNTIL.is_not_null()
    days = pl.max_horizontal(end - first, pl.lit(timedelta(0)))
    return given & (days >= timedelta(days=least))
