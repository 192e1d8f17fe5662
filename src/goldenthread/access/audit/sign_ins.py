"""Puts signing in and out, failing to, and being locked out into the trail.

Listens to Django's own signals because every way in, with or without allauth, ends there. What was typed is
not kept: a failed attempt names an account only where there is one.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from functools import partial
from typing import Any

from allauth.account import signals as account
from allauth.core import context
from allauth.mfa import signals as mfa
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest

from goldenthread.access.audit.recording import Target, record
from goldenthread.access.models import User
from goldenthread.access.scope import Origin, Scope


def connect() -> None:
    """Start listening; called once, when the room is ready."""
    user_logged_in.connect(_signed_in, dispatch_uid="audit_signed_in")
    user_logged_out.connect(_signed_out, dispatch_uid="audit_signed_out")
    user_login_failed.connect(_failed, dispatch_uid="audit_sign_in_failed")
    mfa.authentication_failed.connect(_code_failed, dispatch_uid="audit_code_failed")
    for signal, action in (
        (mfa.authenticator_added, "account.factor_added"),
        (mfa.authenticator_removed, "account.factor_removed"),
        (mfa.authenticator_reset, "account.recovery_codes_made"),
        (account.password_changed, "account.password_changed"),
        (account.password_reset, "account.password_reset"),
    ):
        signal.connect(partial(_own_change, action), weak=False, dispatch_uid=f"audit_{action}")


def record_lock_out(request: HttpRequest | None, email: str) -> None:
    """Someone has failed to sign in so often that further attempts are not looked at for a while."""
    record(_stranger(request), "account.locked_out", _account(email), outcome="refused")


def record_lock_out_of(user: User) -> None:
    """The same for the second step, where it is known who is meant."""
    record(_stranger(context.request), "account.locked_out", user, outcome="refused")


def _own_change(action: str, request: HttpRequest | None, user: User, **_: Any) -> None:
    record(_as(request, user), action, user)


def _code_failed(request: HttpRequest | None, user: User, **_: Any) -> None:
    record(_stranger(request), "account.second_step_failed", user, outcome="failed")


def _signed_in(request: HttpRequest | None, user: User, **_: Any) -> None:
    record(_as(request, user), "account.signed_in", user)


def _signed_out(request: HttpRequest | None, user: User | None, **_: Any) -> None:
    if user is not None:
        record(_as(request, user), "account.signed_out", user)


def _failed(credentials: Mapping[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    target = _account(str(credentials.get("email", "")))
    record(_stranger(request), "account.sign_in_failed", target, outcome="failed")


def _account(email: str) -> Target | None:
    return User.objects.filter(email__iexact=email).first()


def _as(request: HttpRequest | None, user: User) -> Scope:
    """The request's scope may stem from before the sign-in: the person is the one who is meant now."""
    scope: Scope | None = getattr(request, "scope", None)
    grants = scope.grants if scope is not None and scope.user_id == user.pk else ()
    return Scope(user.pk, user.name, grants, _origin(request, scope))


def _stranger(request: HttpRequest | None) -> Scope:
    return Scope(None, "Not signed in", (), _origin(request, getattr(request, "scope", None)))


def _origin(request: HttpRequest | None, scope: Scope | None) -> Origin:
    if scope is not None:
        return scope.origin
    address = request.META.get("REMOTE_ADDR", "") if request is not None else ""
    return Origin(address, uuid.uuid4().hex, "web")
