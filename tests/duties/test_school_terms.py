"""A council that counts in school days counts by its terms, and says where they are not known."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client

from goldenthread.duties.actions.clocks import set_conventions
from goldenthread.duties.actions.refreshing import refresh_some
from goldenthread.duties.models import Case, Duty
from goldenthread.organisations.actions.terms import set_terms
from goldenthread.organisations.rules.terms import TermDays
from tests.duties.makers import area_of, happen, make_case
from tests.factories import Person, make_area, make_person

pytestmark = pytest.mark.django_db
CONSULTED = date(2026, 7, 15)
SUMMER = TermDays("Summer", date(2026, 6, 1), date(2026, 7, 21))
AUTUMN = TermDays("Autumn", date(2026, 9, 2), date(2026, 10, 23))


@pytest.fixture
def manager() -> Person:
    return make_person(make_area(), "send_manager")


@pytest.fixture
def case(manager: Person) -> Case:
    made = make_case(manager)
    happen(manager, made, "request_received", date(2026, 3, 2), {"by": "parent"})
    happen(manager, made, "school_consulted", CONSULTED)
    return made


def tell(manager: Person, year: int, *terms: TermDays) -> None:
    set_terms(
        scope=manager.scope, area_id=area_of(manager).pk, year=year, organisation_id=None, version=0,
        rows=terms, source="",
    )  # fmt: skip


def reply(case: Case) -> date | None:
    return Duty.objects.get(case=case, rule="PLN-5").guidance_due


def test_terms_count_where_the_council_counts_by_them_and_what_is_recorded_goes_before(
    manager: Person, case: Case, client: Client
) -> None:
    assert reply(case) == date(2026, 7, 30)
    tell(manager, 2025, SUMMER)
    assert refresh_some() == 0
    set_conventions(
        scope=manager.scope, area_id=case.area_id, version=1, answers={"school_reply": "school_days"}
    )  # fmt: skip
    refresh_some()
    assert reply(case) is None
    client.force_login(manager.user)
    why = client.get(f"/cases/{case.pk}/duties/PLN-5_1/why/").content.decode()
    assert "The school terms of 2026/27 are not known yet" in why
    tell(manager, 2026, AUTUMN)
    assert refresh_some() == 1
    assert reply(case) == date(2026, 9, 16)
    # The school itself said that it opens two days later.
    happen(manager, case, "school_closed", date(2026, 7, 22), {"reopens": "2026-09-04"})
    assert reply(case) == date(2026, 9, 18)


def test_a_claim_for_a_closure_is_filled_in_from_the_terms(
    manager: Person, case: Case, client: Client
) -> None:
    tell(manager, 2025, SUMMER)
    client.force_login(manager.user)
    address = f"/cases/{case.pk}/exemptions/claim/PLN-9_1/"
    page = client.get(address).content.decode()
    assert "The school terms of 2026/27 are not known yet" not in page
    tell(manager, 2026, AUTUMN)
    page = client.get(address).content.decode()
    assert "closed from 22 July 2026, open again on 2 September 2026 (42 days)" in page
    days = dict(re.findall(r'name="((?:since|until)-\w+)"[^>]*value="(\d+)"', page))
    assert [days[f"until-{part}"] for part in ("day", "month", "year")] == ["2", "9", "2026"]
