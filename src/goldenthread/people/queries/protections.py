"""What of a child's record is protected, and which posts see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goldenthread.access.scope import Scope
from goldenthread.people.models import Person, Protection
from goldenthread.people.permissions import can_protect
from goldenthread.people.protection import SETTING
from goldenthread.people.rules.codes import words_of

UNNAMED_POSTS = "Posts that are not named here, because they would tell where the child learns"
Facts = tuple[str, str, date | None, int]
"""What, why, since when, and the version of the row."""


@dataclass(frozen=True)
class ProtectionRow:
    """What is protected today, and which posts see it. `why` is empty for those who may neither see nor protect."""

    id: int
    what: str
    words: str
    why: str
    posts: tuple[str, ...]
    post_ids: frozenset[int]
    hidden: bool
    since: date | None
    version: int


def protections_of(scope: Scope, person: Person, today: date) -> tuple[ProtectionRow, ...]:
    """What is protected today. One query.

    That something is protected is told to all who may read the record; why, only to the posts that see it and to those
    who may protect.
    """
    found: dict[int, Facts] = {}
    posts: dict[int, dict[int, str]] = {}
    rows = Protection.objects.on(today).filter(person=person).order_by("pk", "posts__title")
    for key, what, why, since, version, post, title, organisation in rows.values_list(
        "pk", "what", "why", "starts_on", "version",
        "posts", "posts__title", "posts__organisation__name",
    ):  # fmt: skip
        found[key] = (what, why, since, version)
        named = posts.setdefault(key, {})
        if post is not None:
            named[post] = f"{title}, {organisation}"
    may_protect = can_protect(scope, person)
    return tuple(
        _row(scope, key, facts, posts[key], may_protect=may_protect) for key, facts in found.items()
    )


def _row(
    scope: Scope, key: int, facts: Facts, posts: dict[int, str], *, may_protect: bool
) -> ProtectionRow:
    what, why, since, version = facts
    hidden = not scope.post_ids & posts.keys()
    names = tuple(posts.values())
    return ProtectionRow(
        id=key,
        what=what,
        words=words_of("protection", what),
        why=words_of("protection_why", why) if may_protect or not hidden else "",
        posts=(UNNAMED_POSTS,) if hidden and what == SETTING else names,
        post_ids=frozenset(posts),
        hidden=hidden,
        since=since,
        version=version,
    )
