"""Looks at a sample of the children as if each had been entered by hand, and derives their duties anew."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from goldenthread.core.errors import UserError
from goldenthread.demo.filling.checking import wrong
from goldenthread.demo.filling.names import chance_of
from goldenthread.duties.deriving import council_of, rows_of, timeline_of
from goldenthread.duties.models import Case, Duty
from goldenthread.duties.rules.events import checked_event
from goldenthread.people.models import Person
from goldenthread.people.rules.identity import STORED, Identity, checked
from goldenthread.statute.explaining import doubts

# One case in so many, within these.
ONE_IN, LEAST, MOST = 100, 20, 500
_DERIVED = [one.attname for one in Duty._meta.concrete_fields if not one.primary_key]


def check_children(seed: int, today: date) -> int:
    """Check children's details and events by the rules of the forms, and that the ledger follows from the events.

    Returns how many cases were looked at. UserError for the first that does not hold.
    """
    keys = list(Case.objects.order_by("pk").values_list("pk", flat=True))
    count = min(len(keys), MOST, max(LEAST, len(keys) // ONE_IN))
    chosen = chance_of(seed, "sample of cases").sample(keys, count)
    for case in Case.objects.filter(pk__in=chosen).select_related("person").order_by("pk"):
        _check_identity(case.person, today)
        _check_case(case, today)
    return count


def _check_identity(person: Person, today: date) -> None:
    _, faults = checked(Identity(**{name: getattr(person, name) for name in STORED}), today)
    if faults:
        raise wrong(person, f"{faults[0].field}: {faults[0].message}")


def _check_case(case: Case, today: date) -> None:
    events = list(case.events.all())
    for event in events:
        try:
            checked_event(event.kind, event.on, event.details, born=case.person.born, today=today)
        except UserError as problem:
            raise wrong(event, str(problem)) from None
    approved = case.exemptions.in_force()
    timeline = timeline_of(case, events, council_of(case.area_id), today, approved)
    if found := doubts(timeline):
        raise wrong(case, found[0])
    if _contents(rows_of(case, timeline)) != _contents(case.duties.all()):
        raise wrong(case, "its ledger differs from what its events make of it")


def _contents(rows: Iterable[Duty]) -> list[tuple[object, ...]]:
    return sorted((tuple(getattr(row, name) for name in _DERIVED) for row in rows), key=repr)
