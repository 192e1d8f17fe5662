"""Posts that are vacant or soon will be, and apart from them posts in which nobody was ever recorded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import (
    Case,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Value,
    When,
)

from goldenthread.access.scope import Scope
from goldenthread.organisations.dependants import dependants
from goldenthread.organisations.models import Membership, Post, PostRole, StatutoryRole
from goldenthread.organisations.queries.holdings import holdings
from goldenthread.organisations.rules.statutory import statutory_rules
from goldenthread.organisations.rules.vacancy import Holding, State, vacancy_rules
from goldenthread.ui.pagination import Page, paginate

VACANT, NOBODY = "vacant", "nobody"


@dataclass(frozen=True)
class Vacancy:
    """A post that nobody holds, or soon will, with the roles that nobody exercises meanwhile."""

    post: Post
    holding: Holding
    roles: list[str]
    statutory: list[str]
    dependants: int


@dataclass(frozen=True)
class Counts:
    """How many posts are vacant on the day, and in how many more nobody was ever recorded."""

    vacant: int
    nobody: int


@dataclass(frozen=True)
class Vacancies:
    """A page of them, vacant posts first, each part by title. `show` is what the list is narrowed to, or empty."""

    rows: list[Vacancy]
    page: Page[Post]
    counts: Counts
    show: str


def vacancies_page(scope: Scope, params: Mapping[str, str], on: date) -> Vacancies:
    """Such posts that the scope sees: five queries, and those of what depends on them."""
    show = params.get("show", "")
    show = show if show in (VACANT, NOBODY) else ""
    seen = Post.objects.filter(pk__in=Post.objects.visible_to(scope).values("pk"))
    counted = seen.aggregate(
        vacant=Count("pk", filter=vacant_now(on)), nobody=Count("pk", filter=nobody_on_record(on))
    )
    page = paginate(listed(scope, on, show), ("part", "title", "pk"), params)
    return Vacancies(described(scope, page.rows, on), page, Counts(**counted), show)


def listed(scope: Scope, on: date, show: str = "") -> QuerySet[Post]:
    """The posts of the list in its order, with the roles that the scope sees; `part` is 1 for nobody on record.

    A few of those that will be vacant soon turn out to be held on: `described` leaves them out.
    """
    nobody = nobody_on_record(on)
    vacant = vacant_now(on) | _perhaps_soon(on)
    wanted = {VACANT: vacant, NOBODY: nobody}.get(show, vacant | nobody)
    roles = PostRole.objects.filter(area__in=scope.areas_with("organisation.view"))
    return (
        Post.objects.filter(wanted, pk__in=Post.objects.visible_to(scope).values("pk"))
        .annotate(part=Case(When(nobody, then=Value(1)), default=0, output_field=IntegerField()))
        .select_related("organisation")
        .prefetch_related(
            Prefetch("roles", roles.select_related("area").order_by("pk"), to_attr="shown_roles"),
            Prefetch(
                "statutory_roles",
                StatutoryRole.objects.visible_to(scope),
                to_attr="shown_statutory",
            ),
        )
        .order_by("part", "title", "pk")
    )


def described(scope: Scope, posts: Iterable[Post], on: date) -> list[Vacancy]:
    """Posts of `listed` as rows: one query, and those of what depends on them."""
    found = list(posts)
    ids = [post.pk for post in found]
    how = holdings(ids, on)
    depending = dependants(scope, ids)
    known = statutory_rules().roles
    return [
        Vacancy(
            post,
            how[post.pk],
            [f"{role.role_title} ({role.area.name})" for role in post.shown_roles],  # type: ignore[attr-defined]
            sorted(
                {
                    known[row.role].title
                    for row in post.shown_statutory  # type: ignore[attr-defined]
                    if row.role in known
                }
            ),
            len(depending.get(post.pk, [])),
        )
        for post in found
        if how[post.pk].marks or how[post.pk].state is State.UNKNOWN
    ]


def vacant_now(on: date) -> Q:
    """Posts of the state VACANT on that day, as rules.vacancy tells it."""
    ours = Membership.objects.filter(post=OuterRef("pk"))
    left = Exists(ours.filter(ends_on__lt=on))
    return _goes_on(on) & ~Q(Exists(ours.current(on))) & (Q(vacant_since__lte=on) | Q(left))


def nobody_on_record(on: date) -> Q:
    """Posts of the state UNKNOWN on that day: nobody was ever recorded in them, and no vacancy was."""
    begun = Membership.objects.filter(post=OuterRef("pk"), starts_on__lte=on)
    unsaid = Q(vacant_since=None) | Q(vacant_since__gt=on)
    return _goes_on(on) & ~Q(Exists(begun)) & unsaid


def _perhaps_soon(on: date) -> Q:
    """Posts all of whose holders leave soon; somebody may follow them."""
    soon = on + timedelta(days=vacancy_rules()["soon_days"])
    running = Membership.objects.filter(post=OuterRef("pk")).current(on)
    leaves, stays = running.filter(ends_on__lte=soon), running.filter(ends_on=None)
    return _goes_on(on) & Q(Exists(leaves)) & ~Q(Exists(stays))


def _goes_on(on: date) -> Q:
    return Q(ended_on=None) | Q(ended_on__gte=on)
