"""A case as the page of a family reads it: whoever calls has asked `people.rules` what this reader may be told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goldenthread.duties.models import Case
from goldenthread.duties.queries.cases import EventRow, events_of
from goldenthread.duties.queries.ledger import DutyRow, duties_of
from goldenthread.people.models import Person


@dataclass(frozen=True)
class FamilyCase:
    """The newest case of a child in its area: its duties, what happened, and by limit the ground of an exemption.

    `post` and `organisation`: who coordinates it, empty while nobody does. `grounds` holds approved ones alone.
    """

    reference: str
    stage: str
    closed: bool
    post: str
    organisation: str
    events: tuple[EventRow, ...]
    duties: tuple[DutyRow, ...]
    grounds: dict[str, str]


def case_for_family(person: Person, today: date) -> FamilyCase | None:
    """The case of a child whose family page is read; None where there is none. Four queries at most."""
    found = Case.objects.filter(person=person, area=person.area_id)
    case = found.select_related("person", "coordinator__organisation").order_by("-pk").first()
    if case is None:
        return None
    duties = tuple(duties_of(case, today))
    grounds = {}
    if any(row.state.code in _EXEMPT for row in duties):
        grounds = dict(case.exemptions.in_force().values_list("limit", "ground"))
    post = case.coordinator
    return FamilyCase(
        case.reference, case.stage, case.closed_on is not None, post.title if post else "",
        post.organisation.name if post else "", tuple(events_of(case)), duties, grounds,
    )  # fmt: skip


_EXEMPT = ("exempt", "exempt_late")
