"""What was recorded in one act: an event and what came with it."""

from __future__ import annotations

from goldenthread.duties.models import CaseEvent
from goldenthread.duties.rules.companions import key_of, kinds_beside


def recorded_with(event: CaseEvent) -> list[CaseEvent]:
    """The events that were recorded in the same act as this one and still stand. One query, where there can be any."""
    if event.sent_key is None or not (kinds := kinds_beside(event.kind)):
        return []
    beside = CaseEvent.objects.filter(
        case=event.case_id, kind__in=kinds, set_aside_at=None, recorded_by=event.recorded_by_id
    )
    own, forms = event.sent_key, beside.exclude(sent_key=None)
    return [
        one
        for one in forms
        if one.sent_key
        and (one.sent_key == key_of(own, one.kind) or own == key_of(one.sent_key, event.kind))
    ]
