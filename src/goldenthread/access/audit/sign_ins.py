"""Puts signing in and out, failing to, and being locked out into the trail.

Listens to Django's own signals because every way in, with or without allauth, ends there. What was typed is
not kept: a failed attempt names an account only where there is one.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

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


def record_lock_out(request: HttpRequest | None, email: str) -> None:
    """Someone has failed to sign in so often that further attempts are not looked at for a while."""
    record(_stranger(request), "account.locked_out", _account(email), outcome="refused")


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
