"""Closes accounts, opens them again, and helps people who have lost their second step of signing in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from allauth.mfa.models import Authenticator
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, Q
from django.template.loader import render_to_string

from goldenthread.access.audit import record
from goldenthread.access.links import actions as links
from goldenthread.access.links.actions import Verified
from goldenthread.access.models import Link, User
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.organisations.actions.keepers import locked_areas, need_a_keeper
from goldenthread.organisations.actions.memberships import INVITATION
from goldenthread.organisations.actions.tokens import revoke_token
from goldenthread.organisations.models import LocalArea, Membership
from goldenthread.organisations.permissions import need_to_keep_person
from goldenthread.organisations.queries.accounts import posts_that_count
from goldenthread.organisations.queries.tokens import working_tokens
from goldenthread.organisations.rules.identity import identity_checks

SECOND_STEP = "second_step"
SECOND_STEP_LASTS = timedelta(hours=4)


@transaction.atomic
def close_account(*, scope: Scope, user_id: int, end_tokens: bool) -> User:
    """The person has left every post and cannot sign in any more; whoever is signed in as them no longer is.

    The work stays with the posts. `end_tokens` ends the tokens of the API that they made, and know, as far as the
    scope keeps them. NotAllowed as `need_to_keep_person` says; refused where nobody would be left who looks after
    an area.
    """
    user = _locked(scope, user_id)
    if not user.is_active:
        return user
    today = clock.today()
    areas: dict[int, LocalArea] = {}
    for spell in _spells(user):
        areas |= {area.pk: area for area in locked_areas(spell.post)}
        _end(scope, spell, today)
    user.is_active = False
    user.save(update_fields=["is_active"])
    end_sessions(scope, user)
    need_a_keeper(areas.values(), today, "")
    for purpose in (INVITATION, SECOND_STEP):
        links.revoke(scope=scope, purpose=purpose, target=user)
    if end_tokens:
        for token in working_tokens(scope, user, today)[0]:
            revoke_token(scope=scope, token_id=token.pk)
    record(scope, "account.closed", user, fields=("is_active",))
    _write_to(
        user, "Golden Thread: your account is closed", "organisations/account_closed.txt", scope
    )
    return user


@transaction.atomic
def reopen_account(*, scope: Scope, user_id: int) -> User:
    """The person may sign in again. They hold no post until somebody puts them into one."""
    user = _locked(scope, user_id)
    if user.is_active:
        return user
    user.is_active = True
    user.save(update_fields=["is_active"])
    record(scope, "account.reopened", user, fields=("is_active",))
    return user


@transaction.atomic
def begin_second_step_reset(*, scope: Scope, user_id: int, how: str) -> str:
    """Sign the person out everywhere and make the link by which they take their lost second step away.

    `how` their identity was checked is a code of identity_checks.yaml. The link is handed over by whoever
    checked; a code goes to the work address on record, so neither opens anything alone. Returns the token, once.
    """
    user = _locked(scope, user_id)
    if not user.is_active:
        raise UserError("account_closed", "The account is closed.", fix="Open it again first.")
    if not Authenticator.objects.filter(user=user).exists():
        raise UserError(
            "no_second_step",
            f"{user.name} has no second step of signing in, so there is none to take away.",
            fix="Ask them to sign in with their password, or to choose a new one.",
        )
    if how not in identity_checks():
        raise UserError("unknown_check", "Say how you checked who they are.", "how")
    if scope.user_id is None:
        raise ValueError("a person checks who somebody is")
    end_sessions(scope, user)
    record(scope, "account.second_step_reset_begun", user, fields=(f"identity_{how}",))
    contact = Verified(user.email, scope.user_id, clock.now(), how)
    token = links.make(
        scope=scope, purpose=SECOND_STEP, target=user, lasts=SECOND_STEP_LASTS, contact=contact
    )
    _write_to(
        user,
        "Golden Thread: your second step of signing in",
        "organisations/second_step.txt",
        scope,
    )
    return token


@transaction.atomic
def finish_second_step_reset(*, scope: Scope, link: Link) -> User:
    """Take the lost second steps away; a new one comes first when the person next signs in. Works once."""
    user = User.objects.select_for_update().get(pk=int(link.target_id))
    answerable = Scope(user.pk, user.name, (), scope.origin)
    if not user.is_active or not links.use(scope=answerable, link=link):
        raise UserError("link_ended", "This link does not work any more.")
    Authenticator.objects.filter(user=user).delete()
    user.must_set_second_step = True
    user.save(update_fields=["must_set_second_step"])
    end_sessions(answerable, user)
    record(answerable, "account.second_steps_removed", user)
    return user


def end_sessions(scope: Scope, user: User) -> None:
    """Nobody is signed in as this person any more. Inside the caller's transaction."""
    User.objects.filter(pk=user.pk).update(session_round=F("session_round") + 1)
    record(scope, "account.sessions_ended", user)


def _spells(user: User) -> Iterable[Membership]:
    rows = Membership.objects.select_for_update(of=("self",)).select_related("post__organisation")
    return rows.filter(Q(ends_on=None) | Q(ends_on__gte=clock.today()), user=user)


def _end(scope: Scope, spell: Membership, today: date) -> None:
    """Yesterday was the last day: an account that is opened again today brings no post back."""
    if spell.starts_on >= today:
        # It never lasted a day, or had not begun; the trail still says that it was there.
        record(scope, "membership.withdrawn", spell)
        spell.delete()
    else:
        spell.ends_on = today - timedelta(days=1)
        spell.save(update_fields=["ends_on"])
        record(scope, "membership.ended", spell, fields=("ends_on",))


def _locked(scope: Scope, user_id: int) -> User:
    """The person, locked. NotAllowed for oneself, and for whom the scope may not keep."""
    user = User.objects.select_for_update().get(pk=user_id)
    if user.pk == scope.user_id:
        raise NotAllowed(
            "Nobody does this for their own account.", "Ask another administrator to do it."
        )
    need_to_keep_person(scope, posts_that_count(user, clock.today()))
    return user


def _write_to(user: User, title: str, template: str, scope: Scope) -> None:
    text = render_to_string(template, {"name": user.name, "by": scope.name})
    transaction.on_commit(EmailMessage(title, text, to=[user.email]).send)
