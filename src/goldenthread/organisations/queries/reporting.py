"""Which posts may report on what they lead."""

from __future__ import annotations

from django.db.models import Exists, OuterRef

from goldenthread.access.rules.roles import rolebook
from goldenthread.organisations.models import Post, PostRole

ANY = "milestone.report"
REPORTING = frozenset({ANY, "milestone.report_own"})


def reporting_roles() -> frozenset[str]:
    """The roles that let a post report on what it leads."""
    roles = rolebook().roles.items()
    return frozenset(name for name, role in roles if role.permissions & REPORTING)


def may_report(post: str, area: str) -> Exists:
    """Whether the post that the column `post` names carries such a role in the area that `area` names."""
    carried = PostRole.objects.filter(post=OuterRef(post), area=OuterRef(area))
    return Exists(carried.filter(role__in=reporting_roles()))


def posts_for_any(area_id: int) -> list[str]:
    """The titles of the posts of an area that may report on any milestone, whoever leads it: one query."""
    roles = [name for name, role in rolebook().roles.items() if ANY in role.permissions]
    found = Post.objects.filter(
        roles__area=area_id, roles__role__in=roles, ended_on__isnull=True
    ).order_by("title")
    return list(dict.fromkeys(found.values_list("title", flat=True)))


def reported_by_others(area_id: int) -> str:
    """Who reports where no post leads, as the end of a sentence."""
    posts = posts_for_any(area_id)
    if not posts:
        return "nobody can report on the milestones"
    return f"only {' or '.join(posts)} can report on the milestones"
