"""Puts people into posts and ends that again: by invitation, and by date when they leave."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string

from goldenthread.access.audit import record
from goldenthread.access.links import actions as links
from goldenthread.access.models import Link, User
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.organisations.actions.keepers import locked_areas, need_a_keeper
from goldenthread.organisations.models import Membership, Post
from goldenthread.organisations.permissions import need_to_fill

INVITATION = "invitation"
INVITATION_LASTS = timedelta(days=7)


@dataclass(frozen=True)
class Invited:
    """Who is asked to hold a post, from which day."""

    name: str
    email: str
    starts_on: date


@transaction.atomic
def invite(*, scope: Scope, post: Post, invited: Invited, link_to: Callable[[str], str]) -> User:
    """Put somebody into `post`; make their account and send a link to set a password where they have none.

    `link_to` turns the token into an address. NotAllowed unless the scope may give every role of the post in
    its area: whoever is put into a post has all of its rights.
    """
    need_to_fill(scope, post)
    if post.ended_on is not None and post.ended_on < invited.starts_on:
        raise UserError(
            "post_ended",
            "The post itself has come to an end by then.",
            "starts_on",
            "Choose an earlier day, or change the last day of the post.",
        )
    email = invited.email.strip().lower()
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        user = User(email=email, name=invited.name)
        user.set_unusable_password()
        user.save()
        record(scope, "account.made", user)
    elif not user.is_active:
        raise UserError(
            "account_closed",
            "The account with this address is closed.",
            "email",
            "Use another address, or ask your system administrator to open it again.",
        )
    _begin(scope, user, post, invited.starts_on)
    if not user.has_usable_password():
        token = links.make(scope=scope, purpose=INVITATION, target=user, lasts=INVITATION_LASTS)
        record(scope, "account.invited", user)
        _send(user, post, scope.name, link_to(token))
    return user


def _begin(scope: Scope, user: User, post: Post, starts_on: date) -> None:
    open_ended = Membership.objects.filter(user=user, post=post, ends_on=None)
    later = Membership.objects.filter(user=user, post=post, ends_on__gte=starts_on)
    if open_ended.exists() or later.exists():
        raise UserError(
            "holds_it_already",
            f"{user.name} holds this post already.",
            "email",
            "Choose another person.",
        )
    made = Membership.objects.create(user=user, post=post, starts_on=starts_on)
    record(scope, "membership.begun", made, fields=("user", "post", "starts_on"))


def _send(user: User, post: Post, by: str, address: str) -> None:
    context = {
        "name": user.name, "post": post.title, "organisation": post.organisation.name, "by": by,
        "address": address, "days": INVITATION_LASTS.days,
    }  # fmt: skip
    text = render_to_string("organisations/invitation.txt", context)
    message = EmailMessage("Golden Thread: your invitation", text, to=[user.email])
    transaction.on_commit(message.send)


@transaction.atomic
def end_membership(*, scope: Scope, membership: Membership, ends_on: date) -> None:
    """Somebody leaves a post; `ends_on` is their last day. The post, and the work that belongs to it, stay.

    NotAllowed where its roles are beyond what the scope may give; refused where nobody would be left after
    that day who looks after an area.
    """
    need_to_fill(scope, membership.post)
    kept = locked_areas(membership.post)
    locked = Membership.objects.select_for_update().get(pk=membership.pk)
    if locked.ends_on is not None and locked.ends_on < clock.today():
        raise UserError(
            "ended_already", "This had ended already.", fix="Load the list again to see since when."
        )
    if ends_on < locked.starts_on:
        raise UserError(
            "ends_before_start",
            "The last day is before the first.",
            "ends_on",
            "Choose a later day.",
        )
    sooner = locked.ends_on is None or ends_on < locked.ends_on
    locked.ends_on = ends_on
    locked.save(update_fields=["ends_on"])
    if sooner:
        need_a_keeper(kept, ends_on + timedelta(days=1), "ends_on")
    record(scope, "membership.ended", locked, fields=("ends_on",))
    if not Membership.objects.filter(user=locked.user, ends_on=None).exists():
        # Nobody who leaves before they have begun is to begin after all.
        links.revoke(scope=scope, purpose=INVITATION, target=locked.user)


@transaction.atomic
def accept(*, scope: Scope, link: Link, password: str) -> User:
    """Set the first password of the person whom the link was made for. It works once."""
    user = User.objects.select_for_update().get(pk=int(link.target_id))
    answerable = Scope(user.pk, user.name, (), scope.origin)
    if not user.is_active or not links.use(scope=answerable, link=link):
        raise UserError(
            "link_ended", "This link does not work any more.", fix="Ask for a new invitation."
        )
    user.set_password(password)
    user.save(update_fields=["password"])
    record(answerable, "account.password_set", user)
    return user
