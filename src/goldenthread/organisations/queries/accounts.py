"""One person: their account, the posts they hold, and what would be left without them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from allauth.mfa.models import Authenticator
from django.db.models import Q
from django.http import Http404

from goldenthread.access.models import User
from goldenthread.access.scope import Scope
from goldenthread.core.errors import NotAllowed
from goldenthread.organisations.dependants import Dependant, dependants, held_in
from goldenthread.organisations.models import ApiToken, Membership, Post
from goldenthread.organisations.permissions import need_to_keep_person
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
    posts: list[HeldPost]
    past: int
    tokens: list[ApiToken]
    further_tokens: int
    has_second_step: bool | None
    own: bool
    may_keep: bool


def posts_that_count(user: User, on: date) -> list[Membership]:
    """What the person holds on that day or later; where there is nothing of the kind, what they held last."""
    spells = Membership.objects.filter(user=user).select_related("post__organisation")
    running = list(spells.filter(Q(ends_on=None) | Q(ends_on__gte=on)).order_by("pk"))
    return running or list(spells.order_by("-ends_on", "-pk")[:1])


def account_page(scope: Scope, user_id: int, on: date) -> AccountPage:
    """The person; Http404 where they never held a post that the scope may see.

    Whoever never held one at all is seen by those who set the installation up, who keep such accounts.
    """
    seen = Post.objects.visible_to(scope)
    known = Q(memberships__post__in=seen)
    if scope.has("organisation.set_up"):
        known |= Q(memberships=None)
    person = User.objects.filter(known, pk=user_id).distinct().first()
    if person is None:
        raise Http404
    spells = list(
        Membership.objects.filter(user=person, post__in=seen).select_related("post__organisation")
    )
    live = [one for one in spells if one.ends_on is None or one.ends_on >= on]
    keys = [one.post_id for one in live]
    work = dependants(scope, keys)
    others = Membership.objects.current(on).filter(post__in=keys).exclude(user=person)
    names: dict[int, list[str]] = {}
    for post_id, name in others.values_list("post_id", "user__name"):
        names.setdefault(post_id, []).append(name)
    areas = scope.areas_with("organisation.view")
    tokens, further = working_tokens(scope, person, on)
    own, may_keep = person.pk == scope.user_id, _may_keep(scope, posts_that_count(person, on))
    return AccountPage(
        person=person,
        posts=[
            HeldPost(
                one, tuple(names.get(one.post_id, ())), work.get(one.post_id, []),
                [] if work.get(one.post_id) else held_in(areas, [one.post_id]),
            )
            for one in live
        ],
        past=len(spells) - len(live),
        tokens=tokens,
        further_tokens=further if may_keep else 0,
        has_second_step=_has_second_step(person) if own or may_keep else None,
        own=own,
        may_keep=may_keep,
    )  # fmt: skip


def _has_second_step(person: User) -> bool:
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return Authenticator.objects.filter(user=person, type__in=kinds).exists()


def _may_keep(scope: Scope, held: list[Membership]) -> bool:
    try:
        need_to_keep_person(scope, held)
    except NotAllowed:
        return False
    return True
