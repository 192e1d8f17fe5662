"""The same page with one plan in the database and with 150."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from benches.timing import REQUESTS, Timing, timed

if TYPE_CHECKING:
    from goldenthread.organisations.models import LocalArea, Post
    from tests.factories import Person

PRIORITIES, MILESTONES = 19, 80
MOST_RATIO, MOST_RATIO_P95 = 1.3, 1.6
FEW, MANY = 1, 150


@dataclass(frozen=True)
class Growth:
    """One page with few plans in the database and with many."""

    name: str
    few: Timing
    many: Timing

    @property
    def ratios(self) -> tuple[float, float]:
        """Of medians, and of 95th percentiles."""
        return self.many.median / self.few.median, self.many.p95 / self.few.p95

    @property
    def within(self) -> bool:
        ratio, tail = self.ratios
        return ratio < MOST_RATIO and tail < MOST_RATIO_P95


def measure(area: LocalArea, manager: Person, requests: int = REQUESTS) -> list[Growth]:
    """A plan's page and the first fifty of its milestones, as the area's partnership manager."""
    from django.test import Client

    from goldenthread.improvement.models import Plan

    client = Client()
    client.force_login(manager.user)
    make_plans(area, manager.post, FEW)
    first = Plan.objects.order_by("pk")[0].pk
    pages = {
        "a plan on a page": f"/plans/{first}/",
        "first 50 rows of its milestones": f"/plans/{first}/milestones/",
    }
    few = {name: timed(client, address, requests) for name, address in pages.items()}
    make_plans(area, manager.post, MANY - FEW)
    return [
        Growth(name, few[name], timed(client, address, requests)) for name, address in pages.items()
    ]


def make_plans(area: LocalArea, post: Post, count: int) -> None:
    """`count` agreed plans of the size of a real one."""
    from goldenthread.improvement.models import Lead, Milestone, Plan, Priority, Section

    for number in range(count):
        plan = Plan.objects.create(
            area=area, title=f"Plan {number}", dated=date(2026, 1, 5), state="agreed",
            agreed_on=date(2026, 1, 20), agreed_by=post,
        )  # fmt: skip
        sections = [
            Section.objects.create(plan=plan, position=n, number=str(n), title=f"Section {n}")
            for n in range(1, 5)
        ]
        priorities = [
            Priority.objects.create(
                plan=plan, section=sections[n % 4], position=n, code=f"{n % 4 + 1}.{n}",
                title=f"Priority {n}",
            )
            for n in range(PRIORITIES)
        ]  # fmt: skip
        Lead.objects.bulk_create(
            Lead(priority=priority, post=post, position=1, as_printed="Lead")
            for priority in priorities
        )
        Milestone.objects.bulk_create(
            Milestone(
                plan=plan, priority=priorities[n % PRIORITIES], position=n, number=str(n),
                text=f"Milestone {n} of plan {number}", due=date(2026 + n % 2, 1 + n % 12, 28),
                baseline_due=date(2026 + n % 2, 1 + n % 12, 28),
            )
            for n in range(MILESTONES)
        )  # fmt: skip
