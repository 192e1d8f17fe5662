"""Which posts may do what somebody was refused: told by post and organisation, never by person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q

from goldenthread.access.rules.roles import rolebook
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.organisations.models import Membership, Post, PostRole

EDIT, SET_UP = "organisation.edit", "organisation.set_up"
MOST = 3


def who_can(scope: Scope, areas: Collection[int], giving: Collection[int] = ()) -> str:
    """Who may change what belongs to all of these areas: one query.

    `giving`: in these areas any role must be theirs to give. Names only posts that the scope sees and that somebody
    holds today; where none of them may, whom to ask instead.
    """
    carried: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    names: dict[int, str] = {}
    book = rolebook()
    held = Membership.objects.filter(post=OuterRef("post"), user__is_active=True)
    rows = PostRole.objects.filter(
        Exists(held.current(clock.today())),
        Q(post__ended_on=None) | Q(post__ended_on__gte=clock.today()),
        post__in=Post.objects.visible_to(scope).values("pk"),
        role__in=[name for name, role in book.roles.items() if EDIT in role.permissions],
    ).order_by("post__title", "post")
    for post, title, organisation, area, role in rows.values_list(
        "post", "post__title", "post__organisation__name", "area", "role"
    ):
        names[post] = f"{title}, {organisation}"
        for right in (EDIT, SET_UP):
            if right in book.roles[role].permissions:
                carried[post][right].add(area)
    able = [
        names[post]
        for post, rights in carried.items()
        if set(areas) <= rights[EDIT] and set(giving) <= rights[SET_UP]
    ]
    if able:
        return f"This can be done by: {'; or '.join(able[:MOST])}."
    setting_up = [names[post] for post, rights in carried.items() if rights[SET_UP]]
    whom = "; or ".join(setting_up[:MOST]) or "your system administrator"
    return (
        "No post that you can see looks after every area that it belongs to. "
        f"Ask for it to be arranged with those who do: {whom}."
    )
