"""What this room removes by age: ended sessions and links."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.sessions.models import Session
from django.db.models import Q, QuerySet
from django.utils.timezone import make_aware

from goldenthread.access.audit import record
from goldenthread.access.models import Link
from goldenthread.access.scope import Scope


def end_of(day: date) -> datetime:
    """The moment at which `day` is over in England."""
    return make_aware(datetime.combine(day + timedelta(days=1), time.min))


def sessions_due(day: date) -> QuerySet[Session]:
    return Session.objects.filter(expire_date__lt=end_of(day)).order_by("pk")


def links_due(day: date) -> QuerySet[Link]:
    over = end_of(day)
    return Link.objects.filter(
        Q(expires_at__lt=over) | Q(used_at__lt=over) | Q(revoked_at__lt=over)
    ).order_by("pk")


def delete(scope: Scope, rows: Sequence[Any]) -> None:
    """Delete rows of one table. The entry says how many: the key of a session opens it."""
    table = type(rows[0])
    table.objects.filter(pk__in=[row.pk for row in rows]).delete()
    record(scope, "retention.removed", ("table", table._meta.label_lower), count=len(rows))
