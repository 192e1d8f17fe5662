"""One person: their account, the posts they hold, and what would be left without them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from goldenthread.access.models import User
from goldenthread.access.scope import Scope
from goldenthread.organisations.dependants import Dependant, dependants, held_in
from goldenthread.organisations.models import ApiToken, Membership, Post
from goldenthread.organisations.permissions import may_keep_person
from goldenthread.organisations.queries.tokens import working_tokens


@dataclass(frozen=True)
class HeldPost:
    """A post that the person holds or will: who else holds it today, and what depends on it.

    `unseen` says in words what depends on it where the scope may see none of that.
    """

    membership: Membership
    others: tuple[str, ...]
    work: list[Dependant]
    unseen: list[str]


@dataclass(frozen=True)
class AccountPage:
    """One person for their page. `posts` are those that the scope may see; `past` says how many have ended.

    `tokens` of the API are those that they made, that work, and that the scope keeps; `further_tokens` counts those
    that others keep, for whoever keeps the account. Whether a second step of
    signing in is set up is for themselves and for whoever keeps the account; None for anybody else.
    """

    person: User
    posts: list[Membership]
    past: int
    tokens: list[ApiToken]
    further_tokens: int
    has_second_step: bool | None
    own: bool
    may_keep: bool


def posts_that_count(user: User, on: date) -> list[Membership]:
    """What the person holds on that day or later; where there is nothing of the kind, what they held last."""
    return _that_count(list(_spells().filter(user=user)), on)


def account_page(scope: Scope, user_id: int, on: date) -> AccountPage:
    """The person, in at most six queries; Http404 where they never held a post that the scope may see.

    Whoever never held one at all is seen by those who set the installation up, who keep such accounts.
    """
    visible = Q(post__in=Post.objects.visible_to(scope))
    spells = list(_spells().filter(user_id=user_id).annotate(seen=visible, **_second_step("user")))
    seen = [one for one in spells if one.seen]
    if not seen and (spells or not scope.has("organisation.set_up")):
        raise Http404
    alone = User.objects.filter(pk=user_id).annotate(**_second_step("pk"))
    known: Any = spells[0] if spells else alone.first()
    if known is None:
        raise Http404
    person = known if isinstance(known, User) else known.user
    live = _running(seen, on)
    tokens, further = working_tokens(scope, person, on)
    own, may_keep = person.pk == scope.user_id, may_keep_person(scope, _that_count(spells, on))
    return AccountPage(
        person=person,
        posts=live,
        past=len(seen) - len(live),
        tokens=tokens,
        further_tokens=further if may_keep else 0,
        has_second_step=known.has_second_step if own or may_keep else None,
        own=own,
        may_keep=may_keep,
    )


def held_posts(scope: Scope, page: AccountPage, on: date) -> list[HeldPost]:
    """The posts of the page, each with who else holds it and what would be left without the person."""
    keys = [one.post_id for one in page.posts]
    work = dependants(scope, keys)
    others = Membership.objects.current(on).filter(post__in=keys).exclude(user=page.person)
    names: dict[int, list[str]] = {}
    for post_id, name in others.values_list("post_id", "user__name"):
        names.setdefault(post_id, []).append(name)
    areas = scope.areas_with("organisation.view")
    unseen = held_in(areas, [post_id for post_id in keys if not work.get(post_id)])
    return [
        HeldPost(
            one, tuple(names.get(one.post_id, ())), work.get(one.post_id, []),
            unseen.get(one.post_id, []),
        )
        for one in page.posts
    ]  # fmt: skip


def _spells() -> QuerySet[Membership]:
    """Who held which post and when, with what it takes to say whose business that is."""
    whole = Membership.objects.select_related("user", "post__organisation")
    return whole.prefetch_related("post__roles", "post__organisation__areas").order_by("pk")


def _running(spells: Sequence[Membership], on: date) -> list[Membership]:
    return [one for one in spells if one.ends_on is None or one.ends_on >= on]


def _that_count(spells: Sequence[Membership], on: date) -> list[Membership]:
    return _running(spells, on) or sorted(spells, key=lambda one: (one.ends_on or on, one.pk))[-1:]


def _second_step(user: str) -> dict[str, Exists]:
    """Whether the person in that column has set up a second step of signing in."""
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    theirs = Authenticator.objects.filter(user=OuterRef(user), type__in=kinds)
    return {"has_second_step": Exists(theirs)}
