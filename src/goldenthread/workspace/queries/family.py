"""What the family page is made of: the case, what the council says of itself and of delays. At most seven queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goldenthread.assessments.queries.areas import Contact, contact_of
from goldenthread.duties.queries.families import FamilyCase, case_for_family
from goldenthread.messages.queries.families import new_answers
from goldenthread.messages.queries.statements import InForce, in_force
from goldenthread.people.permissions import ALL
from goldenthread.people.protection import SETTING
from goldenthread.people.queries.access import WHY, readers_of
from goldenthread.people.queries.family_links import FamilyReader

PLACE = "The place where the child learns"


@dataclass(frozen=True)
class FamilyPage:
    """All that the page is made of; `contact` is how the council says that it is reached."""

    reader: FamilyReader
    case: FamilyCase | None
    contact: Contact
    statements: tuple[InForce, ...]
    waiting: int
    answered: int


@dataclass(frozen=True)
class SeesRow:
    """A role that can read the record, its organisation where the reader may know it, and why."""

    role: str
    organisation: str
    why: str


def family_page(reader: FamilyReader, today: date) -> FamilyPage:
    """The page of whoever came by a link. Seven queries at most."""
    area_id = reader.person.area_id
    waiting, answered = new_answers(reader)
    return FamilyPage(
        reader=reader,
        case=case_for_family(reader.person, today),
        contact=contact_of(area_id),
        statements=in_force(area_id, "young" if reader.young else "families", today),
        waiting=waiting,
        answered=answered,
    )


def who_sees(reader: FamilyReader, today: date) -> list[SeesRow]:
    """Roles and organisations that can read the record, each once. One query.

    Where the reader may not know the place, or nobody may, what would tell it is left out.
    """
    rows = set()
    for one in readers_of(reader.person, today):
        hidden = one.of_setting and (SETTING in reader.protected or not reader.knows_place)
        tells = one.why != WHY[ALL] and not reader.knows_place
        organisation = PLACE if hidden and one.of_setting else "" if tells else one.organisation
        rows.add(SeesRow(one.role, organisation, one.why))
    order = list(WHY.values())
    return sorted(rows, key=lambda row: (order.index(row.why), row.organisation, row.role))
