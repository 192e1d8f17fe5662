"""A request as the middleware leaves it, and where it came from."""

from __future__ import annotations

import ipaddress
import uuid
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from goldenthread.access.scope import Origin, Scope


class ScopedRequest(HttpRequest):
    """A request with the scope of whoever sent it (organisations.middleware sets it)."""

    scope: Scope


def origin_of(request: HttpRequest, channel: str) -> Origin:
    """Where the request came from, with a key of its own for the audit trail."""
    return Origin(request.META.get("REMOTE_ADDR", ""), uuid.uuid4().hex, channel)


def client_address(meta: Mapping[str, Any], trusted_proxies: int) -> str:
    """The address that asked, given how many proxies of our own stand before us.

    Each proxy adds on the right of X-Forwarded-For whoever spoke to it, so the entry that our outermost
    proxy added is `trusted_proxies` from the right; everything left of it anyone may have made up.
    Without proxies of our own the header counts for nothing.
    """
    nearest = str(meta.get("REMOTE_ADDR", ""))
    said = [part.strip() for part in str(meta.get("HTTP_X_FORWARDED_FOR", "")).split(",")]
    if trusted_proxies < 1 or len(said) < trusted_proxies:
        return nearest
    try:
        return str(ipaddress.ip_address(said[-trusted_proxies]))
    except ValueError:
        return nearest
