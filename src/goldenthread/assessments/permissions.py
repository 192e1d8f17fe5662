"""Who reads requests for an assessment, and who takes them in."""

from __future__ import annotations

from django.db.models import Q

from goldenthread.access.scope import Scope
from goldenthread.people.models import Person

VIEW, TAKE_IN = "request.view", "request.take_in"


def seen_by(scope: Scope) -> Q:
    """What `Request.visible_to` filters by: all of an area, and what a post of the person handed in itself.

    That only as long as the post reads the child's record; of a child without one, as long as it serves the area.
    """
    handed_in = Q(
        entered_post__in=scope.post_ids, person__in=Person.objects.visible_to(scope).values("pk")
    )
    for grant in scope.grants:
        handed_in |= Q(entered_post=grant.post_id, person=None, area=grant.area_id)
    return Q(area__in=scope.areas_with(VIEW)) | handed_in


def can_take_in(scope: Scope, area_id: int | None) -> bool:
    """Whether the scope may match requests of that area to a child, and end them."""
    return area_id is not None and scope.has(TAKE_IN, area_id)
