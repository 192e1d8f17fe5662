"""Posts that are vacant or soon will be, and those with a statutory role in which nobody is recorded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from goldenthread.access.scope import Scope
from goldenthread.organisations.dependants import dependants
from goldenthread.organisations.models import Membership, Post, PostRole, StatutoryRole
from goldenthread.organisations.queries.holdings import holdings
from goldenthread.organisations.rules.statutory import statutory_rules
from goldenthread.organisations.rules.vacancy import Holding, vacancy_rules
from goldenthread.ui.pagination import Page, paginate


@dataclass(frozen=True)
class Vacancy:
    """A post that marks what depends on it, with the roles that nobody exercises meanwhile."""

    post: Post
    holding: Holding
    roles: list[str]
    statutory: list[str]
    dependants: int


def vacancies_page(
    scope: Scope, params: Mapping[str, str], on: date
) -> tuple[list[Vacancy], Page[Post]]:
    """Such posts that the scope sees, by title, and the page that they stand on."""
    seen = scope.areas_with("organisation.view")
    roles = PostRole.objects.filter(area__in=seen).select_related("area").order_by("pk")
    found = (
        possibly_vacant(on)
        .filter(pk__in=Post.objects.visible_to(scope).values("pk"))
        .select_related("organisation")
        .prefetch_related(
            Prefetch("roles", roles, to_attr="shown_roles"),
            Prefetch(
                "statutory_roles",
                StatutoryRole.objects.visible_to(scope),
                to_attr="shown_statutory",
            ),
        )
    )
    page = paginate(found, ("title", "pk"), params)
    ids = [post.pk for post in page.rows]
    how = holdings(ids, on)
    depending = dependants(scope, ids)
    known = statutory_rules().roles
    rows = [
        Vacancy(
            post,
            how[post.pk],
            [f"{role.role_title} ({role.area.name})" for role in post.shown_roles],
            sorted({known[row.role].title for row in post.shown_statutory if row.role in known}),
            len(depending.get(post.pk, [])),
        )
        for post in page.rows
        if how[post.pk].marks
    ]
    return rows, page


def possibly_vacant(on: date) -> QuerySet[Post]:
    """Every post that the rules mark on that day, and a few that others go on holding or will hold."""
    soon = on + timedelta(days=vacancy_rules()["soon_days"])
    ours = Membership.objects.filter(post=OuterRef("pk"))
    running = ours.current(on)
    return Post.objects.filter(
        Q(ended_on=None) | Q(ended_on__gte=on),
        ~Exists(running)
        & (
            Q(vacant_since__lte=on)
            | Exists(ours.filter(ends_on__lt=on))
            | Exists(StatutoryRole.objects.filter(post=OuterRef("pk")))
        )
        | Exists(running.filter(ends_on__lte=soon)) & ~Exists(running.filter(ends_on=None)),
    )
