"""What came back to whoever raised or owns an entry: the last answer to each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import OuterRef, Q, Subquery

from goldenthread.access.scope import Scope
from goldenthread.registers.models import Entry, EntryEvent
from goldenthread.registers.rules.definitions import register

# How long an answer stands on the page that somebody begins with.
NEW_DAYS = 30
_ANSWERS = (EntryEvent.Kind.ANSWERED, EntryEvent.Kind.SENT_BACK)


@dataclass(frozen=True)
class CameBack:
    """The last answer to an entry: what came back, from whom, in which words. `raised`: a post of the reader's did."""

    id: int
    name: str
    what: str
    by: str
    on: date
    said: str
    raised: bool


def new_answers(scope: Scope, as_at: date, most: int = 5) -> list[CameBack]:
    """Those of the last days, the newest first: one query, none for somebody without posts."""
    return _answers(scope, Q(answered_on__gte=as_at - timedelta(days=NEW_DAYS)), most)


def answers_back(scope: Scope, most: int = 20) -> list[CameBack]:
    """Those of whatever day, the newest first: one query, none for somebody without posts."""
    return _answers(scope, Q(answered_on__isnull=False), most)


def _answers(scope: Scope, when: Q, most: int) -> list[CameBack]:
    posts = scope.post_ids
    if not posts:
        return []
    events = EntryEvent.objects.filter(entry=OuterRef("pk"), kind__in=_ANSWERS)
    rows = (
        Entry.objects.visible_to(scope)
        .filter(when, Q(raised_post__in=posts) | Q(owner__in=posts), level=0)
        .annotate(said=Subquery(events.order_by("-at", "-pk").values("text")[:1]))
        .order_by("-answered_on", "-pk")
    )
    return [
        CameBack(
            id=entry.pk,
            name=str(entry),
            what=entry.get_answered_display(),
            by=register(entry.register).level_name(entry.answered_level),
            on=entry.answered_on,
            said=entry.said or "",
            raised=entry.raised_post_id in posts,
        )
        for entry in rows[:most]
        if entry.answered_on is not None
    ]
