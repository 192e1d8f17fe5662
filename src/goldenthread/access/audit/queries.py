"""Reads the trail for its pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Count, Min

from goldenthread.access.audit.sealing import LATE_SECONDS, unsealed
from goldenthread.access.audit.sentences import USER, EntryRow, people_in, row_of
from goldenthread.access.models import AuditEntry, AuditEntryQuerySet, User
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.core.numbers import whole_number
from goldenthread.ui.filters import plural
from goldenthread.ui.pagination import Page, paginate

ORDER = ("-at", "-id")
SIZE = 50


@dataclass(frozen=True)
class Tail:
    """How many of the newest entries wait to be sealed, and for how many seconds the oldest has."""

    count: int
    seconds: int

    @property
    def late(self) -> bool:
        """Whether the sealer cannot be at work."""
        return self.count > 0 and self.seconds > LATE_SECONDS

    @property
    def age(self) -> str:
        """How long the oldest has waited: `40 seconds`, `5 minutes`, `3 hours`, `290 days`."""
        for unit, length in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
            if self.seconds >= 2 * length:
                return plural(self.seconds // length, unit)
        return plural(self.seconds, "second")


def visible(scope: Scope) -> AuditEntryQuerySet:
    """What `scope` may read of the trail. NotAllowed where that is nothing by right."""
    scope.need("audit.view")
    return AuditEntry.objects.visible_to(scope)


def page_of(entries: AuditEntryQuerySet, params: Mapping[str, str]) -> Page[EntryRow]:
    """One page of `entries`, newest first, in sentences: two queries."""
    page = paginate(entries, ORDER, params, SIZE)
    people = {one for entry in page.rows for one in people_in(entry)}
    names = dict(User.objects.filter(pk__in=people).values_list("pk", "name"))
    return replace(page, rows=[row_of(entry, names) for entry in page.rows])


def last_reads(
    target_type: str, target_id: object, action_code: str, most: int
) -> list[tuple[datetime, frozenset[int]]]:
    """When a record was last read, and through which posts, the latest first: one query, and no person's name.

    For those who may read the record itself, whatever they may see of the trail.
    """
    rows = (
        AuditEntry.objects.about(target_type, str(target_id))
        .filter(action=action_code, outcome=AuditEntry.Outcome.DONE)
        .order_by(*ORDER)
        .values_list("at", "post_ids")[:most]
    )
    return [(at, frozenset(int(one) for one in ids.split(",") if one)) for at, ids in rows]


def names_of(target_type: str, target_id: str) -> dict[int, str]:
    """The name of the person that the record is, by id; empty for every other kind of record."""
    key = whole_number(target_id)
    if target_type != USER or key is None:
        return {}
    return dict(User.objects.filter(pk=key).values_list("pk", "name"))


def tail() -> Tail:
    """The unsealed end of the trail. Looks near the newest rows only; `audit verify` counts all."""
    waiting = unsealed(sweep=False).order_by().aggregate(count=Count("pk"), oldest=Min("at"))
    oldest = waiting["oldest"]
    seconds = int((clock.now() - oldest).total_seconds()) if oldest else 0
    return Tail(waiting["count"], max(0, seconds))
