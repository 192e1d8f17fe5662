"""Organisations, and one organisation with its posts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch
from django.http import Http404

from goldenthread.access.scope import Scope
from goldenthread.organisations.models import LocalArea, Organisation, Post
from goldenthread.organisations.models.tokens import KEEP
from goldenthread.organisations.permissions import EDIT, token_roles_to_give
from goldenthread.organisations.queries.holdings import holdings
from goldenthread.organisations.queries.who_can import who_can
from goldenthread.organisations.rules.councils import council_name
from goldenthread.organisations.rules.vacancy import Holding
from goldenthread.ui.pagination import Page, paginate


@dataclass(frozen=True)
class OrganisationPage:
    """One organisation with its posts, each with how it stands."""

    organisation: Organisation
    areas: list[LocalArea]
    further_areas: int
    posts: list[tuple[Post, Holding]]
    may_change: bool
    may_add: bool
    may_give_token: bool
    who_can: str


def organisations_page(scope: Scope, params: Mapping[str, str]) -> Page[Organisation]:
    """Organisations with `shown_areas`, those that the scope may see."""
    seen = LocalArea.objects.filter(pk__in=scope.areas_with("organisation.view"))
    found = Organisation.objects.visible_to(scope).prefetch_related(
        Prefetch("areas", seen, to_attr="shown_areas")
    )
    return paginate(found, ("name", "pk"), params)


def councils_of(scope: Scope, right: str) -> list[tuple[LocalArea, str]]:
    """The areas in which the scope carries the right, each with the name of its council; no query without any."""
    areas = scope.areas_with(right)
    found = LocalArea.objects.filter(pk__in=areas) if areas else []
    return [(area, council_name(area.council_code)) for area in found]


def organisation(scope: Scope, organisation_id: int) -> Organisation:
    """One organisation; Http404 where there is none that the scope may see."""
    found = Organisation.objects.visible_to(scope).filter(pk=organisation_id).first()
    if found is None:
        raise Http404
    return found


def organisation_page(scope: Scope, organisation_id: int, on: date) -> OrganisationPage:
    """One organisation for its page: four queries, five for somebody who keeps others and not this one."""
    found = organisation(scope, organisation_id)
    areas = list(found.areas.all())
    seen = scope.areas_with("organisation.view")
    editable = scope.areas_with(EDIT)
    posts = list(found.posts.all())
    how = holdings([post.pk for post in posts], on)
    served = {area.pk for area in areas}
    return OrganisationPage(
        organisation=found,
        areas=[area for area in areas if area.pk in seen],
        further_areas=len(served - seen),
        posts=[(post, how[post.pk]) for post in posts],
        may_change=served <= editable,
        who_can=who_can(scope, served) if editable and not served <= editable else "",
        may_add=bool(served & editable),
        may_give_token=any(
            token_roles_to_give(scope, area_id) for area_id in served & scope.areas_with(KEEP)
        ),
    )


def areas_page(scope: Scope, params: Mapping[str, str], size: int) -> Page[LocalArea]:
    """The areas in which the scope holds any role, by name: one query."""
    return paginate(LocalArea.objects.visible_to(scope), ("name", "pk"), params, size)


def areas_to_choose(scope: Scope, permission: str = EDIT) -> list[tuple[str, str]]:
    """Id (as text) and name of each area where the scope carries the right."""
    rows = LocalArea.objects.filter(pk__in=scope.areas_with(permission)).values_list("pk", "name")
    return [(str(pk), name) for pk, name in rows]


def organisations_to_choose(scope: Scope, *, editable: bool = False) -> list[tuple[str, str]]:
    """Id (as text) and name of each organisation that the scope sees, or in one of whose areas it may add posts."""
    found = Organisation.objects.visible_to(scope)
    if editable:
        found = found.filter(areas__in=scope.areas_with(EDIT)).distinct()
    return [(str(pk), name) for pk, name in found.values_list("pk", "name")]


def funders_to_choose(scope: Scope, post: Post | None) -> list[tuple[str, str]]:
    """Organisations that may fund a post. Schools are many and seldom do, so only those that do already."""
    found = Organisation.objects.visible_to(scope)
    usual = found.exclude(kind=Organisation.Kind.SCHOOL).values_list("pk", "name")
    chosen = found.filter(posts_funded=post).values_list("pk", "name") if post else []
    return [(str(pk), name) for pk, name in dict.fromkeys([*usual, *chosen])]
