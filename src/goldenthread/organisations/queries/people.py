"""Posts in a list, and who holds them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch
from django.http import Http404

from goldenthread.access.models import User
from goldenthread.access.scope import Scope
from goldenthread.organisations.models import Membership, Post, PostRole, StatutoryRole
from goldenthread.organisations.permissions import areas_of_organisation, may_fill
from goldenthread.organisations.queries.holdings import holding_of
from goldenthread.organisations.rules.vacancy import Holding
from goldenthread.ui.pagination import Page, paginate


def posts_page(scope: Scope, params: Mapping[str, str]) -> Page[Post]:
    """Posts with `all_roles` and all `spells` of holding them; of the roles, `shown_roles` are for the page."""
    roles = PostRole.objects.select_related("area").order_by("pk")
    spells = Membership.objects.select_related("user").order_by("starts_on", "pk")
    found = (
        Post.objects.visible_to(scope)
        .select_related("organisation")
        .annotate(statutory=Exists(StatutoryRole.objects.filter(post=OuterRef("pk"))))
        .prefetch_related(
            "organisation__areas",
            Prefetch("roles", roles, to_attr="all_roles"),
            Prefetch("memberships", spells, to_attr="spells"),
        )
    )
    return paginate(found, ("title", "pk"), params)


def shown_roles(scope: Scope, post: Post) -> list[PostRole]:
    """The roles of a post of `posts_page` in the areas that the scope may see."""
    seen = scope.areas_with("organisation.view")
    return [role for role in post.all_roles if role.area_id in seen]  # type: ignore[attr-defined]


def holders_of(post: Post, on: date) -> list[Membership]:
    """Who holds a post of `posts_page` on that day or later."""
    spells: list[Membership] = post.spells  # type: ignore[attr-defined]
    return [one for one in spells if one.ends_on is None or one.ends_on >= on]


def how_it_stands(post: Post, on: date) -> Holding:
    """How a post of `posts_page` stands on that day."""
    return holding_of(post, post.spells, on, statutory=post.statutory)  # type: ignore[attr-defined]


def post(scope: Scope, post_id: int) -> Post:
    """One post; Http404 where there is none that the scope may see."""
    found = (
        Post.objects.visible_to(scope)
        .select_related("organisation")
        .prefetch_related("organisation__areas")
        .filter(pk=post_id)
        .first()
    )
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


def may_be_filled(scope: Scope, post: Post) -> bool:
    """Whether to offer saying who holds a post of `posts_page`."""
    return may_fill(scope, post.all_roles, areas_of_organisation(post.organisation))  # type: ignore[attr-defined]


def person(user_id: int) -> User:
    """Whom an invitation was made for."""
    return User.objects.get(pk=user_id)


def titles_of_posts(post_ids: Iterable[int]) -> list[tuple[str, str]]:
    """Id (as text) and title of each post, by title."""
    rows = Post.objects.filter(pk__in=list(post_ids)).values_list("pk", "title")
    return [(str(pk), title) for pk, title in rows]
