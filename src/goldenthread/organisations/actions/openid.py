"""Brings the account and the memberships of somebody who signs in through a provider up to date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from goldenthread.access.audit import record
from goldenthread.access.models import User
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.organisations.models import Membership, Organisation, Post
from goldenthread.organisations.names import name_key
from goldenthread.organisations.rules.claims import MappedPost


@dataclass(frozen=True)
class Arrival:
    """Somebody whom a provider vouches for: its name for them, and what its claims stand for."""

    provider: str
    subject: str
    email: str
    name: str
    posts: tuple[MappedPost, ...]


@transaction.atomic
def welcome(*, scope: Scope, arrival: Arrival, known: User | None) -> User | None:
    """The account of whoever arrived; None for somebody whose claims stand for no post.

    `known` is the account that the provider's name for them already belongs to. Otherwise an account with
    the same verified address is theirs, and one is made where there is none. Memberships that came about
    in this way begin and end with the claims; those made by hand are left alone.
    """
    posts = [found for mapped in arrival.posts if (found := post_of(mapped)) is not None]
    user = known or User.objects.filter(email__iexact=arrival.email).first()
    if user is None:
        if not posts:
            record(scope, "account.provider_refused", outcome="refused")
            return None
        user = User(email=arrival.email, name=arrival.name[:120])
        user.set_unusable_password()
        user.save()
        record(scope, "account.made_by_provider", user)
    elif not user.is_active:
        record(scope, "account.provider_refused", user, outcome="refused")
        return None
    _end(scope, user, keep={post.pk for post in posts})
    _begin(scope, user, posts)
    if not _holds_any(user):
        record(scope, "account.provider_refused", user, outcome="refused")
        return None
    return user


def post_of(mapped: MappedPost) -> Post | None:
    """The post that a row of the rules names, if it is there and has not ended; spelling variants are one name."""
    organisation = next(
        (
            one
            for one in Organisation.objects.all()
            if name_key(mapped.organisation) in (name_key(one.name), name_key(one.short_name))
        ),
        None,
    )
    if organisation is None:
        return None
    posts = Post.objects.filter(organisation=organisation, title_key=name_key(mapped.title))
    return posts.filter(Q(ended_on=None) | Q(ended_on__gte=clock.today())).first()


def _end(scope: Scope, user: User, keep: set[int]) -> None:
    """End what the claims no longer stand for: yesterday was the last day, so it opens nothing now."""
    today = clock.today()
    theirs = Membership.objects.current(today).filter(user=user, route=Membership.Route.PROVIDER)
    for membership in theirs.exclude(post__in=keep):
        record(scope, "membership.ended", membership, fields=("ends_on",))
        if membership.starts_on == today:
            # It never lasted a day; the trail still says that it was there.
            membership.delete()
        else:
            membership.ends_on = today - timedelta(days=1)
            membership.save(update_fields=["ends_on"])


def _begin(scope: Scope, user: User, posts: list[Post]) -> None:
    today = clock.today()
    held = set(Membership.objects.current(today).filter(user=user).values_list("post", flat=True))
    for post in posts:
        if post.pk not in held:
            held.add(post.pk)
            made = Membership.objects.create(
                user=user, post=post, starts_on=today, route=Membership.Route.PROVIDER
            )
            record(scope, "membership.begun", made, fields=("user", "post", "starts_on"))


def _holds_any(user: User) -> bool:
    return Membership.objects.current(clock.today()).filter(user=user).exists()
