"""What of a child's record is protected, and which posts see it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from goldenthread.access.scope import Scope
from goldenthread.organisations.models import Membership, Organisation, Post
from goldenthread.people.models import Person, Protection, Sibling
from goldenthread.people.permissions import can_protect
from goldenthread.people.protection import SETTING, hidden_from
from goldenthread.people.queries.access import readers_of
from goldenthread.people.rules.codes import words_of

UNNAMED_POSTS = "Posts of the place where the child learns, which is protected"
_SCHOOL = Organisation.Kind.SCHOOL


@dataclass(frozen=True)
class ProtectionRow:
    """What is protected today, and which posts see it. `why` is empty for those who may neither see nor protect.

    `unheld`: nobody holds any of the posts today, so that nobody sees it.
    """

    id: int
    what: str
    words: str
    why: str
    posts: tuple[str, ...]
    post_ids: frozenset[int]
    hidden: bool
    unheld: bool
    since: date | None
    ends_on: date | None
    version: int


@dataclass(frozen=True)
class _Named:
    post_id: int
    name: str
    of_setting: bool
    held: bool


def protections_of(scope: Scope, person: Person, today: date) -> tuple[ProtectionRow, ...]:
    """What is protected today. One query.

    That something is protected is told to all who may read the record; why, only to the posts that see it and to those
    who may protect. Where it is hidden from the scope where the child learns, no post of a school is named.
    """
    rows: dict[int, tuple[str, str, date | None, date | None, int]] = {}
    posts: dict[int, list[_Named]] = defaultdict(list)
    holders = Membership.objects.current(today).filter(post=OuterRef("posts"), user__is_active=True)
    found = (
        Protection.objects.on(today)
        .filter(person=person)
        .annotate(held=Exists(holders))
        .order_by("pk", "posts__title")
    )
    for key, what, why, since, ends_on, version, post, title, organisation, kind, held in found.values_list(
        "pk", "what", "why", "starts_on", "ends_on", "version", "posts", "posts__title",
        "posts__organisation__name", "posts__organisation__kind", "held",
    ):  # fmt: skip
        rows[key] = (what, why, since, ends_on, version)
        if post is not None:
            posts[key].append(_Named(post, f"{title}, {organisation}", kind == _SCHOOL, held))
    seen = {key: any(one.post_id in scope.post_ids for one in posts[key]) for key in rows}
    unnamed = any(row[0] == SETTING and not seen[key] for key, row in rows.items())
    may_protect = can_protect(scope, person)
    return tuple(
        ProtectionRow(
            id=key,
            what=what,
            words=words_of("protection", what),
            why=words_of("protection_why", why) if may_protect or seen[key] else "",
            posts=_names(posts[key], unnamed=unnamed),
            post_ids=frozenset(one.post_id for one in posts[key]),
            hidden=not seen[key],
            unheld=not any(one.held for one in posts[key]),
            since=since,
            ends_on=ends_on,
            version=version,
        )
        for key, (what, why, since, ends_on, version) in rows.items()
    )


def posts_to_name(
    scope: Scope, person: Person, today: date, found: ProtectionRow | None = None
) -> dict[int, str]:
    """The posts that a protection can name, by key: those that can read the record, and those that `found` names.

    Not those of schools where it is hidden from the scope where the child learns. Three queries at most.
    """
    unnamed = SETTING in hidden_from(scope, [person.pk]).get(person.pk, ())
    offered = {
        one.post_id: f"{one.post}, {one.organisation}"
        for one in readers_of(person, today)
        if not (unnamed and one.of_setting)
    }
    if found is not None:
        named = Post.objects.filter(pk__in=found.post_ids).select_related("organisation")
        for post in named:
            if not (unnamed and post.organisation.kind == _SCHOOL):
                offered[post.pk] = f"{post.title}, {post.organisation.name}"
    return offered


def siblings_left_open(person: Person, what: str, today: date) -> int:
    """How many brothers and sisters on record are not protected in the same part. One query."""
    guarded = Protection.objects.on(today).filter(what=what).values("person")
    pairs = Sibling.objects.filter(
        Q(first=person) & ~Q(second__in=guarded) | Q(second=person) & ~Q(first__in=guarded),
        first__merged_into=None, second__merged_into=None,
    )  # fmt: skip
    return pairs.count()


def _names(posts: list[_Named], *, unnamed: bool) -> tuple[str, ...]:
    shown = tuple(one.name for one in posts if not (unnamed and one.of_setting))
    return (*shown, UNNAMED_POSTS) if len(shown) < len(posts) else shown
