"""The pages from a request to the decision, over HTTP: the whole way, what they cost, what they refuse."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from goldenthread.access.models import AuditEntry
from goldenthread.assessments.models import Decision, FamilyAnswer
from goldenthread.core import clock
from goldenthread.messages.models import Letter
from tests.assessments import deciding
from tests.assessments.deciding import (
    REFUSED,
    SAID,
    Around,
    asked_on,
    decided,
    lettered,
    notices,
    went,
)
from tests.factories import Person
from tests.people.families import make_protection

pytestmark = pytest.mark.django_db
MOST = 12


@pytest.fixture
def around() -> Around:
    return deciding.make_around()


def at(name: str, around: Around) -> str:
    return reverse(f"assessments:{name}", args=[around.case.pk])


def hidden(page: str, *names: str) -> dict[str, str]:
    found = {name: re.search(rf'name="{name}"[^>]*value="([^"]*)"', page) for name in names}
    return {name: one[1] if one else "" for name, one in found.items()}


def read(client: Client, who: Person, address: str, status: int = 200) -> str:
    client.force_login(who.user)
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def day(name: str, on: date) -> dict[str, str]:
    return {
        f"{name}-day": str(on.day),
        f"{name}-month": str(on.month),
        f"{name}-year": str(on.year),
    }


def form_of(around: Around) -> dict[str, Any]:
    told = deciding.vars_of(SAID)
    yes = dict.fromkeys(("may_have_needs", "may_need_plan", "child_heard"), "yes")
    return told | yes | {"evidence": list(SAID.evidence)}


def test_the_whole_way_by_the_pages(around: Around, client: Client) -> None:
    record = read(client, around.coordinator, reverse("workspace:record", args=[around.child.pk]))
    assert at("considering", around) in record
    page = read(client, around.coordinator, at("notices", around))
    given = hidden(page, "version", "sent") | {"family": "on"}
    given |= {name: f"post-{key}" for name, key in around.posts.items()}
    for _ in range(2):  # pressed twice
        assert client.post(at("notices", around), given)["Location"] == at("considering", around)
    assert Letter.objects.count() == 2
    page = read(client, around.coordinator, at("considering", around))
    assert page.count("Not sent yet") == 4
    assert "The law gives no number of days for this" in page
    page = read(client, around.coordinator, at("answer", around))
    given = hidden(page, "version", "sent") | {
        "who": str(around.mother.carer_id),
        "how": "telephone",
    }
    given |= {"words": "She is worn out."} | day("on", clock.today())
    for _ in range(2):
        assert client.post(at("answer", around), given)["Location"] == at("considering", around)
    assert FamilyAnswer.objects.count() == 1
    page = read(client, around.coordinator, at("write_decision", around))
    given = form_of(around) | hidden(page, "version")
    assert client.post(at("write_decision", around), given)["Location"] == at("decision", around)
    page = read(client, around.coordinator, at("decision", around))
    assert "A SEND manager takes the decision" in page
    page = read(client, around.manager, at("take_decision", around))
    given = hidden(page, "version") | day("on", clock.today())
    assert client.post(at("take_decision", around), given)["Location"] == at("decision", around)
    page = read(client, around.coordinator, at("decision_letter", around))
    given = hidden(page, "version", "sent") | day("sent_on", clock.today())
    for _ in range(2):
        assert client.post(at("decision_letter", around), given)["Location"] == at(
            "decision", around
        )
    letter = Letter.objects.get(kind="decision_to_assess")
    assert "the family has not been told" in read(
        client, around.coordinator, at("decision", around)
    )
    went(around.coordinator, letter)
    page = read(client, around.coordinator, at("decision", around))
    assert "The family was told on" in page
    assert "Nobody was told by a letter from here" in page


def test_a_refusal_against_the_law_is_shown_again_and_cannot_be_confirmed(
    around: Around, client: Client
) -> None:
    page = read(client, around.coordinator, at("write_decision", around))
    given = form_of(around) | {"outcome": "refuse", "confirmed": "on"} | hidden(page, "version")
    for plan, told in (("yes", "you must assess"), ("no", "Ask the family first")):
        answer = client.post(at("write_decision", around), given | {"may_need_plan": plan})
        page = answer.content.decode()
        assert (answer.status_code, Decision.objects.count()) == (400, 0)
        assert told in page
        assert not hidden(page, "doubted")["doubted"]


def test_an_outcome_that_the_test_does_not_bear_is_shown_again_until_it_is_confirmed(
    around: Around, client: Client
) -> None:
    page = read(client, around.coordinator, at("write_decision", around))
    given = form_of(around) | {"may_need_plan": "no"} | hidden(page, "version")
    answer = client.post(at("write_decision", around), given)
    page = answer.content.decode()
    assert (answer.status_code, Decision.objects.count()) == (400, 0)
    assert "whether it may be so" in page
    assert "Reading is two years behind." in page
    given |= hidden(page, "doubted") | {"confirmed": "on"}
    assert client.post(at("write_decision", around), given).status_code == 302
    assert "This is not what the answers to the test lead to" in read(
        client, around.coordinator, at("decision", around)
    )


def test_two_who_write_one_decision_do_not_overwrite_each_other(
    around: Around, client: Client
) -> None:
    deciding.written(around)
    page = read(client, around.coordinator, at("write_decision", around))
    given = form_of(around) | hidden(page, "version") | {"child_words": "Typed by me."}
    deciding.written(around, around.manager, child_words="By the manager.")
    client.force_login(around.coordinator.user)
    answer = client.post(at("write_decision", around), given | {"confirmed": "on"})
    assert answer.status_code == 400
    assert "Somebody else has changed this decision" in answer.content.decode()
    assert "Typed by me." in answer.content.decode()
    assert Decision.objects.get().child_words == "By the manager."


def test_a_coordinator_finds_no_way_to_decide(around: Around, client: Client) -> None:
    deciding.written(around)
    assert at("take_decision", around) not in read(
        client, around.coordinator, at("decision", around)
    )
    read(client, around.coordinator, at("take_decision", around), 403)


def test_a_school_is_not_shown_what_is_decided(around: Around, client: Client) -> None:
    school = around.child.settingstay_set.get().organisation
    senco = deciding.make_person(around.area, "school_senco", organisation=school)
    for name in ("considering", "decision"):
        read(client, senco, at(name, around), 403)
    decided(around)
    record = read(client, senco, reverse("workspace:record", args=[around.child.pk]))
    assert SAID.reasons[:30] not in record


def test_where_a_child_learns_is_told_to_nobody_while_it_is_protected(
    around: Around, client: Client
) -> None:
    school = around.child.settingstay_set.get().organisation
    letter = notices(around, only=("setting",))[0]
    went(around.coordinator, letter)
    make_protection(around.child, "setting", around.manager.post)
    page = read(client, around.coordinator, at("considering", around))
    assert "Somebody at the setting" in page
    assert school is not None
    assert school.name not in page
    decided(around)
    went(around.coordinator, lettered(around))
    assert not Letter.objects.filter(kind="decision_copy").exists()


@pytest.mark.parametrize(
    "name", ["considering", "notices", "answer", "decision", "write_decision", "take_decision", "decision_letter"]
)  # fmt: skip
def test_each_page_keeps_to_its_queries(
    around: Around, client: Client, name: str, django_assert_max_num_queries: Any
) -> None:
    notices(around, only=("family", "health"))
    decided(around)
    client.force_login(around.manager.user)
    client.get(at("decision", around))  # the first page of a session writes when it began
    with django_assert_max_num_queries(MOST):
        assert client.get(at(name, around)).status_code == 200


def test_all_decisions_stand_in_a_list_with_the_days_that_each_took(
    around: Around, client: Client, django_assert_max_num_queries: Any
) -> None:
    decided(around, **REFUSED)
    waits = read(client, around.manager, reverse("assessments:decisions"))
    assert "Decided, and the family not told" in waits
    assert "0 of 0" in waits
    today = read(client, around.coordinator, reverse("workspace:today"))
    assert "1 in cases that you coordinate" in today
    went(around.coordinator, lettered(around))
    client.force_login(around.manager.user)
    with django_assert_max_num_queries(MOST):
        page = client.get(reverse("assessments:decisions")).content.decode()
    assert "Decided, and the family not told" not in page
    assert page.count("1 of 1 (100.0%)") == 2
    assert REFUSED["reasons"] in page
    none = client.get(reverse("assessments:decisions") + "?outcome=assess").content.decode()
    assert "No decision answers to these filters" in none
    assert "1 of 1 (100.0%)" in none
    read_by = AuditEntry.objects.filter(action="assessmentdecision.list_read").order_by("pk")
    assert [one.count for one in read_by] == [1, 1, 0]


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_the_manager_takes_a_copy_and_a_coordinator_does_not(
    around: Around, client: Client, form: str
) -> None:
    decided(around, **REFUSED)
    went(around.coordinator, lettered(around))
    address = reverse("assessments:decisions_export", args=[around.area.pk, form])
    client.force_login(around.manager.user)
    answer = client.get(address)
    assert answer.status_code == 200
    if form == "csv":
        row = answer.content.decode("utf-8-sig").splitlines()[1].split(",")
        assert row[3:9] == [
            asked_on().isoformat(), clock.today().isoformat(), "10", "0", "no", "Not to assess",
        ]  # fmt: skip
    assert AuditEntry.objects.filter(action="assessmentdecision.exported").count() == 1
    read(client, around.coordinator, address, 403)


def test_a_letter_for_another_day_is_written_anew_and_the_old_one_withdrawn(
    around: Around, client: Client
) -> None:
    decided(around)
    first = lettered(around)
    page = read(client, around.coordinator, at("decision_letter", around))
    given = hidden(page, "version", "sent") | day("sent_on", clock.today() + timedelta(days=2))
    assert client.post(at("decision_letter", around), given).status_code == 302
    first.refresh_from_db()
    assert first.state == Letter.State.WITHDRAWN
    assert Letter.objects.filter(kind="decision_to_assess").count() == 2
