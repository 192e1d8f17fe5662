"""Which posts may report on what they lead."""

from __future__ import annotations

from django.db.models import Exists, OuterRef

from goldenthread.access.rules.roles import rolebook
from goldenthread.organisations.models import PostRole

REPORTING = frozenset({"milestone.report", "milestone.report_own"})


def reporting_roles() -> frozenset[str]:
    """The roles that let a post report on what it leads."""
    roles = rolebook().roles.items()
    return frozenset(name for name, role in roles if role.permissions & REPORTING)


def may_report(post: str, area: str) -> Exists:
    """Whether the post that the column `post` names carries such a role in the area that `area` names."""
    carried = PostRole.objects.filter(post=OuterRef(post), area=OuterRef(area))
    return Exists(carried.filter(role__in=reporting_roles()))
