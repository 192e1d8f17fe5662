"""The columns of a national file and of what comes out, with the words of the vocabulary as enums."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import polars as pl
from polars.datatypes import DataType, DataTypeClass

from goldenthread.statute.duties import STATES
from goldenthread.statute.exemptions import grounds
from goldenthread.statute.reading import vocabulary
from goldenthread.statute.rulebook import KINDS, rulebook

Schema = Mapping[str, DataType | DataTypeClass]

DUTY_KIND = pl.Enum(KINDS)
STATE = pl.Enum(STATES)
RULE = pl.Enum(list(rulebook()))
EVENT = pl.Enum(list(vocabulary()["events"]))


@lru_cache(maxsize=1)
def details() -> Schema:
    """The details of events: one column each, null where an event has none of the name."""
    return {name: _type_of(shape) for name, shape in vocabulary()["details"].items()}


def _type_of(shape: Mapping[str, object]) -> DataType | DataTypeClass:
    if shape["type"] == "date":
        return pl.Date
    if shape["type"] == "truth":
        return pl.Boolean
    values = shape["values"]
    word = pl.Enum([str(one) for one in values] if isinstance(values, list) else [])
    return pl.List(word) if shape["type"] == "several" else word


def details_of(*kinds: str) -> list[str]:
    """The details that events of these kinds can have, in the order of the vocabulary."""
    known = [vocabulary()["events"][kind] for kind in kinds]
    has = {name for one in known for name in (*one.get("needs", ()), *one.get("may", ()))}
    return [name for name in details() if name in has]


def event_columns() -> Schema:
    """`case_id` has the type that the file gives it."""
    return {"kind": EVENT, "on": pl.Date, **details()}


def case_columns() -> Schema:
    """The facts of a child that move a duty, and the days for which the terms of the schools are known."""
    return {
        "born": pl.Date,
        "setting": pl.Enum(vocabulary()["child_settings"]),
        "year_group": pl.Int8,
        "terms_first": pl.Date,
        "terms_last": pl.Date,
    }


def claim_columns() -> Schema:
    """An exemption as claimed; `until` is the first day on which its ground no longer holds."""
    return {
        "ground": pl.Enum(list(grounds())),
        "limits": pl.List(RULE),
        "since": pl.Date,
        "until": pl.Date,
        "advice_requested_on": pl.Date,
        "impractical": pl.Boolean,
    }


# What a derivation hands on. `row` is that of the event that started the duty, `twin` its last day where the day of
# the event is day 1, `governed` the rule whose limit fixed the last day or took its place,
# `passed` the day on which another council became responsible.
DRAFT: Schema = {
    "case": pl.UInt32,
    "row": pl.UInt32,
    "started_by": EVENT,
    "kind": DUTY_KIND,
    "since": pl.Date,
    "due": pl.Date,
    "twin": pl.Date,
    "earliest": pl.Date,
    "guidance": pl.Date,
    "met_on": pl.Date,
    "judged_by": pl.Date,
    "passed": pl.Date,
    "displaced": pl.Boolean,
    "cut_short": pl.Boolean,
    "settled": pl.Boolean,
    "governed": RULE,
}

# What the engine gives, a row for each duty; dates are days, `days_late` a number of days.
DUTY: Schema = {
    "rule": RULE,
    "ordinal": pl.UInt16,
    "kind": DUTY_KIND,
    "state": STATE,
    "since": pl.Date,
    "started_by": EVENT,
    "statutory_due": pl.Date,
    "safe_due": pl.Date,
    "last_working_day": pl.Date,
    "earliest": pl.Date,
    "guidance_due": pl.Date,
    "met_on": pl.Date,
    "days_late": pl.Int32,
    "exempt": pl.Boolean,
    "code": pl.Struct({"rule": RULE, "ordinal": pl.UInt16, "governed": RULE}),
}
