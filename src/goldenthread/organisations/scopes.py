"""Builds a person's scope from the posts that they hold today."""

from __future__ import annotations

from goldenthread.access.models import User
from goldenthread.access.scope import Grant, Origin, Scope, nobody
from goldenthread.core import clock
from goldenthread.organisations.models import Membership


def build_scope(user: User | None, origin: Origin | None = None) -> Scope:
    """The scope of `user` as of today: one query. No grants for nobody, and none for a leaver."""
    if user is None or not user.is_active:
        return nobody(origin)
    today = clock.today()
    rows = (
        Membership.objects.filter(user=user)
        .current(today)
        .order_by("post__roles__area_id", "post_id", "post__roles__role")
        .values_list(
            "post__roles__role", "post__roles__area_id", "post_id", "post__organisation_id"
        )
        .distinct()
    )
    grants = tuple(Grant(*row) for row in rows if row[0] is not None)
    without = frozenset(post_id for role, _, post_id, _ in rows if role is None)
    return Scope(user.pk, user.name, grants, origin or Origin(), without)
