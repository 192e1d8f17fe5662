"""Counts of milestones, each with the list of exactly those that it counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from goldenthread.improvement.queries.lists import MilestoneList, counted
from goldenthread.improvement.queries.status import MilestoneStatus
from goldenthread.improvement.rules.status import DUE_SOON_DAYS, Listing
from goldenthread.ui.addresses import address

# What is told beside a base, in this order: said of one, said of several, and whether nought is told too.
_TOLD = (
    (Listing.DONE, "signed off", "signed off", True),
    (Listing.OVERDUE, "overdue", "overdue", True),
    (Listing.WAITING, "waits for sign-off", "wait for sign-off", True),
    (Listing.WAITING_LATE, "of them past its date", "of them past their dates", False),
    (Listing.DUE_SOON, f"due in {DUE_SOON_DAYS} days", f"due in {DUE_SOON_DAYS} days", False),
    (Listing.MOVED, "later than first agreed", "later than first agreed", False),
    (Listing.NO_DATE, "without a date", "without a date", False),
)
# What a link keeps that leaves the part of a plan for the whole of it.
_OF_WHOLE = ("show", "q", "order", "lead", "organisation")


@dataclass(frozen=True)
class CountLink:
    """How many of something, in words after the number, and the address of the list of them."""

    count: int
    words: str
    href: str


@dataclass(frozen=True)
class Counts:
    """The counts of some milestones, all of the base `total`. `by_status` is keyed by the looks of statuses."""

    total: CountLink
    told: list[CountLink]
    by_status: dict[str, CountLink]
    by_list: dict[str, int]


def listing_href(plan_id: int, show: str, **within: int) -> str:
    """The address of a list of the plan's milestones; `within` is `section` or `priority`, with its id."""
    query = urlencode({"show": show, **within})
    return f"{address('improvement:milestones', plan_id)}?{query}"


def same_list(page: MilestoneList, *, whole: bool = False, **changed: str) -> str:
    """The same list with something `changed`; of the `whole` plan, if asked."""
    kept = {name: value for name, value in page.kept.items() if not whole or name in _OF_WHOLE}
    return f"?{urlencode({**kept, **changed})}"


def milestone_counts(rows: Iterable[MilestoneStatus], plan_id: int, **within: int) -> Counts:
    """The counts of the plan's milestones, or of those `within` one part of it, which `rows` are."""
    found = counted(rows)

    def link(show: str, one: str, many: str) -> CountLink:
        count = found.get(show, 0)
        return CountLink(count, one if count == 1 else many, listing_href(plan_id, show, **within))

    return Counts(
        total=link(Listing.ALL, "milestone", "milestones"),
        told=[
            link(show, one, many) for show, one, many, nought in _TOLD if nought or found.get(show)
        ],
        by_status={
            _look(show): link(show, "", "")
            for show in (
                Listing.NEW_DATE_NEEDED, Listing.RED, Listing.AMBER, Listing.GREEN, Listing.GREY,
                Listing.DONE,
            )
        },
        by_list=dict(found),
    )  # fmt: skip


def _look(show: Listing) -> str:
    return "blue" if show is Listing.DONE else show.value
