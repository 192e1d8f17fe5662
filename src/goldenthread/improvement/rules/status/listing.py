"""The lists that milestones are counted in: each count on a page opens the list of the same name. Pure."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from goldenthread.improvement.rules.status.lateness import is_overdue, only_waits
from goldenthread.improvement.rules.status.names import Flag, Status
from goldenthread.improvement.rules.status.progress import slippage_days

if TYPE_CHECKING:
    from datetime import date

    from goldenthread.improvement.rules.status.facts import MilestoneFacts, Shown

DUE_SOON_DAYS = 60


class Listing(StrEnum):
    """By what needs doing, then by the status shown. The value is what an address says."""

    ALL = "all"
    OVERDUE = "overdue"
    DUE_SOON = "due-soon"
    WAITING = "awaiting"
    WAITING_LATE = "awaiting-late"
    DONE = "done"
    MOVED = "moved"
    NO_DATE = "no-date"
    NEW_DATE_NEEDED = "new_date_needed"
    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    GREY = "grey"


def listings_of(facts: MilestoneFacts, shown: Shown, as_at: date) -> frozenset[Listing]:
    """The lists that a milestone stands in on the day. Of those by status it stands in one alone."""
    soon = as_at + timedelta(days=DUE_SOON_DAYS)
    due = facts.current_due.last_day if facts.current_due else None
    done = shown.status is Status.BLUE
    holds = {
        Listing.ALL: True,
        Listing.OVERDUE: is_overdue(facts, as_at),
        Listing.DUE_SOON: due is not None and not done and as_at <= due <= soon,
        Listing.WAITING: Flag.AWAITING_SIGN_OFF in shown.flags,
        Listing.WAITING_LATE: only_waits(shown),
        Listing.MOVED: (slippage_days(facts.baseline_due, facts.current_due) or 0) > 0,
        Listing.NO_DATE: due is None,
    }
    return frozenset({by_status(shown), *(one for one, held in holds.items() if held)})


def by_status(shown: Shown) -> Listing:
    """The list of a shown status; Red without a completion date ahead has one of its own."""
    if shown.status is Status.RED and Flag.NEW_DATE_NEEDED in shown.flags:
        return Listing.NEW_DATE_NEEDED
    return Listing.DONE if shown.status is Status.BLUE else Listing(shown.status.value)
