"""The timelines of many cases at once: events by kind, and the first or the last of a kind seen from a day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Literal

import polars as pl

from goldenthread.statute.batch.columns import details, details_of
from goldenthread.statute.batch.days import Span
from goldenthread.statute.batch.drafts import CASE, KEY, ON, begun, in_force
from goldenthread.statute.batch.files import Rows
from goldenthread.statute.batch.keys import day_of, same_case
from goldenthread.statute.deriving.context import USUAL, clock_of
from goldenthread.statute.rulebook import Rule, rulebook
from goldenthread.statute.settings import Settings

_NO_DAY, _NOWHERE = pl.lit(None, dtype=pl.Date), pl.Series(dtype=pl.UInt32)
Strategy = Literal["forward", "backward"]


@dataclass(frozen=True)
class Lines:
    """Some cases of a file. Frames are in the order of `row`: by case, then by day, then as they were given."""

    rows: Rows
    settings: Settings
    span: Span
    births: Span
    as_at: date | None = None
    _found: dict[tuple[str, ...], pl.DataFrame] = field(default_factory=dict)

    @cached_property
    def twin(self) -> Settings:
        """The reading in which the day of the event is day 1."""
        return replace(self.settings, day_one="included")

    @cached_property
    def _places(self) -> dict[str, pl.Series]:
        """Where the events of each kind stand among those of the portion."""
        numbered = self.rows.events.select("kind", place=pl.int_range(pl.len(), dtype=pl.UInt32))
        found = numbered.group_by("kind").agg("place")
        return dict(zip(found["kind"], found["place"], strict=True))

    def of(self, *kinds: str) -> pl.DataFrame:
        """The events of these kinds: case, key, row, on, started_by, and the details that they can have."""
        if kinds not in self._found:
            found = [self._places[kind] for kind in kinds if kind in self._places]
            places = found[0] if len(found) == 1 else pl.concat([_NOWHERE, *found]).sort()
            told = [name for name in details_of(*kinds) if name in self.rows.events.columns]
            events = self.rows.events.select("case", "key", "row", "on", "kind", *told)[places]
            untold = {name: details()[name] for name in details_of(*kinds) if name not in told}
            self._found[kinds] = events.rename({"kind": "started_by"}).with_columns(
                pl.lit(None, dtype=kind).alias(name) for name, kind in untold.items()
            )
        return self._found[kinds]

    @cached_property
    def first_plans(self) -> pl.DataFrame:
        """The days on which plans were first made; the issue of the final plan stands for it where none is recorded."""
        made = self.of("plan_first_made")
        issued = self.of("final_plan_sent").unique("case", keep="first", maintain_order=True)
        alone = issued.join(made, on="case", how="anti", maintain_order="left")
        return pl.concat([made, alone]).sort("row")

    def once(self, name: str, find: Callable[[], pl.LazyFrame]) -> pl.LazyFrame:
        """What several rules need, found by the first of them."""
        if (name,) not in self._found:
            self._found[name,] = find().collect(engine="in-memory")
        return self._found[name,].lazy()

    def of_child(self, fact: str) -> pl.Expr:
        """A fact of the child of each row's case."""
        return pl.lit(self.rows.cases[fact]).gather(CASE - self.rows.first)

    def starting(self, rule: Rule) -> pl.LazyFrame:
        """The events that start a rule's clock, while it is in force, each as a draft of nothing yet."""
        return begun(self._fitting(rule).filter(in_force(rule, ON)), rule)

    def _fitting(self, rule: Rule) -> pl.LazyFrame:
        """The events that have what a rule's clock asks of their kind; what is not given has its usual value."""
        clock = clock_of(rule)
        known = (*clock.starts, *map(str, clock.when.items()))
        if known not in self._found:
            found = self.of(*clock.starts)
            for name, values in clock.when.items():
                having = [kind for kind in clock.starts if name in details_of(kind)]
                asked = pl.col(name).fill_null(USUAL[name]) if name in USUAL else pl.col(name)
                fits = asked.is_in(values).fill_null(value=False)
                found = found.filter(~pl.col("started_by").is_in(having) | fits)
            self._found[known] = found
        return self._found[known].lazy()

    def in_rounds(self, rule: Rule) -> pl.LazyFrame:
        """What starts a rule's clock, with the day on which the next round of it begins."""
        return self.rounded(self.starting(rule), rule)

    def rounded(self, drafts: pl.LazyFrame, rule: Rule) -> pl.LazyFrame:
        """With `ends`, the day on which another round begins; null where acts and starts are of one kind."""
        clock = clock_of(rule)
        if set(clock.starts) & set(clock.met_by):
            return drafts.with_columns(ends=_NO_DAY)
        among = self.of(*clock.until).lazy() if clock.until else self._fitting(rule)
        return self.first(drafts, "ends", among.select("key"), exact=False)

    def counted(self, name: str, day: pl.Expr, settings: Settings | None = None) -> pl.Expr:
        """The last day of a rule's limit from each day of a column."""
        unit, number = next(iter(clock_of(rulebook()[name]).count.items()))
        return self.span.counted(unit, number, day, settings or self.settings)

    def first(
        self, drafts: pl.LazyFrame, name: str, among: pl.DataFrame | pl.LazyFrame, since: pl.Expr = KEY, *,
        exact: bool = True, carry: Sequence[str] = (), in_order: bool = True,
    ) -> pl.LazyFrame:  # fmt: skip
        """With the day `name` of the first event on or after `since`, a key; `carry`: columns of it to bring along.

        `exact` False: after it. `in_order` False where the keys do not rise with the rows.
        """
        drafts = drafts.with_columns(_seen_from=since)
        if not in_order:
            drafts = drafts.sort("_seen_from")
        found = _beside(drafts, name, among, "forward", carry, exact=exact)
        return found if in_order else found.sort("row")

    def last(
        self, drafts: pl.LazyFrame, name: str, among: pl.DataFrame | pl.LazyFrame,
        until: pl.Expr = KEY, *, carry: Sequence[str] = (), in_order: bool = True,
    ) -> pl.LazyFrame:  # fmt: skip
        """With the day `name` of the last event on or before `until`, a key."""
        drafts = drafts.with_columns(_seen_from=until)
        if not in_order:
            drafts = drafts.sort("_seen_from")
        found = _beside(drafts, name, among, "backward", carry, exact=True)
        return found if in_order else found.sort("row")

    def within(
        self, drafts: pl.LazyFrame, name: str, among: pl.DataFrame, since: pl.Expr = KEY, *,
        carry: Sequence[str] = (), in_order: bool = True,
    ) -> pl.LazyFrame:  # fmt: skip
        """As `first`, in the round of each draft."""
        found = self.first(drafts, name, among, since, carry=carry, in_order=in_order)
        inside = pl.col("ends").is_null() | (pl.col(name) < pl.col("ends"))
        brought = (name, *(f"{name}_{one}" for one in carry))
        return found.with_columns(pl.when(inside).then(one).alias(one) for one in brought)

    def met(self, drafts: pl.LazyFrame, rule: Rule, since: pl.Expr = KEY) -> pl.LazyFrame:
        """With the first act that meets each draft in its round; no event meets the duty that it starts."""
        clock = clock_of(rule)
        if not clock.met_by:
            return drafts
        acts = self.of(*clock.met_by)
        if "without_review" in acts.columns:
            # An amendment of its own answers no review.
            acts = acts.filter(~pl.col("without_review").fill_null(value=False))
        if clock.at_once or not set(clock.starts) & set(clock.met_by):
            return self.within(drafts, "met_on", acts, since)
        following = acts.select("key", "row", next=KEY.shift(-1))
        found = self.first(drafts, "met_on", following, since, carry=("row", "next"))
        itself = pl.col("met_on_row") == pl.col("row")
        after = pl.col("met_on_next")
        another = pl.when(same_case(after, KEY)).then(day_of(after))
        return found.with_columns(met_on=pl.when(itself).then(another).otherwise("met_on"))


def _beside(
    drafts: pl.LazyFrame, name: str, among: pl.DataFrame | pl.LazyFrame, strategy: Strategy,
    carry: Sequence[str], *, exact: bool,
) -> pl.LazyFrame:  # fmt: skip
    brought = {f"{name}_{one}": one for one in carry}
    right = among.lazy().select(
        KEY.alias("_found"), *(pl.col(one).alias(as_) for as_, one in brought.items())
    )
    joined = drafts.drop(*brought, strict=False).join_asof(
        right, left_on="_seen_from", right_on="_found", coalesce=False, check_sortedness=False,
        strategy=strategy, allow_exact_matches=exact,
    )  # fmt: skip
    same = same_case(pl.col("_seen_from"), pl.col("_found"))
    return joined.with_columns(
        pl.when(same).then(day_of(pl.col("_found"))).alias(name),
        *(pl.when(same).then(one).alias(one) for one in brought),
    ).drop("_seen_from", "_found")
