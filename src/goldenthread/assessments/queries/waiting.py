"""How many requests wait to be taken in, for Today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q

from goldenthread.access.scope import Scope
from goldenthread.assessments.models import Request
from goldenthread.assessments.permissions import VIEW
from goldenthread.assessments.rules.rounds import decision_due, event_of
from goldenthread.statute.settings import Settings


@dataclass(frozen=True)
class Waiting:
    """Requests that nobody has taken in: how many, the day on which the oldest was received, the first six-week day.

    `worries`: so many of them were marked as a worry about safety, and nobody has read that yet.
    """

    count: int
    oldest: date
    due: date | None
    worries: int


def waiting(scope: Scope) -> Waiting | None:
    """Of the areas whose requests the scope reads; None where nothing waits. One query.

    The first six-week day is that of the oldest request of an area: as its council counts, a later day of receipt never
    has an earlier last day.
    """
    areas = scope.areas_with(VIEW)
    if not areas:
        return None
    rows = (
        Request.objects.filter(area__in=areas, state=Request.State.SENT)
        .order_by()
        .values_list("area", "area__council_clock__settings")
        .annotate(
            count=Count("pk"), oldest=Min("received_on"),
            worries=Count("pk", filter=Q(flag_read_at=None) & ~Q(flag="")),
        )
    )  # fmt: skip
    found = list(rows)
    if not found:
        return None
    days = [_due(settings, oldest) for _, settings, _, oldest, _ in found]
    return Waiting(
        count=sum(row[2] for row in found),
        oldest=min(row[3] for row in found),
        due=min((day for day in days if day), default=None),
        worries=sum(row[4] for row in found),
    )


def _due(settings: dict[str, str] | None, oldest: date) -> date | None:
    event = event_of("parent", "post", oldest)
    return decision_due(event, None, Settings().with_values(settings or {}))
