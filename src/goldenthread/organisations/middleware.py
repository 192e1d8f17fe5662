"""Gives each request its scope."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from goldenthread.access.break_glass.pages import may_show_opened, with_openings
from goldenthread.access.models import User
from goldenthread.access.scope import Origin, Scope
from goldenthread.organisations.scopes import build_scope


class ScopeMiddleware:
    """Sets `request.scope`, built from the person's posts when a view first asks for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.scope = SimpleLazyObject(lambda: self._scope(request))  # type: ignore[attr-defined]
        return self.get_response(request)

    @staticmethod
    def _scope(request: HttpRequest) -> Scope:
        origin = Origin(
            address=request.META.get("REMOTE_ADDR", ""),
            request_id=uuid.uuid4().hex,
            channel="web",
        )
        if not isinstance(request.user, User):
            return build_scope(None, origin)
        scope = build_scope(request.user, origin)
        return with_openings(scope, request.user) if may_show_opened(request) else scope
