"""When the yearly review of a plan falls due, and how its reminder reads. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

REMINDER_DAYS = 60


@dataclass(frozen=True, slots=True)
class ReviewNotice:
    """The reminder: `days` until the review is due, below nought where it is overdue."""

    due: date
    days: int

    @property
    def overdue(self) -> bool:
        return self.days < 0

    @property
    def words(self) -> str:
        """`in 45 days`, `today`, `overdue by 12 days`."""
        if self.days == 0:
            return "today"
        count = f"{abs(self.days)} day{'' if abs(self.days) == 1 else 's'}"
        return f"overdue by {count}" if self.overdue else f"in {count}"


def a_year_after(day: date) -> date:
    """The same day a year later (28 February for 29 February)."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def next_review(due: date | None, held_on: date) -> date:
    """When the next review is due after one held on `held_on`.

    A review held in its season (from the first reminder on) moves the due day on by whole years, so that the
    rhythm stays. One held earlier starts a new year: two reviews never lie much more than a year apart.
    """
    if due is None or (due - held_on).days > REMINDER_DAYS:
        return a_year_after(held_on)
    following = a_year_after(due)
    while following <= held_on:
        following = a_year_after(following)
    return following


def review_notice(due: date | None, today: date) -> ReviewNotice | None:
    """The reminder to show on `today`; None while the review is more than 60 days ahead, or none is set."""
    if due is None or (due - today).days > REMINDER_DAYS:
        return None
    return ReviewNotice(due, (due - today).days)
