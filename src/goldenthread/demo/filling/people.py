"""Organisations, posts and people of one area, in bulk."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from goldenthread.access.models import User
from goldenthread.demo.filling.cast import Cast, Holder, share_posts, there_already
from goldenthread.demo.filling.names import Names, slug_of
from goldenthread.demo.sizes import Volume, load_words, share
from goldenthread.organisations.models import (
    LocalArea,
    Membership,
    Organisation,
    Post,
    PostRole,
)
from goldenthread.organisations.names import name_key

_KIND = Organisation.Kind
# What a size adds to an area: the ratio, the names it takes, and the kind of organisation it is.
_ADDED = (
    ("school", "schools", _KIND.SCHOOL),
    ("setting", "settings", _KIND.SCHOOL),
    ("trust", "trusts", _KIND.OTHER),
    ("health_provider", "health_providers", _KIND.NHS_PROVIDER),
)


@dataclass(frozen=True)
class _Wanted:
    """A post to be made. `part` is its name in the cast: such a post is never vacant."""

    organisation: Organisation
    title: str
    role: str = ""
    part: str = ""


def fill_people(
    area: LocalArea,
    bodies: Mapping[str, Organisation],
    volume: Volume,
    names: Names,
    chance: random.Random,
    *,
    password: str,
    today: date,
) -> Cast:
    """What an area of that volume has. `bodies` are its council, board and forum by kind; `password` is hashed."""
    cast = Cast(area, there_already(area, today))
    share_posts(cast, bodies, today)
    added = _organisations(area, volume, names, cast)
    wanted = [*_of_the_cast(bodies, added, volume, cast), *_everywhere(added)]
    posts = Post.objects.bulk_create(
        Post(
            organisation=one.organisation,
            title=one.title,
            title_key=name_key(one.title),
            vacant_since=_vacant(one, chance, today),
        )
        for one in wanted
    )
    roles = PostRole.objects.bulk_create(
        PostRole(post=post, area=area, role=one.role)
        for post, one in zip(posts, wanted, strict=True)
        if one.role
    )
    cast.rows += len(posts) + len(roles)
    _hold(posts, wanted, names, chance, cast, password=password, today=today)
    return cast


def _organisations(
    area: LocalArea, volume: Volume, names: Names, cast: Cast
) -> dict[str, list[Organisation]]:
    found = {
        thing: Organisation.objects.bulk_create(
            Organisation(name=names.organisation(words), short_name="", kind=kind)
            for _ in range(volume[thing])
        )
        for thing, words, kind in _ADDED
    }
    through = Organisation.areas.through
    links = through.objects.bulk_create(
        through(organisation_id=one.pk, localarea_id=area.pk)
        for several in found.values()
        for one in several
    )
    cast.rows += 2 * len(links)
    return found


def _of_the_cast(
    bodies: Mapping[str, Organisation],
    added: Mapping[str, list[Organisation]],
    volume: Volume,
    cast: Cast,
) -> Iterator[_Wanted]:
    told = load_words("cast")
    for name, part in told["people"].items():
        if name not in cast.people:
            yield _Wanted(bodies[part["organisation"]], part["title"], part["role"], name)
    for thing, part in told["several"].items():
        at = added["health_provider"] if part["organisation"] == _KIND.NHS_PROVIDER else None
        for number in range(1, volume[thing] + 1):
            body = at[number % len(at)] if at else bodies[part["organisation"]]
            yield _Wanted(body, part["title"].format(n=number), part["role"])


def _everywhere(added: Mapping[str, list[Organisation]]) -> Iterator[_Wanted]:
    for thing, posts in load_words("cast")["everywhere"].items():
        for organisation in added[thing]:
            for post in posts:
                yield _Wanted(organisation, post["title"], post.get("role", ""))


def _vacant(wanted: _Wanted, chance: random.Random, today: date) -> date | None:
    if wanted.part or chance.random() >= share("vacant_posts"):
        return None
    return today - timedelta(days=chance.randint(5, 200))


def _hold(
    posts: list[Post],
    wanted: list[_Wanted],
    names: Names,
    chance: random.Random,
    cast: Cast,
    *,
    password: str,
    today: date,
) -> None:
    """Put somebody into each post that is not vacant, after somebody else in some of them."""
    terms: list[tuple[Post, date, date | None]] = []
    for post in posts:
        began = today - timedelta(days=chance.randint(30, 2500))
        if chance.random() < share("former_holders"):
            ended = (post.vacant_since or began) - timedelta(days=1)
            terms.append((post, ended - timedelta(days=chance.randint(90, 2000)), ended))
        if post.vacant_since is None:
            terms.append((post, began, None))
    users = User.objects.bulk_create(
        _account(names.person(), number, cast.area.slug, password)
        for number in range(1, len(terms) + 1)
    )
    held = zip(users, terms, strict=True)
    members = Membership.objects.bulk_create(
        Membership(user=user, post=post, starts_on=began, ends_on=ended)
        for user, (post, began, ended) in held
    )
    cast.rows += len(users) + len(members)
    current = {one.post_id: one.user_id for one in members if one.ends_on is None}
    for post, one in zip(posts, wanted, strict=True):
        if one.part:
            cast.people[one.part] = Holder(post.pk, current[post.pk])


def _account(name: str, number: int, slug: str, password: str) -> User:
    email = f"{slug_of(name).replace('-', '.')}.{number}@{slug}.example"
    return User(email=email, name=name, is_demo=True, password=password)
