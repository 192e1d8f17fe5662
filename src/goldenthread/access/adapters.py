"""How allauth behaves here: accounts are made by invitation only."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from goldenthread.access.audit.sign_ins import record_lock_out


class AccountAdapter(DefaultAccountAdapter):
    """No self sign-up: an administrator makes each account, for a post."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            record_lock_out(request, str(credentials.get("email", "")))
            raise
