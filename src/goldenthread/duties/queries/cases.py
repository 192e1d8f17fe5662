"""Cases with what happened in them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.http import Http404

from goldenthread.access.scope import Scope
from goldenthread.duties.models import Case, CaseEvent
from goldenthread.duties.queries.together import recorded_with
from goldenthread.duties.rules.event_items import item_lines
from goldenthread.duties.rules.events import detail_lines, event_words
from goldenthread.people.models import Person
from goldenthread.people.protection import ADDRESS, SETTING, hidden_from

WITHHELD = "The note is withheld: a part of this record is protected from your posts."
WITHHELD_WHY = "Withheld: a part of this record is protected from your posts."
_WITH = ("person", "area", "coordinator__organisation")


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event for a page. `details` and `items` are label and words; items only where they were asked for."""

    id: int
    kind: str
    words: str
    on: date
    details: tuple[tuple[str, str], ...]
    note: str
    recorded_at: datetime
    recorded_by: str
    source: str
    set_aside_at: datetime | None
    set_aside_why: str
    items: tuple[tuple[str, str], ...] = ()

    @property
    def stands(self) -> bool:
        """Whether it counts: it was not set aside."""
        return self.set_aside_at is None


def get_case(scope: Scope, case_id: int) -> Case:
    """The case with its child, area and coordinator; Http404 when there is none that the scope may see. One query."""
    case = Case.objects.visible_to(scope).select_related(*_WITH).filter(pk=case_id).first()
    if case is None:
        raise Http404("There is no such case.")
    return case


def case_of(scope: Scope, person: Person) -> Case | None:
    """The newest case of a child, open or closed; one query."""
    found = Case.objects.visible_to(scope).filter(person=person)
    return found.select_related(*_WITH).order_by("-pk").first()


def open_case_of(scope: Scope, person: Person) -> Case | None:
    """The open case of a child in the area that is responsible for the child; one query."""
    found = Case.objects.visible_to(scope).filter(
        person=person, area=person.area_id, closed_on=None
    )
    return found.select_related(*_WITH).first()


def events_of(
    case: Case, *, set_aside: bool = False, items_for: Scope | None = None
) -> list[EventRow]:
    """What happened in a case, the oldest first; with what was set aside only if asked. One query, with items two.

    The caller has the case from one of the queries above: whoever may see it may see its events. Items come only
    `items_for` a scope: what is protected from it among them is withheld, and then notes are too.
    """
    found = case.events.select_related("recorded_by")
    if not set_aside:
        found = found.filter(set_aside_at=None)
    if items_for is None:
        return [event_row(one) for one in found]
    hidden = hidden_from(items_for, [case.person_id]).get(case.person_id, frozenset())
    return [_shown(one, hidden) for one in found]


def _shown(event: CaseEvent, hidden: frozenset[str]) -> EventRow:
    """With its items. What is protected is withheld, and so is a note, which may tell anything."""
    items = item_lines(
        event.kind, event.items, hide_settings=SETTING in hidden, hide_home=ADDRESS in hidden
    )
    row = event_row(event)
    note = WITHHELD if row.note and hidden else row.note
    why = WITHHELD_WHY if row.set_aside_why and hidden else row.set_aside_why
    return replace(row, items=items, note=note, set_aside_why=why)


def get_event(case: Case, event_id: int) -> EventRow:
    """One event of a case; Http404 where the case has none of that key."""
    found = case.events.select_related("recorded_by").filter(pk=event_id).first()
    if found is None:
        raise Http404("There is no such event.")
    return event_row(found)


def events_beside(case: Case, event_id: int) -> list[EventRow]:
    """What was recorded in one act with an event of the case, and still stands. Two queries."""
    event = case.events.filter(pk=event_id).first()
    return [event_row(one) for one in recorded_with(event)] if event is not None else []


def event_row(event: CaseEvent) -> EventRow:
    """An event as values."""
    return EventRow(
        event.pk, event.kind, event_words(event.kind), event.on, detail_lines(event.details),
        event.note, event.recorded_at, event.recorded_by.name if event.recorded_by else "",
        event.get_source_display(), event.set_aside_at, event.set_aside_why,
    )  # fmt: skip
