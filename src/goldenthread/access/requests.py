"""A request as the middleware leaves it."""

from __future__ import annotations

from django.http import HttpRequest

from goldenthread.access.scope import Scope


class ScopedRequest(HttpRequest):
    """A request with the scope of whoever sent it (organisations.middleware sets it)."""

    scope: Scope
