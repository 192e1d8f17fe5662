"""Letters about the days of the law, from the pages where a coordinator meets them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from goldenthread.core import clock
from goldenthread.duties.actions.opening import open_case
from goldenthread.duties.models import Case, ExemptionClaim
from goldenthread.duties.rules.grounds import regulation_words
from goldenthread.messages.models import AgreedStatement, Letter
from tests.duties.makers import happen
from tests.duties.test_exemptions import ASKED, approved
from tests.factories import make_person
from tests.messages.makers import Stage, a_stage

pytestmark = pytest.mark.django_db
WORDS = "There are too few educational psychologists in our area."


@pytest.fixture
def stage() -> Stage:
    return a_stage()


@pytest.fixture
def case(stage: Stage) -> Case:
    return a_case(stage, ASKED)


def a_case(stage: Stage, asked: date) -> Case:
    """A case with a request of that day."""
    made = open_case(
        scope=stage.scope, person_id=stage.child.pk, opened_on=date(2026, 3, 2), coordinator_id=None
    )
    happen(stage.staff, made, "request_received", asked, {"by": "parent"})
    return made


def agreed(stage: Stage, **given: Any) -> AgreedStatement:
    manager = make_person(stage.area, "send_manager")
    plain: dict[str, Any] = {
        "audience": "families", "title": "Psychologists", "words": WORDS, "starts_on": date(2026, 7, 1),
        "made_by": stage.staff.user, "agreed_by": manager.user, "agreed_at": clock.now(), "sent_key": uuid4(),
    }  # fmt: skip
    return AgreedStatement.objects.create(area=stage.area, **plain | given)


def test_a_letter_about_a_delay_takes_its_day_from_the_ledger_and_its_cause_from_an_agreement(
    stage: Stage, case: Case, client: Client
) -> None:
    said, old = agreed(stage), agreed(stage, ends_on=date(2026, 7, 31), words="Ended.")
    client.force_login(stage.staff.user)
    why = client.get(f"/cases/{case.pk}/duties/REQ-6_1/why/").content.decode()
    assert f"/cases/{case.pk}/duties/REQ-6_1/delay-letter/" in why
    record = client.get(f"/children/{stage.child.pk}/").content.decode()
    assert f"/cases/{case.pk}/duties/REQ-6_1/delay-letter/" in record
    address = f"/cases/{case.pk}/duties/REQ-6_1/delay-letter/"
    page = client.get(address).content.decode()
    assert WORDS in page
    assert "Ended." not in page
    form = {"step": "telling you our decision", "sent": str(uuid4())}
    assert client.post(address, {**form, "statement": str(old.pk)}).status_code == 400
    for _ in range(2):  # pressed twice
        answer = client.post(
            address, {**form, "statement": str(said.pk), "next_step": "A panel meets."}
        )
    letter = Letter.objects.get()
    assert answer["Location"] == f"/letters/{letter.pk}/"
    due = case.duties.get(rule="REQ-6").statutory_due
    assert due is not None
    assert letter.facts["legal_day"] == due.isoformat()
    assert letter.facts["statement_day"] == "2026-07-01"
    assert letter.statement == said
    words = letter.copies.first()
    assert words is not None
    assert WORDS in words.words
    assert "A panel meets." in words.words
    assert "This day has passed" in words.words
    page = client.get(address).content.decode()
    assert f"/letters/{letter.pk}/" in page
    assert "Draft the letter" not in page


def test_nothing_is_written_of_a_duty_that_is_not_late(stage: Stage, client: Client) -> None:
    case = a_case(stage, clock.today() - timedelta(days=10))
    client.force_login(stage.staff.user)
    address = f"/cases/{case.pk}/duties/REQ-6_1/delay-letter/"
    assert client.get(f"/cases/{case.pk}/duties/REQ-6_1/why/").status_code == 200
    answer = client.post(address, {"step": "x", "sent": str(uuid4())}, follow=True)
    assert "This is not late" in answer.content.decode()
    assert client.get(f"/cases/{case.pk}/duties/XX-1_1/delay-letter/").status_code == 404
    assert not Letter.objects.exists()


@pytest.mark.parametrize("ended", [True, False])
def test_a_letter_names_the_limit_that_an_approved_exemption_lifts(
    stage: Stage, case: Case, client: Client, *, ended: bool
) -> None:
    happen(stage.staff, case, "advice_requested", date(2026, 7, 17), {"adviser": "school"})
    claim = approved(stage.staff, make_person(stage.area, "send_manager"), case)
    client.force_login(stage.staff.user)
    if not ended:
        ExemptionClaim.objects.update(
            until=None, ground="exceptional_personal_circumstances", advice_requested_on=None
        )
    home = f"/cases/{case.pk}/exemptions/{claim.pk}/"
    assert f"{home}letter/" in client.get(home).content.decode()
    assert client.get(f"{home}letter/").status_code == 200
    form = {"step": "telling you our decision", "sent": str(uuid4())}
    client.post(f"{home}letter/", form)
    letter = Letter.objects.get()
    copy = letter.copies.first()
    assert copy is not None
    if ended:
        assert "What made it so ended on 1 September 2026." in copy.words
        assert claim.cause in copy.words
        assert "regulation 5(4)(a) of the Special Educational Needs" in copy.words
        assert "the school that had to advise was closed" in copy.words
    else:
        assert "What made it so ended" not in copy.words
        assert "Because of it" not in copy.words
    assert "The law does not pause and gives us no new day." in copy.words
    assert "{" not in copy.words
    assert f"/letters/{letter.pk}/" in client.get(f"{home}letter/").content.decode()


def test_a_claim_that_nobody_approved_makes_no_letter(
    stage: Stage, case: Case, client: Client
) -> None:
    claim = ExemptionClaim.objects.create(
        case=case, limit="REQ-6", ground="exceptional_personal_circumstances",
        since=ASKED + timedelta(days=1), cause="x", evidence="x", claimed_by=stage.staff.user, sent_key=uuid4(),
    )  # fmt: skip
    client.force_login(stage.staff.user)
    home = f"/cases/{case.pk}/exemptions/{claim.pk}/"
    assert f"{home}letter/" not in client.get(home).content.decode()
    client.post(f"{home}letter/", {"step": "x", "sent": str(uuid4())})
    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    ("provision", "citation", "words"),
    [
        ("reg 5(4)(a)", "SEND Regulations 2014, regs 5(4)",
         "regulation 5(4)(a) of the Special Educational Needs and Disability Regulations 2014"),
        ("reg 5(4)(b)", "SI 2015/62, regs 5(4) and 10(4)",
         "regulation 5(4)(b) of the Special Educational Needs and Disability (Detained Persons) Regulations 2015"),
        ("reg 3", "SI 2020/471", "regulation 3 (SI 2020/471)"),
    ],
)  # fmt: skip
def test_regulations_are_named_in_full(provision: str, citation: str, words: str) -> None:
    assert regulation_words(provision, citation) == words
