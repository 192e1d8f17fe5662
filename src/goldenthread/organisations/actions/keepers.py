"""Sees to it that somebody is left to look after the posts of each area."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Q

from goldenthread.access.rules.roles import rolebook
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.organisations.models import LocalArea, Membership, Post
from goldenthread.organisations.permissions import EDIT
from goldenthread.ui.filters import date_long


def keeper_roles() -> list[str]:
    """The roles with which posts can be looked after."""
    return [name for name, role in rolebook().roles.items() if EDIT in role.permissions]


def locked_areas(post: Post) -> list[LocalArea]:
    """The areas that whoever holds the post looks after, locked: two who leave at once wait for each other."""
    areas = LocalArea.objects.filter(post_roles__post=post, post_roles__role__in=keeper_roles())
    return list(LocalArea.objects.select_for_update().filter(pk__in=areas).order_by("pk"))


def need_a_keeper(areas: Collection[LocalArea], day: date, where: str) -> None:
    """UserError where nobody looks after one of the areas on that day, or today where it has passed."""
    day = max(day, clock.today())
    for area in areas:
        left = Membership.objects.current(day).filter(
            Q(post__ended_on=None) | Q(post__ended_on__gte=day),
            user__is_active=True,
            post__roles__in=area.post_roles.filter(role__in=keeper_roles()),
        )
        if not left.exists():
            since = "" if day == clock.today() else f" from {date_long(day)}"
            raise UserError(
                "nobody_left",
                f"Nobody would be left{since} who may look after the posts of {area.name}.",
                where,
                "First put somebody who stays longer into a post with such a role there.",
            )
