"""Letters about a request itself, from its page."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from goldenthread.assessments.actions.ending import Withdrawal, withdraw
from goldenthread.assessments.actions.taking_in import Taking
from goldenthread.assessments.models import Request
from goldenthread.core import clock
from goldenthread.duties.actions.keeping import Doubtful
from goldenthread.messages.models import Letter
from tests.assessments.makers import make_request, taken_in
from tests.messages.makers import Stage, a_stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage() -> Stage:
    return a_stage()


def a_request(stage: Stage, **given: str) -> Request:
    received = clock.today() - timedelta(days=10)
    asked = make_request(stage.area, received_on=received, **given)
    return taken_in(stage.staff, asked, Taking(stage.child.pk))


def words(letter: Letter) -> str:
    return "\n".join(letter.copies.values_list("words", flat=True))


def test_more_is_asked_for_and_the_clock_runs_on(stage: Stage, client: Client) -> None:
    asked = a_request(stage)
    client.force_login(stage.staff.user)
    home = f"/assessments/requests/{asked.pk}/"
    assert f"{home}more/" in client.get(home).content.decode()
    form = {"needed": "The last report", "sent": str(uuid4()), "version": asked.version}
    for _ in range(2):  # pressed twice
        answer = client.post(f"{home}more/", form)
    letter = Letter.objects.get()
    assert answer["Location"] == f"/letters/{letter.pk}/"
    assert asked.case is not None
    due = asked.case.duties.get(rule="REQ-6").statutory_due
    assert due is not None
    assert letter.facts["decision_due"] == due.isoformat()
    assert "This day stays the same" in words(letter)
    page = client.get(home).content.decode()
    assert f"/letters/{letter.pk}/" in page
    assert f"{home}more/" not in page


def test_a_school_that_asked_is_written_to_at_its_address(stage: Stage, client: Client) -> None:
    asked = a_request(stage, route="school", asker_organisation="Fell View School")
    client.force_login(stage.staff.user)
    form = {"needed": "A report", "to": "asker", "sent": str(uuid4()), "version": asked.version}
    address = f"/assessments/requests/{asked.pk}/more/"
    assert client.post(address, form).status_code == 400
    client.post(address, {**form, "address": "1 School Lane"})
    copy = Letter.objects.get().copies.get()
    assert (copy.name, copy.address) == ("Kim Ashby, Fell View School", "1 School Lane")


def test_before_a_child_is_matched_the_page_says_why_there_is_no_letter(
    stage: Stage, client: Client
) -> None:
    asked = make_request(stage.area)
    client.force_login(stage.staff.user)
    home = f"/assessments/requests/{asked.pk}/"
    page = client.get(home).content.decode()
    assert "once the request is taken in for a child" in page
    assert f"{home}more/" not in page
    client.post(f"{home}more/", {"needed": "x", "sent": str(uuid4()), "version": 1})
    assert not Letter.objects.exists()


def test_a_withdrawal_that_closes_the_case_drafts_its_letter(stage: Stage, client: Client) -> None:
    asked = a_request(stage)
    given = Withdrawal(clock.today(), "telephone")
    try:
        withdraw(scope=stage.scope, request_id=asked.pk, version=asked.version, withdrawal=given)
    except Doubtful as doubt:
        withdraw(
            scope=stage.scope, request_id=asked.pk, version=asked.version, withdrawal=given, confirmed=doubt.mark
        )  # fmt: skip
    letter = Letter.objects.get()
    assert letter.kind == "request_withdrawn"
    assert "You can ask again at any time" in words(letter)
    client.force_login(stage.staff.user)
    home = f"/assessments/requests/{asked.pk}/"
    page = client.get(home).content.decode()
    assert f"/letters/{letter.pk}/" in page
    assert "withdrawn-letter" not in page
    client.post(f"{home}withdrawn-letter/", {"sent": str(uuid4()), "version": 1})
    assert Letter.objects.count() == 1
