"""Which posts may hold a case, and how they are offered."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from goldenthread.access.rules.roles import rolebook
from goldenthread.organisations.models import Post

RIGHT = "case.record"


def coordinators(area_id: int, today: date) -> QuerySet[Post]:
    """The posts that have not ended and may record what happens in a case of the area."""
    roles = [name for name, role in rolebook().roles.items() if RIGHT in role.permissions]
    carrying = Post.objects.filter(roles__area=area_id, roles__role__in=roles)
    return carrying.filter(Q(ended_on=None) | Q(ended_on__gte=today)).distinct()


def coordinator_choices(area_id: int, today: date) -> list[tuple[str, str]]:
    """Id (as text) and name of each: one query."""
    rows = coordinators(area_id, today).values_list("pk", "title", "organisation__name")
    return [(str(pk), f"{title}, {organisation}") for pk, title, organisation in rows]
