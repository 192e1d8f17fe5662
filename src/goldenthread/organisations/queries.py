"""What the pages of people and posts show, as far as a scope may see it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404

from goldenthread.access.models import User
from goldenthread.access.removers import end_of
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.organisations.actions.erasing import ERASED
from goldenthread.organisations.models import Membership, Post, PostRole
from goldenthread.ui.pagination import Page, paginate


def posts_page(scope: Scope, params: Mapping[str, str]) -> Page[Post]:
    """Posts with `shown_roles` (in the areas that the scope may see) and `holders` (now and to come)."""
    today = clock.today()
    roles = PostRole.objects.filter(area__in=scope.areas_with("organisation.view"))
    holders = Membership.objects.filter(Q(ends_on=None) | Q(ends_on__gte=today))
    found = (
        Post.objects.visible_to(scope)
        .select_related("organisation")
        .prefetch_related(
            "organisation__areas",
            Prefetch("roles", to_attr="all_roles"),
            Prefetch("roles", roles.select_related("area").order_by("pk"), to_attr="shown_roles"),
            Prefetch(
                "memberships",
                holders.select_related("user").order_by("starts_on", "pk"),
                to_attr="holders",
            ),
        )
    )
    return paginate(found, ("title", "pk"), params)


def post(scope: Scope, post_id: int) -> Post:
    """One post; Http404 where there is none that the scope may see."""
    found = Post.objects.visible_to(scope).select_related("organisation").filter(pk=post_id).first()
    if found is None:
        raise Http404
    return found


def membership(scope: Scope, membership_id: int) -> Membership:
    """One membership; Http404 unless the scope may see its post."""
    found = (
        Membership.objects.select_related("user", "post__organisation")
        .filter(pk=membership_id, post__in=Post.objects.visible_to(scope))
        .first()
    )
    if found is None:
        raise Http404
    return found


def may_change(scope: Scope, post: Post) -> bool:
    """Whether to offer changing who holds a post of `posts_page`: what actions.need_all_areas asks for."""
    roles: list[PostRole] = post.all_roles  # type: ignore[attr-defined]
    areas = {role.area_id for role in roles} or {area.pk for area in post.organisation.areas.all()}
    return areas <= scope.areas_with("organisation.edit")


def person(user_id: int) -> User:
    """Whom an invitation was made for."""
    return User.objects.get(pk=user_id)


def people_due(day: date) -> QuerySet[User]:
    """People not erased yet whose last membership ended on that day or before, or who never had one for as long."""
    later = Membership.objects.filter(user=OuterRef("pk")).filter(
        Q(ends_on=None) | Q(ends_on__gt=day)
    )
    had = Membership.objects.filter(user=OuterRef("pk"))
    return (
        User.objects.filter(~Exists(later))
        .filter(Exists(had) | Q(created_at__lt=end_of(day)))
        .exclude(email__endswith=f"@{ERASED}")
        .order_by("pk")
    )
