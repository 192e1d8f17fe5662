"""Drafts that wait for somebody to clear them for the public."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from goldenthread.access.scope import Scope
from goldenthread.reports.models import Progress, Report
from goldenthread.reports.papers import CLEARS, written_by


@dataclass(frozen=True)
class Waiting:
    """One draft: what it is, of which plan and area, who prepared it, since when it waits, where it is cleared."""

    title: str
    plan: str
    area: str
    prepared_by: str
    since: date
    href: str


def waiting_for(scope: Scope) -> list[Waiting]:
    """The drafts that this person may clear, the longest waiting first; not those whose words they wrote.

    Three queries, two where nothing waits, none without the right.
    """
    areas = scope.areas_with(CLEARS)
    if not areas:
        return []
    found: list[Report | Progress] = []
    for rows in (Report.objects.visible_to(scope), Progress.objects.visible_to(scope)):
        of_areas = rows.filter(plan__area__in=areas, waiting=True)
        found += of_areas.select_related("plan__area", "prepared_post")
    own = written_by(scope) if found else set()
    told = [_told(row) for row in found if (row._meta.label_lower, row.pk) not in own]
    return sorted(told, key=lambda row: (row.since, row.href))


def _told(row: Report | Progress) -> Waiting:
    if row.asked_on is None:
        # Nothing waits without having been put forward.
        raise ValueError(f"{row._meta.label_lower} {row.pk} waits since no day")
    report = isinstance(row, Report)
    return Waiting(
        str(row) if report else "Page for families",
        row.plan.title,
        row.plan.area.name,
        row.prepared_post.title,
        row.asked_on,
        reverse("reports:check" if report else "reports:families_check", args=[row.pk]),
    )
