"""One invented child with something of everything, and those who read the record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import uuid4

from goldenthread.duties.deriving import rewrite
from goldenthread.duties.models import Case, CaseEvent
from goldenthread.organisations.models import LocalArea, Organisation
from goldenthread.people.models import (
    Address,
    Carer,
    CarerLink,
    Consent,
    ContactPoint,
    Need,
    NetworkMember,
    Person,
    SettingStay,
    Sibling,
)
from tests import factories

TODAY = date(2026, 11, 22)
ASKED = TODAY - timedelta(weeks=17)
ADDRESS, SCHOOL, NUMBER = "12 Harbour Rise", "Saltmarsh Primary", "07700900123"


@dataclass
class Around:
    """The child, the case, and a reader of each kind; the carer who is restricted is called Blackwood."""

    area: LocalArea
    child: Person
    case: Case
    school: Organisation
    coordinator: factories.Person
    senco: factories.Person
    nurse: factories.Person
    carers: tuple[CarerLink, CarerLink]


def make_around() -> Around:
    """A child in week 17 of an assessment whose decision came three days late."""
    area = factories.make_area()
    coordinator = factories.make_person(area, "case_coordinator")
    coordinator.post.contact = "01632 960001"
    coordinator.post.save()
    school = factories.make_organisation(area, kind="school", name=SCHOOL)
    senco = factories.make_person(area, "school_senco", organisation=school)
    nurse = factories.make_person(area, "advice_giver")
    child = Person.objects.create(
        area=area, legal_forenames="Imogen", legal_surname="Tarn", used_forename="Immy",
        born=date(2016, 5, 4), nhs_number="9434765919", sent_key=uuid4(),
    )  # fmt: skip
    mother = _carer(child, "Ashby", relation="mother")
    father = _carer(
        child, "Blackwood", relation="father", restriction="no_contact", basis="Order of 3 March 2026"
    )  # fmt: skip
    ContactPoint.objects.create(carer=mother.carer, kind="mobile", value=NUMBER, preferred=True)
    other = Person.objects.create(
        area=area, legal_forenames="Wren", legal_surname="Tarn", born=date(2018, 2, 1), sent_key=uuid4()
    )  # fmt: skip
    Sibling.objects.create(first=child, second=other, kind="sibling")
    Address.objects.create(
        person=child, kind="home", lines=ADDRESS, postcode="LA5 9AA", starts_on=date(2024, 1, 5)
    )
    Address.objects.create(
        person=child, kind="home", lines="3 Old Lane", starts_on=date(2020, 1, 5),
        ends_on=date(2024, 1, 4),
    )  # fmt: skip
    SettingStay.objects.create(
        person=child, organisation=school, phase="primary", starts_on=date(2021, 9, 1)
    )
    Need.objects.create(person=child, type="SLCN", rank=1, starts_on=date(2025, 1, 1))
    Need.objects.create(person=child, type="ASD", rank=2, starts_on=date(2025, 1, 1))
    NetworkMember.objects.create(
        person=child, post=nurse.post, role="nurse", starts_on=date(2025, 1, 1)
    )
    Consent.objects.create(
        person=child, purpose="share_health", answer="given", carer=mother.carer,
        how="By telephone", starts_on=date(2026, 8, 1),
    )  # fmt: skip
    case = make_case(child, coordinator)
    return Around(area, child, case, school, coordinator, senco, nurse, (mother, father))


def _carer(child: Person, surname: str, **given: str) -> CarerLink:
    carer = Carer.objects.create(area=child.area, forename="Kim", surname=surname)
    return CarerLink.objects.create(
        person=child, carer=carer, parental_responsibility="yes", starts_on=child.born, **given
    )


_REVIEW: list[tuple[str, int, dict[str, str]]] = [
    ("review_notice_given", -20, {}),
    ("review_meeting_held", 0, {}),
    ("review_report_received", 12, {}),
    ("review_decision_sent", 26, {"outcome": "maintain"}),
]


def make_case(child: Person, coordinator: factories.Person, years: int = 0) -> Case:
    """Asked 17 weeks ago, decided after 6 weeks and 3 days; before that so many `years` with four events each."""
    case = Case.objects.create(
        person=child, area=child.area, coordinator=coordinator.post, stage="assessment",
        stage_since=ASKED + timedelta(days=45), opened_on=ASKED,
    )  # fmt: skip
    happened = [("request_received", 0), ("assessment_decision_sent", 45)]
    events = [
        CaseEvent(case=case, kind=kind, on=ASKED + timedelta(days)) for kind, days in happened
    ]
    adviser = {"adviser": "educational_psychologist"}
    for days in (50, 51):
        events.append(
            CaseEvent(
                case=case, kind="advice_requested", on=ASKED + timedelta(days), details=adviser
            )
        )
    for year in range(2026 - years, 2026):
        events += [
            CaseEvent(
                case=case, kind=kind, on=date(year, 3, 2) + timedelta(days=days), details=told
            )
            for kind, days, told in _REVIEW
        ]
    CaseEvent.objects.bulk_create(events)
    rewrite(case)
    case.save()
    return case
