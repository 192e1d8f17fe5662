"""A case and a day in one number, so that `the first on or after` is one walk along two sorted columns."""

from __future__ import annotations

import polars as pl

# A day takes the lowest bits: those of 1880 to 2238, which no read day, nor one counted from it, leaves.
_DAYS = 1 << 17
_EARLIEST = -(1 << 15)
LAST_DAY = _DAYS - 1


def key_of(case: pl.Expr, day: pl.Expr) -> pl.Expr:
    """The key of a case's day; null where the day is."""
    return case.cast(pl.Int64) * _DAYS + (day.to_physical().cast(pl.Int64) - _EARLIEST)


def end_of(case: pl.Expr) -> pl.Expr:
    """A key after all days of a case."""
    return case.cast(pl.Int64) * _DAYS + LAST_DAY


def start_of(case: pl.Expr) -> pl.Expr:
    """A key before all days of a case."""
    return case.cast(pl.Int64) * _DAYS


def same_case(one: pl.Expr, other: pl.Expr) -> pl.Expr:
    """Whether two keys are of one case."""
    return (one ^ other) < _DAYS


def day_of(key: pl.Expr) -> pl.Expr:
    """The day of a key."""
    return ((key & LAST_DAY) + _EARLIEST).cast(pl.Int32).cast(pl.Date)
