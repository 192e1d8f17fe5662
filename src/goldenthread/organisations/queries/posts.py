"""One post with everything about it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.http import Http404

from goldenthread.access.rules.roles import rolebook
from goldenthread.access.scope import Scope
from goldenthread.organisations.dependants import Dependant, dependants
from goldenthread.organisations.models import (
    LocalArea,
    Membership,
    Organisation,
    Post,
    PostRole,
    StatutoryRole,
)
from goldenthread.organisations.permissions import EDIT, may_fill, roles_to_give, touched
from goldenthread.organisations.queries.holdings import holding_of
from goldenthread.organisations.queries.people import post as get_post
from goldenthread.organisations.queries.who_can import who_can
from goldenthread.organisations.rules.statutory import StatutoryRoleRule, statutory_rules
from goldenthread.organisations.rules.vacancy import Holding


@dataclass(frozen=True)
class AreaRoles:
    """What a post carries in one area that the scope sees."""

    area: LocalArea
    titles: list[str]
    may_change: bool


@dataclass(frozen=True)
class PostPage:
    """One post for its page. `holders` are present, past and future ones, the latest first.

    `who_can` tells somebody who keeps posts, but not this one, who does; empty for everybody else.
    """

    post: Post
    holding: Holding
    funders: list[Organisation]
    roles: list[AreaRoles]
    holders: list[Membership]
    statutory: list[tuple[StatutoryRoleRule, StatutoryRole]]
    dependants: list[Dependant]
    may_change: bool
    may_fill: bool
    who_can: str


def post_page(scope: Scope, post_id: int, on: date) -> PostPage:
    """One post; Http404 where there is none that the scope may see. Seven queries, and those of its dependants."""
    post = get_post(scope, post_id)
    carried = list(PostRole.objects.filter(post=post).select_related("area").order_by("pk"))
    served = {area.pk: area for area in post.organisation.areas.all()}
    areas = {role.area_id for role in carried}
    belongs = touched(areas, set(served))
    may_change = belongs <= scope.areas_with(EDIT)
    fills = may_fill(scope, carried, set(served))
    asks = scope.has(EDIT) and not (may_change and fills)
    seen = scope.areas_with("organisation.view")
    holders = list(
        Membership.objects.filter(post=post).select_related("user").order_by("-starts_on", "-pk")
    )
    known = statutory_rules().roles
    carries = StatutoryRole.objects.filter(post=post).select_related("area", "organisation")
    statutory = [row for row in carries if row.role in known]
    return PostPage(
        post=post,
        holding=holding_of(post, holders, on, statutory=bool(statutory)),
        funders=list(Organisation.objects.visible_to(scope).filter(posts_funded=post)),
        roles=[
            AreaRoles(
                area,
                [role.role_title for role in carried if role.area_id == area.pk],
                may_change and scope.has(EDIT, area.pk),
            )
            for area in (served | {role.area_id: role.area for role in carried}).values()
            if area.pk in seen
        ],
        holders=holders,
        statutory=[(known[row.role], row) for row in statutory if row.area_id in seen],
        dependants=dependants(scope, [post.pk]).get(post.pk, []),
        may_change=may_change,
        may_fill=fills,
        who_can=who_can(scope, belongs, areas if may_change else ()) if asks else "",
    )


def area_seen(scope: Scope, area_id: int) -> LocalArea:
    """The area; Http404 where the scope sees no posts."""
    seen = scope.areas_with("organisation.view") & {area_id}
    found = LocalArea.objects.filter(pk__in=seen).first()
    if found is None:
        raise Http404
    return found


def first_roles(scope: Scope) -> list[tuple[str, str]]:
    """`area:role` and `Priority lead in Fellmoor` of every role that the scope may give."""
    book = rolebook()
    areas = LocalArea.objects.filter(pk__in=scope.areas_with(EDIT))
    return [
        (f"{area.pk}:{name}", f"{role.title} in {area.name}")
        for area in areas
        for name, role in book.roles.items()
        if name in roles_to_give(scope, area.pk)
    ]


def carried_in(post: Post, area_id: int) -> frozenset[str]:
    """The names of the roles that a post carries in one area."""
    rows = PostRole.objects.filter(post=post, area_id=area_id)
    return frozenset(rows.values_list("role", flat=True))


def posts_of_area(
    scope: Scope, area_id: int, on: date, kinds: Collection[str] | None = None
) -> list[tuple[str, str]]:
    """Id (as text) and `title, organisation` of each post of the area that has not ended, by title.

    Only posts of organisations of these `kinds`, where they are given.
    """
    rows = Post.objects.visible_to(scope).filter(
        Q(ended_on=None) | Q(ended_on__gte=on),
        organisation__areas=area_id,
    )
    if kinds is not None:
        rows = rows.filter(organisation__kind__in=kinds)
    named = rows.values_list("pk", "title", "organisation__name")
    return [(str(pk), f"{title}, {organisation}") for pk, title, organisation in named]
