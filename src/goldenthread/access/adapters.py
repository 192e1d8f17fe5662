"""How allauth behaves here: accounts are made by invitation only, and everything is said in plain words."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse

from goldenthread.access.audit.sign_ins import record_lock_out
from goldenthread.access.second_factor import had_second_factor
from goldenthread.core import clock

LOCKED_OUT = "too_many_login_attempts"
# Whoever sets up a first second step has this long before the password is asked for again.
FRESH_SECONDS = 900


class AccountAdapter(DefaultAccountAdapter):
    """No self sign-up: an administrator makes each account, for a post."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "The email address or the password is not right.",
        "incorrect_password": "That password is not right.",
        "enter_current_password": "That is not your current password.",
        LOCKED_OUT: "There were too many wrong attempts. Wait five minutes, then try again.",
        "rate_limited": "There were too many wrong attempts. Wait five minutes, then try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            record_lock_out(request, str(credentials.get("email", "")))
            raise

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("mfa_index")

    def get_client_ip(self, request: HttpRequest) -> str:
        """As the middleware has found it: one place decides which proxies are believed."""
        return str(request.META.get("REMOTE_ADDR") or "0.0.0.0")  # noqa: S104 - a name for "unknown"

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Changing a second step asks for the password again; setting up the first after signing in does not."""
        request = self.request
        if app == "allauth.mfa" and request is not None:
            records = get_authentication_records(request, request.user)
            signed_in = max((record["at"] for record in records), default=0.0)
            fresh = clock.now().timestamp() - signed_in < FRESH_SECONDS
            if fresh and not had_second_factor(request, datetime.fromtimestamp(signed_in, UTC)):
                return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def get_reauthentication_methods(
        self, user: AbstractBaseUser | AnonymousUser
    ) -> list[dict[str, Any]]:
        words = {
            "reauthenticate": "Use your password",
            "mfa_reauthenticate": "Use a code from your app, or a recovery code",
            "mfa_reauthenticate:webauthn": "Use a passkey",
        }
        methods = super().get_reauthentication_methods(user)
        return [{**method, "description": words[method["id"]]} for method in methods]
