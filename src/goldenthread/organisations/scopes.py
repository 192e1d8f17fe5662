"""Builds a person's scope from the posts that they hold today."""

from __future__ import annotations

from django.db.models import Q

from goldenthread.access.models import User
from goldenthread.access.scope import Grant, Origin, Scope, nobody
from goldenthread.core import clock
from goldenthread.organisations.models import PostRole


def build_scope(user: User | None, origin: Origin | None = None) -> Scope:
    """The scope of `user` as of today: one query. No grants for nobody, and none for a leaver."""
    if user is None or not user.is_active:
        return nobody(origin)
    today = clock.today()
    rows = (
        PostRole.objects.filter(
            Q(post__memberships__ends_on=None) | Q(post__memberships__ends_on__gte=today),
            post__memberships__user=user,
            post__memberships__starts_on__lte=today,
        )
        .order_by("area_id", "post_id", "role")
        .values_list("role", "area_id", "post_id", "post__organisation_id")
        .distinct()
    )
    return Scope(user.pk, user.name, tuple(Grant(*row) for row in rows), origin or Origin())
