"""Pages that show what was opened in an emergency. No other page, and nothing that is sent, knows of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import ParamSpec

from django.db.models import Model
from django.http import HttpRequest, HttpResponse

from goldenthread.access.audit import record
from goldenthread.access.break_glass.kinds import all_kinds
from goldenthread.access.models import BreakGlass, User
from goldenthread.access.scope import Opening, Scope
from goldenthread.core import clock

OPEN = "record.break_glass"
P = ParamSpec("P")
READING = ("GET", "HEAD")


def shows_opened(view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """Mark a view that shows a record also to somebody who opened it in an emergency."""
    view.shows_opened = True  # type: ignore[attr-defined]
    return view


def may_show_opened(request: HttpRequest) -> bool:
    """Whether this request reads a page that is marked so."""
    match = request.resolver_match
    marked = match is not None and getattr(match.func, "shows_opened", False)
    return bool(marked) and request.method in READING


def with_openings(scope: Scope, user: User) -> Scope:
    """The scope together with what the person has open: no query for those who have nothing open."""
    areas = scope.areas_with(OPEN)
    moment = clock.now()
    if not areas or user.opened_until is None or user.opened_until <= moment:
        return scope
    kinds = {one.kind: one for one in all_kinds()}
    running = BreakGlass.objects.running(moment).filter(user=user, area__in=areas, kind__in=kinds)
    # Of a record that is gone there is nothing to show; the opening itself stays on record.
    openings = tuple(
        Opening(row.pk, records, row.ends_at, row.reason)
        for row in running
        if (records := kinds[row.kind].opens(row.key))
    )
    return replace(scope, openings=openings) if openings else scope


def used(scope: Scope, shown: Model, *, area_id: int) -> Opening | None:
    """The opening through which a page of `shown` is read, with its entry in the trail; None where by right."""
    opening = scope.opening_of(shown._meta.label_lower, shown.pk)
    if opening is not None:
        record(scope, "breakglass.used", ("access.breakglass", opening.id), area_id=area_id)
    return opening
