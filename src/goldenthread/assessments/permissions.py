"""Who reads requests for an assessment, and who takes them in."""

from __future__ import annotations

from django.db.models import Q

from goldenthread.access.scope import Scope

VIEW, TAKE_IN = "request.view", "request.take_in"


def seen_by(scope: Scope) -> Q:
    """What `Request.visible_to` filters by: all of an area, and what a post of the person handed in itself."""
    return Q(area__in=scope.areas_with(VIEW)) | Q(entered_post__in=scope.post_ids)


def can_take_in(scope: Scope, area_id: int | None) -> bool:
    """Whether the scope may match requests of that area to a child, and end them."""
    return area_id is not None and scope.has(TAKE_IN, area_id)
