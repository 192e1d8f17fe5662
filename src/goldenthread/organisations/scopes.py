"""Builds a person's scope from the posts that they hold today."""

from __future__ import annotations

from django.db.models import F, FilteredRelation

from goldenthread.access.models import User
from goldenthread.access.scope import Grant, Origin, Scope, nobody
from goldenthread.core import clock
from goldenthread.organisations.models import running


def person_with_posts(user_id: int) -> User | None:
    """The person, with what they hold today in `held`: one query. None where there is no such person.

    Of each role of each post: role, area, post, organisation, and the names of the two last.
    """
    today = FilteredRelation("memberships", condition=running(clock.today(), "memberships__"))
    post = "membership_today__post"
    rows = list(
        User.objects.filter(pk=user_id)
        .annotate(
            membership_today=today, in_role=F(f"{post}__roles__role"),
            in_area=F(f"{post}__roles__area_id"), in_post=F(f"{post}_id"),
            of_organisation=F(f"{post}__organisation_id"), titled=F(f"{post}__title"),
            organisation_named=F(f"{post}__organisation__name"),
        )
        .order_by("in_area", "in_post", "in_role")
    )  # fmt: skip
    if not rows:
        return None
    # A person comes once for each role, and once where they hold nothing; two spells in a post are one grant.
    held = dict.fromkeys(
        (
            row.in_role, row.in_area, row.in_post, row.of_organisation, row.titled,
            row.organisation_named,
        )
        for row in rows
        if row.in_post is not None
    )  # fmt: skip
    rows[0].held = tuple(held)
    return rows[0]


def build_scope(user: User | None, origin: Origin | None = None) -> Scope:
    """The scope of `user` as of today: one query, none where what they hold was read with them.

    No grants for nobody, and none for a leaver.
    """
    if user is None or not user.is_active:
        return nobody(origin)
    person = user if user.held is not None else person_with_posts(user.pk)
    held = (person.held if person else None) or ()
    grants = tuple(Grant(*row[:4]) for row in held if row[0] is not None)
    without = frozenset(row[2] for row in held if row[0] is None)
    titles = sorted({(title, post_id, name) for *_, post_id, _, title, name in held})
    names = {post_id: f"{title}, {name}" for title, post_id, name in titles}
    return Scope(user.pk, user.name, grants, origin or Origin(), without, post_names=names)
