"""What a national file must keep to, said once for all of its rows: as strict as the reading of one case."""

from __future__ import annotations

from datetime import date

import polars as pl

from goldenthread.core.errors import UserError
from goldenthread.statute.batch.columns import details
from goldenthread.statute.reading import FIRST_YEAR, LAST_YEAR, OLDEST, YOUNGEST, vocabulary

_YEARS = (date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))


def events(rows: pl.DataFrame, cases: pl.DataFrame) -> None:
    """Every event has a kind, a plausible day, the details that its kind needs, and no others."""
    known = vocabulary()["events"]
    kind, on = pl.col("kind"), pl.col("on")
    faults = {
        "kind": kind.is_null(),
        "on": _implausible("on") | on.is_null(),
    }
    for name, type_ in details().items():
        needing = [one for one, shape in known.items() if name in shape.get("needs", ())]
        having = [one for one, shape in known.items() if name in shape.get("may", ())]
        if name not in rows.columns:
            faults[name] = kind.is_in(needing)
            continue
        wrong = pl.col(name).is_not_null() & ~kind.is_in([*needing, *having])
        if needing:
            wrong |= pl.col(name).is_null() & kind.is_in(needing)
        if type_ == pl.Date:
            wrong |= _implausible(name)
        if name == "reopens":
            wrong |= pl.col(name) < on
        faults[name] = wrong
    _refuse(rows, cases, faults, "events")


def cases(rows: pl.DataFrame) -> None:
    """Every child's facts are plausible."""
    years = pl.col("year_group").is_between(YOUNGEST, OLDEST)
    faults = {"born": _implausible("born"), "year_group": ~years}
    _refuse(rows.with_row_index("case"), rows, faults, "cases")


def claims(rows: pl.DataFrame, cases: pl.DataFrame) -> None:
    """Every claim has a ground and limits, its days in order."""
    faults = {
        "ground": pl.col("ground").is_null(),
        "limits": pl.col("limits").list.len().fill_null(0) == 0,
        "since": _implausible("since"),
        "until": _implausible("until") | (pl.col("until") < pl.col("since")),
        "advice_requested_on": _implausible("advice_requested_on"),
    }
    _refuse(rows, cases, faults, "claims")


def _implausible(name: str) -> pl.Expr:
    return ~pl.col(name).is_between(*_YEARS)


def _refuse(
    rows: pl.DataFrame, cases: pl.DataFrame, faults: dict[str, pl.Expr], where: str
) -> None:
    """UserError for the first column with a fault, naming the case of its first row."""
    counts = rows.select(
        **{name: fault.fill_null(value=False).sum() for name, fault in faults.items()}
    )
    for name, number in counts.row(0, named=True).items():
        if number:
            case = rows.filter(faults[name])["case"][0]
            raise UserError(
                "wrong_value",
                f"{number} rows have no {name} that can stand there, or lack one that they need; the first is of case "
                f"{cases['case_id'][int(case)]!r}.", f"{where}.{name}",
                "Read that case alone with `goldenthread statute explain`: it says what is wrong.",
            )  # fmt: skip
