"""Who acts in the demonstration."""

from __future__ import annotations

from dataclasses import replace

from goldenthread.access.models import User
from goldenthread.access.scope import Origin, Scope
from goldenthread.demo.source import address
from goldenthread.organisations.scopes import build_scope


def person(name: str) -> tuple[Scope, int]:
    """The scope of a demonstration person on the day the clock stands at, and their post."""
    user = User.objects.get(email=address(name))
    scope = replace(build_scope(user), origin=Origin(channel="demo"))
    return scope, next(iter(scope.post_ids))
