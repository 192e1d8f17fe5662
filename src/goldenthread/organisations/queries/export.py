"""The lists of one area as tables to take away: posts and how they stand, without the names of people."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from django.db.models import Count, Exists, OuterRef, Prefetch, Q

from goldenthread.access.scope import Scope
from goldenthread.exchange.exports import Table, Value
from goldenthread.organisations.models import (
    LocalArea,
    Membership,
    Organisation,
    Post,
    PostRole,
    StatutoryRole,
)
from goldenthread.organisations.permissions import may_copy
from goldenthread.organisations.queries.holdings import holdings, state_word, when_words
from goldenthread.organisations.queries.posts import area_seen
from goldenthread.organisations.queries.vacancies import described, listed
from goldenthread.organisations.rules.statutory import statutory_rules
from goldenthread.ui.filters import date_long, plural

Made = tuple[Table, list[int]]


def areas_to_copy(scope: Scope) -> list[tuple[int, str]]:
    """Id and name of each area whose lists the scope may take away, by name: one query."""
    return area_names(pk for pk in scope.areas_with("organisation.view") if may_copy(scope, pk))


def area_names(area_ids: Iterable[int]) -> list[tuple[int, str]]:
    """Id and name of each of these areas, by name: one query."""
    return list(LocalArea.objects.filter(pk__in=area_ids).values_list("pk", "name"))


def list_table(scope: Scope, what: str, area_id: int, on: date) -> Made:
    """One list of an area and the ids of what is in it. KeyError for a list that there is none of.

    Http404 for an area that the scope does not see.
    """
    return LISTS[what](scope, area_seen(scope, area_id), on)


def is_large(area_id: int, most: int) -> bool:
    """Whether the area has more posts than a page writes at once: one query."""
    posts = Post.objects.filter(organisation__areas=area_id).order_by()
    return posts[: most + 1].count() > most


def _posts(scope: Scope, area: LocalArea, on: date) -> Made:
    today = Membership.objects.filter(post=OuterRef("pk")).current(on)
    found = list(
        Post.objects.visible_to(scope)
        .filter(organisation__areas=area)
        .annotate(is_held=Exists(today))
        .select_related("organisation")
        .prefetch_related(
            "funded_by",
            Prefetch("roles", PostRole.objects.filter(area=area).order_by("pk"), "here"),
            Prefetch("statutory_roles", StatutoryRole.objects.filter(area=area), "asked_for"),
        )
        .order_by("title", "pk")
    )
    how = holdings([post.pk for post in found], on)
    known = statutory_rules().roles
    columns = (
        ("post", "Post"), ("organisation", "Organisation"), ("kind", "Kind of organisation"),
        ("roles", "Roles in the area"), ("statutory_roles", "Statutory roles"), ("state", "How it stands"),
        ("since", "Since or from"), ("held", "Held today"), ("funded_by", "Funded by"),
        ("ends", "Last day of the post"),
    )  # fmt: skip
    rows: list[tuple[Value, ...]] = [
        (
            post.title, post.organisation.name, post.organisation.get_kind_display(),
            "; ".join(role.role_title for role in post.here),
            "; ".join(known[row.role].title for row in post.asked_for if row.role in known),
            state_word(how[post.pk]), when_words(how[post.pk]),
            "yes" if post.is_held else "no", "; ".join(one.name for one in post.funded_by.all()),
            post.ended_on,
        )
        for post in found
    ]  # fmt: skip
    about = _about("Posts", area, plural(len(rows), "post"), on)
    return Table("Posts", about, columns, rows), [post.pk for post in found]


def _organisations(scope: Scope, area: LocalArea, on: date) -> Made:
    goes_on = Q(posts__ended_on=None) | Q(posts__ended_on__gte=on)
    found = list(
        Organisation.objects.filter(pk__in=Organisation.objects.visible_to(scope).values("pk"))
        .filter(pk__in=Organisation.objects.serving(area.pk).values("pk"))
        .annotate(posts_now=Count("posts", filter=goes_on))
        .order_by("name", "pk")
    )
    columns = (
        ("organisation", "Organisation"), ("short_name", "Short name"), ("kind", "Kind"), ("posts", "Posts"),
    )  # fmt: skip
    rows: list[tuple[Value, ...]] = [
        (one.name, one.short_name, one.get_kind_display(), one.posts_now) for one in found
    ]
    about = _about("Organisations", area, plural(len(rows), "organisation"), on)
    return Table("Organisations", about, columns, rows), [one.pk for one in found]


def _vacancies(scope: Scope, area: LocalArea, on: date) -> Made:
    posts = listed(scope, on).filter(organisation__areas=area)
    found = described(scope, posts, on)
    columns = (
        ("post", "Post"), ("organisation", "Organisation"), ("state", "How it stands"), ("since", "Since or from"),
        ("roles", "Roles"), ("statutory_roles", "Statutory roles"), ("depending", "Depending on it"),
    )  # fmt: skip
    rows: list[tuple[Value, ...]] = [
        (
            row.post.title, row.post.organisation.name,
            "Vacant soon" if row.holding.vacant_from else state_word(row.holding),
            when_words(row.holding), "; ".join(row.roles), "; ".join(row.statutory), row.dependants,
        )
        for row in found
    ]  # fmt: skip
    about = _about("Vacancies", area, plural(len(rows), "post"), on)
    return Table("Vacancies", about, columns, rows), [row.post.pk for row in found]


def _about(title: str, area: LocalArea, count: str, on: date) -> str:
    return f"{title} of {area.name}. {count} as at {date_long(on)}."


LISTS: dict[str, Callable[[Scope, LocalArea, date], Made]] = {
    "posts": _posts,
    "organisations": _organisations,
    "vacancies": _vacancies,
}
