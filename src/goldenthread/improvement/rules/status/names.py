"""The closed lists of the status scheme. data/status_scheme.yaml holds their words and meanings."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """How work stands against its timescale, in the order of the plan's key."""

    GREY = "grey"
    BLUE = "blue"
    GREEN = "green"
    AMBER = "amber"
    RED = "red"


class Flag(StrEnum):
    """What a reader must know beside the status."""

    NEW_DATE_NEEDED = "new_date_needed"
    AWAITING_SIGN_OFF = "awaiting_sign_off"
    SIGN_OFF_NOT_COUNTED = "sign_off_not_counted"
    FORECAST_NEEDED = "forecast_needed"
    NEW_DATE_GIVEN = "new_date_given"
    DATE_NOT_SET = "date_not_set"
    NOTHING_TO_REPORT = "nothing_to_report"
    OVERRIDDEN = "overridden"
    OVERRIDE_OUT_OF_DATE = "override_out_of_date"


class Direction(StrEnum):
    """Where a status has moved since the report before."""

    IMPROVED = "improved"
    WORSENED = "worsened"
    UNCHANGED = "unchanged"
    NEW = "new"


class Record(StrEnum):
    """The last report, with Blue told apart by whether a sign-off counts."""

    GREY = "grey"
    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    BLUE_CLAIMED = "blue_claimed"
    BLUE_SIGNED_OFF = "blue_signed_off"


class DueState(StrEnum):
    """Where the due date lies, seen from the as-at day."""

    NOT_SET = "not_set"
    AHEAD = "ahead"
    NEW_AHEAD = "new_ahead"
    PASSED = "passed"


class Need(StrEnum):
    """What a report may have to bring. The value is the name of the report's field."""

    FORECAST = "forecast"
    NEW_DUE = "new_due"
    REASON = "reason"
    COMPLETED_ON = "completed_on"
    REOPEN = "reopen"


class Measure(StrEnum):
    """A figure that stands beside a status."""

    OVERDUE = "overdue"
    WAITING = "waiting"
    SLIPPAGE = "slippage"
    DIRECTION = "direction"


class Basis(StrEnum):
    """To what day the slippage of work counts."""

    AIMED = "aimed"
    FORECAST = "forecast"
    DONE = "done"


class When(StrEnum):
    """The conditions of the parent's rules."""

    NO_CHILDREN = "no_children"
    ANY_RED = "any_red"
    ANY_AMBER = "any_amber"
    ALL_BLUE_SIGNED_OFF = "all_blue_signed_off"
    ALL_BLUE = "all_blue"
    ALL_GREY = "all_grey"
    OTHERWISE = "otherwise"
