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
from goldenthread.organisations.models import Membership, Post
from goldenthread.organisations.permissions import need_to_keep_person


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
    """One person for their page. `posts` are those that the scope may see; `past` says how many have ended."""

    person: User
    posts: list[HeldPost]
    past: int
    has_second_step: bool
    own: bool
    may_keep: bool


def posts_that_count(user: User, on: date) -> list[Membership]:
    """What the person holds on that day or later; where there is nothing of the kind, what they held last."""
    spells = Membership.objects.filter(user=user).select_related("post__organisation")
    running = list(spells.filter(Q(ends_on=None) | Q(ends_on__gte=on)).order_by("pk"))
    return running or list(spells.order_by("-ends_on", "-pk")[:1])


def account_page(scope: Scope, user_id: int, on: date) -> AccountPage:
    """The person; Http404 where they never held a post that the scope may see."""
    seen = Post.objects.visible_to(scope)
    person = User.objects.filter(memberships__post__in=seen, pk=user_id).distinct().first()
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
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
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
        has_second_step=Authenticator.objects.filter(user=person, type__in=kinds).exists(),
        own=person.pk == scope.user_id,
        may_keep=_may_keep(scope, posts_that_count(person, on)),
    )  # fmt: skip


def _may_keep(scope: Scope, held: list[Membership]) -> bool:
    try:
        need_to_keep_person(scope, held)
    except NotAllowed:
        return False
    return True
