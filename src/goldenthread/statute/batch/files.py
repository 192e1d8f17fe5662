"""A national file: frames of events, cases and claims, read strictly. What is not understood is a UserError."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import polars as pl

from goldenthread.core.errors import UserError
from goldenthread.statute.batch import checking
from goldenthread.statute.batch.columns import (
    Schema,
    case_columns,
    claim_columns,
    details,
    event_columns,
)
from goldenthread.statute.batch.keys import key_of
from goldenthread.statute.settings import Settings

Source = Path | pl.LazyFrame | pl.DataFrame


@dataclass(frozen=True)
class NationalFile:
    """Where the rows of many cases are, the one reading of the law for all of them, and the day of looking.

    `events`: case_id, kind, on, and a column for each detail; `cases`: case_id, born, setting, year_group, and
    the first and the last day for which school terms are known, if a count in school days is to go by them; `claims`:
    case_id and the fields of an exemption. Columns that a source lacks are null. Parquet, Arrow IPC, or frames.
    """

    events: Source
    cases: Source
    claims: Source | None = None
    settings: Settings = field(default_factory=Settings)
    as_at: date | None = None

    def of_case(self, case_id: object) -> NationalFile:
        """The rows of one case; of a sorted Parquet file little more is read."""
        chosen = pl.col("case_id") == case_id
        return replace(
            self,
            events=_lazy(self.events).filter(chosen),
            cases=_lazy(self.cases).filter(chosen),
            claims=None if self.claims is None else _lazy(self.claims).filter(chosen),
        )

    def read(self) -> Rows:
        """The rows, checked and in order."""
        cases = (
            _typed(self.cases, case_columns(), "cases").collect(engine="in-memory").sort("case_id")
        )
        if cases["case_id"].has_nulls() or cases["case_id"].is_duplicated().any():
            raise UserError(
                "case_named_twice", "A case stands twice, or has no case_id.", "cases",
                "Give one row for each case.",
            )  # fmt: skip
        numbers = cases.lazy().select("case_id").with_row_index("case")
        events = _numbered(_typed(self.events, event_columns(), "events"), numbers, "events")
        keys = events.select(key=key_of(pl.col("case"), pl.col("on")))["key"]
        events = events.with_columns(keys)
        if not keys.is_sorted():
            events = events.sort("key", maintain_order=True)
        checking.events(events, cases)
        claims = pl.LazyFrame(schema={"case_id": cases.schema["case_id"]})
        found = _typed(claims if self.claims is None else self.claims, claim_columns(), "claims")
        given = _numbered(found, numbers, "claims").with_columns(
            pl.col("impractical").fill_null(value=False)
        )
        checking.cases(cases)
        checking.claims(given, cases)
        return Rows(events.with_row_index("row"), cases, given)


@dataclass(frozen=True)
class Rows:
    """A file that is read. `case` numbers the rows of `cases` from `first` on, in order of case_id; events are in order
    of `key`.
    """

    events: pl.DataFrame
    cases: pl.DataFrame
    claims: pl.DataFrame
    first: int = 0

    def portions(self, cases_at_once: int) -> Iterable[Rows]:
        """The same in portions of so many cases; the rows of a case stay together."""
        numbers = self.events["case"]
        for first in range(0, len(self.cases), cases_at_once):
            end = first + cases_at_once
            begins, ends = (int(numbers.search_sorted(one, "left")) for one in (first, end))
            yield Rows(
                self.events.slice(begins, ends - begins),
                self.cases.slice(first, cases_at_once),
                self.claims.filter(pl.col("case").is_between(first, end, closed="left")),
                first,
            )


def _lazy(source: Source) -> pl.LazyFrame:
    if isinstance(source, Path):
        return pl.scan_parquet(source) if source.suffix == ".parquet" else pl.scan_ipc(source)
    return source.lazy()


def _typed(source: Source, columns: Schema, where: str) -> pl.LazyFrame:
    """The rows with these types; of the columns that a source lacks, those that it must have as nulls."""
    rows = _lazy(source)
    given = rows.collect_schema()
    if "case_id" not in given:
        raise UserError("missing_field", "There is no column case_id.", where, "Give it.")
    if unknown := [name for name in given if name != "case_id" and name not in columns]:
        raise UserError(
            "unknown_field", f"There is no column {unknown[0]!r} here.", f"{where}.{unknown[0]}",
            f"Use: {', '.join(('case_id', *columns))}.",
        )  # fmt: skip
    wanted = [
        (pl.col(name) if name in given else pl.lit(None)).cast(kind).alias(name)
        for name, kind in columns.items()
        # Ten million nulls of a detail that nobody has are left out.
        if name in given or name not in details()
    ]
    return rows.select("case_id", *wanted)


def _numbered(rows: pl.LazyFrame, numbers: pl.LazyFrame, where: str) -> pl.DataFrame:
    """The rows with the number of their case in place of its name."""
    try:
        found = rows.collect(engine="in-memory")
    except pl.exceptions.InvalidOperationError as problem:
        raise UserError(
            "unknown_word", f"A column holds what it cannot: {problem}".splitlines()[0], where,
            "Use the words of the vocabulary, and days for days.",
        ) from None  # fmt: skip
    # Rows of one case mostly stand together: each run of them is looked up once.
    names = found["case_id"]
    begins = names.ne_missing(names.shift())
    runs = names.filter(begins).to_frame().lazy()
    known = runs.join(numbers, on="case_id", how="left", maintain_order="left").collect(
        engine="in-memory"
    )["case"]
    case = known.gather(begins.cast(pl.UInt32).cum_sum() - 1)
    if case.has_nulls():
        lost = found["case_id"].filter(case.is_null())[0]
        raise UserError(
            "unknown_case", f"Case {lost!r} has rows here and none among the cases.", where,
            "Give every case a row among the cases.",
        )  # fmt: skip
    return found.with_columns(case).drop("case_id")
