"""Exemptions over the pages: a summer closure accepted for one limit and refused for another, and what obeys it."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goldenthread.access.models import AuditEntry
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.duties.actions.events import set_aside_event
from goldenthread.duties.actions.exemptions import (
    Claimed,
    claim_exemption,
    decide_exemption,
    withdraw_exemption,
)
from goldenthread.duties.deriving import rewrite
from goldenthread.duties.models import Case, Duty, ExemptionClaim
from tests.duties.makers import area_of, happen, make_case
from tests.factories import Person, make_area, make_person
from tests.people.families import make_protection

pytestmark = pytest.mark.django_db
# A summer before today, whenever that is: the six weeks end in it, the twenty after it.
ASKED, TOLD = date(2026, 6, 22), date(2026, 7, 17)
CLOSED, OPENS = date(2026, 7, 22), date(2026, 9, 2)
CAUSE = "The head teacher could give no advice before 3 September."


@pytest.fixture
def coordinator() -> Person:
    return make_person(make_area(), "case_coordinator")


@pytest.fixture
def manager(coordinator: Person) -> Person:
    return make_person(area_of(coordinator), "send_manager")


@pytest.fixture
def case(coordinator: Person) -> Case:
    made = make_case(coordinator, coordinator=coordinator)
    happen(coordinator, made, "request_received", ASKED, {"by": "parent"})
    happen(coordinator, made, "advice_requested", TOLD, {"adviser": "school"})
    happen(coordinator, made, "body_request_received", TOLD, {"body": "nhs_trust"})
    return made


def claimed(*limits: str, **given: Any) -> Claimed:
    usual: dict[str, Any] = {
        "ground": "school_closure", "since": CLOSED, "until": OPENS, "advice_requested_on": TOLD,
        "cause": CAUSE, "evidence": "Its e-mail of 17 July", "sent_key": uuid4(),
    }  # fmt: skip
    return Claimed(limits or ("REQ-6",), **(usual | given))


def approved(coordinator: Person, manager: Person, case: Case) -> ExemptionClaim:
    made = claim_exemption(scope=coordinator.scope, case_id=case.pk, claimed=claimed())
    return decide_exemption(
        scope=manager.scope, claim_id=made.pk, version=1, approve=True, why="Shown by the e-mail"
    )


def parts(name: str, day: date) -> dict[str, str]:
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}  # fmt: skip


def typed(page: str, cause: str = CAUSE) -> dict[str, str]:
    """The form as it stands on the page, filled in."""
    hidden = dict(re.findall(r'type="hidden" name="(\w+)"[^>]*value="([^"]*)"', page))
    return {
        name: value for name, value in hidden.items() if name in ("sent", "tested", "version")
    } | {
        "ground": "school_closure", "cause": cause, "evidence": "The school’s e-mail of 17 July",
        **parts("since", CLOSED), **parts("until", OPENS), **parts("advice_requested_on", TOLD),
    }  # fmt: skip


def claim_on_screen(client: Client, case: Case, limit: str, cause: str = CAUSE) -> str:
    """Test it, then claim it, as the page asks; the address of the claim."""
    address = f"/cases/{case.pk}/exemptions/claim/{limit}_1/"
    page = client.get(address).content.decode()
    test = client.post(address, typed(page, cause))
    page = test.content.decode()
    assert test.status_code == 200
    assert "It is not claimed yet" in page
    assert "15 July 2026 to 26 August 2026" in page
    assert "Last day by law, as before" in page
    for _ in range(2):  # pressed twice
        answer = client.post(address, typed(page, cause))
    return str(answer["Location"])


def duty(case: Case, rule: str) -> Duty:
    return Duty.objects.get(case=case, rule=rule, number=1)


def test_a_summer_closure_is_accepted_for_one_limit_and_refused_for_another(
    coordinator: Person, manager: Person, case: Case, client: Client
) -> None:
    client.force_login(coordinator.user)
    home = f"/cases/{case.pk}/exemptions/"
    page = client.get(home).content.decode()
    assert "A shortage of psychologists or therapists is no ground" in page
    assert "All time limits of the case were put off at once" in page
    body = f"{home}claim/ADV-5_1/"
    page = client.get(body).content.decode()
    assert "cannot rely on this ground for this limit: the school that had to advise" in page
    assert client.post(body, typed(page)).status_code == 400
    decision = claim_on_screen(client, case, "REQ-6")
    plan = claim_on_screen(client, case, "PLN-9", "The plan needed that advice too.")
    assert ExemptionClaim.objects.count() == 2
    assert "You claimed it yourself" in client.get(decision).content.decode()
    assert client.get(f"{decision}decide/").status_code == 403

    client.force_login(manager.user)
    page = client.get(f"{decision}decide/").content.decode()
    assert "Tested again today" in page
    given = {"version": "1", "approve": "yes", "why": "The e-mail shows it"}
    assert client.post(f"{decision}decide/", given)["Location"] == decision
    given |= {"approve": "no", "why": "Advice was back on 4 September; nine weeks were left"}
    assert client.post(f"{plan}decide/", given)["Location"] == plan
    late, plan_late = duty(case, "REQ-6"), duty(case, "PLN-9")
    assert (late.exempt, late.outcome, late.statutory_due) == (True, "pending", date(2026, 8, 3))
    assert (plan_late.exempt, plan_late.statutory_due) == (False, date(2026, 11, 9))

    ledger = client.get(f"/cases/{case.pk}/duties/").content.decode()
    assert "Exempt, not done" in ledger
    why = client.get(f"/cases/{case.pk}/duties/REQ-6_1/why/").content.decode()
    assert "The limit is disapplied" in why
    assert f"approved by {manager.user.name}" in why
    assert "Exempt, not done" in client.get(f"/children/{case.person_id}/").content.decode()
    worklist = client.get("/worklist/?whose=all&when=exempt").content.decode()
    assert "Exempt, not done" in worklist
    overdue = client.get("/worklist/?whose=all&when=overdue").content.decode()
    assert "REQ-6_1" not in overdue
    assert "PLN-9_1" in overdue

    page = client.get(f"{decision}withdraw/").content.decode()
    assert client.post(f"{decision}withdraw/", {"version": "2", "why": "Wrong child"}).status_code == 302  # fmt: skip
    assert duty(case, "REQ-6").exempt is False
    assert "Overdue by" in client.get(f"/cases/{case.pk}/duties/").content.decode()
    actions = AuditEntry.objects.filter(target_type="duties.exemptionclaim").values_list(
        "action", flat=True
    )
    assert {"exemptionclaim.claimed", "exemptionclaim.approved", "exemptionclaim.refused",
            "exemptionclaim.withdrawn", "exemptionclaim.read"} == set(actions)  # fmt: skip


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (claimed("REQ-6", "DEC-1", "PLN-9"), "blanket_pause"),
        (claimed(ground="adviser_shortage"), "ground_not_available"),
        (claimed(ground="local_pause"), "ground_not_available"),
        (claimed(advice_requested_on=date(2026, 7, 14)), "ground_not_available"),
        (claimed(until=date(2026, 8, 18)), "ground_not_available"),
        (claimed("AR-9"), "nothing_to_claim"),
        (claimed(ground="absence_from_area", since=date(2099, 1, 1), until=None), "end_missing"),
        (
            claimed(
                ground="exceptional_personal_circumstances", since=date(2099, 1, 1), until=None
            ),
            "not_happened_yet",
        ),
        (claimed(cause=" "), "text_missing"),
        (claimed(evidence=""), "text_missing"),
    ],
)
def test_what_is_refused_before_anybody_is_asked(
    coordinator: Person, case: Case, given: Claimed, code: str
) -> None:
    with pytest.raises(UserError) as refused:
        claim_exemption(scope=coordinator.scope, case_id=case.pk, claimed=given)
    assert refused.value.code == code
    assert not ExemptionClaim.objects.exists()


def test_a_form_with_every_limit_in_it_is_refused_as_a_pause(
    coordinator: Person, case: Case, client: Client
) -> None:
    client.force_login(coordinator.user)
    address = f"/cases/{case.pk}/exemptions/claim/REQ-6_1/"
    given = typed(client.get(address).content.decode()) | {"limit": "PLN-9"}
    answer = client.post(address, given)
    assert answer.status_code == 400
    assert "would be a pause, and no provision gives one" in answer.content.decode()
    assert client.get(f"/cases/{case.pk}/exemptions/claim/ADV-6_1/").status_code == 404


def test_the_same_form_claims_once_the_same_ground_stands_once_and_the_same_words_excuse_one_limit(
    coordinator: Person, case: Case
) -> None:
    given = claimed()
    made = claim_exemption(scope=coordinator.scope, case_id=case.pk, claimed=given)
    assert claim_exemption(scope=coordinator.scope, case_id=case.pk, claimed=given) == made
    for again, code in ((claimed(), "claimed_already"), (claimed("PLN-9"), "same_cause")):
        with pytest.raises(UserError) as refused:
            claim_exemption(scope=coordinator.scope, case_id=case.pk, claimed=again)
        assert refused.value.code == code


def test_nobody_decides_on_their_own_claim_or_twice_or_without_the_right(
    coordinator: Person, manager: Person, case: Case
) -> None:
    own = claim_exemption(scope=manager.scope, case_id=case.pk, claimed=claimed())
    given: dict[str, Any] = {"claim_id": own.pk, "version": 1, "approve": True, "why": "Yes"}
    for person in (manager, coordinator):
        with pytest.raises(NotAllowed):
            decide_exemption(scope=person.scope, **given)
    other = make_person(area_of(manager), "send_manager")
    with pytest.raises(UserError) as reasonless:
        decide_exemption(scope=other.scope, **given | {"why": " "})
    assert reasonless.value.where == "why"
    decide_exemption(scope=other.scope, **given)
    for version, code in ((1, "changed_meanwhile"), (2, "decided_already")):
        with pytest.raises(UserError) as refused:
            decide_exemption(scope=other.scope, **given | {"version": version})
        assert refused.value.code == code
    withdraw_exemption(scope=coordinator.scope, claim_id=own.pk, version=2, why="In error")
    with pytest.raises(UserError) as gone:
        withdraw_exemption(scope=coordinator.scope, claim_id=own.pk, version=3, why="In error")
    assert gone.value.code == "not_standing"


def test_what_was_approved_is_tested_again_with_the_case_and_every_night(
    coordinator: Person, manager: Person, case: Case
) -> None:
    approved(coordinator, manager, case)
    case.refresh_from_db()
    rewrite(case)
    assert duty(case, "REQ-6").exempt
    # The request turns out to have come in spring: the six weeks were over before the school was asked.
    happen(coordinator, case, "request_received", date(2026, 3, 2), {"by": "parent"})
    assert not duty(case, "REQ-6").exempt
    first = case.events.get(on=date(2026, 3, 2))
    set_aside_event(scope=coordinator.scope, case_id=case.pk, version=None, event_id=first.pk, why="x")  # fmt: skip
    assert duty(case, "REQ-6").exempt


def test_a_claim_whose_days_no_longer_fit_cannot_be_approved(
    coordinator: Person, manager: Person, case: Case
) -> None:
    made = claim_exemption(scope=coordinator.scope, case_id=case.pk, claimed=claimed())
    happen(coordinator, case, "request_received", date(2026, 3, 2), {"by": "parent"})
    with pytest.raises(UserError) as refused:
        decide_exemption(
            scope=manager.scope, claim_id=made.pk, version=1, approve=True, why="Shown"
        )
    assert refused.value.code == "ground_not_available"


def test_the_list_of_an_area_tells_share_causes_and_approver_and_what_is_protected_stays_so(
    coordinator: Person, manager: Person, case: Case, client: Client
) -> None:
    made = approved(coordinator, manager, case)
    client.force_login(manager.user)
    client.get("/cases/exemptions/")
    pages = (
        "/cases/exemptions/", f"/cases/{case.pk}/exemptions/", f"/cases/{case.pk}/exemptions/{made.pk}/",
        f"/cases/{case.pk}/exemptions/claim/PLN-9_1/", f"/cases/{case.pk}/duties/REQ-6_1/why/",
        f"/cases/{case.pk}/exemptions/{made.pk}/decide/", f"/cases/{case.pk}/exemptions/{made.pk}/withdraw/",
    )  # fmt: skip
    for address in pages:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200, address
        assert len(queries) <= 12, (address, len(queries))
    page = client.get("/cases/exemptions/").content.decode()
    assert "1 of 1 (100.0%)" in page
    assert CAUSE in page
    assert f"Decided by {manager.user.name}" in page
    copy = f"/cases/exemptions/{case.area_id}/export/json/"
    (row,) = json.loads(client.get(copy).content)["rows"]
    assert (row["limit"], row["cause"], row["decided_by"]) == ("REQ-6", CAUSE, manager.user.name)
    make_protection(case.person, "setting", coordinator.post)
    assert CAUSE not in client.get("/cases/exemptions/").content.decode()
    assert CAUSE not in client.get(copy).content.decode()
    assert CAUSE not in client.get(pages[2]).content.decode()
    client.force_login(make_person(make_area(), "send_manager").user)
    assert CAUSE not in client.get("/cases/exemptions/").content.decode()
    client.force_login(make_person(area_of(manager), "school_senco").user)
    assert client.get("/cases/exemptions/").status_code == 403
