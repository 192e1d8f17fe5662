"""Opening a record in an emergency: who may, for how long, what it opens, what it never does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from uuid import uuid4

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from goldenthread.access.audit import verify
from goldenthread.access.break_glass import actions, telling
from goldenthread.access.models import AuditEntry, BreakGlass
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.improvement.actions.drafting import discard_plan
from goldenthread.improvement.actions.risks import link_risk
from goldenthread.improvement.models import Milestone, Plan
from goldenthread.improvement.queries.risk_items import find_item
from goldenthread.organisations.models import LocalArea, Membership
from goldenthread.registers.actions.raising import Raised, raise_entry
from goldenthread.registers.models import Entry
from tests.factories import LONG_AGO, Person, make_area, make_person, make_plan

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
REASON = "A child may come to harm tonight"
KIND = "improvement.plan"


@dataclass
class Place:
    """An area with a draft that its designated officer cannot see."""

    area: LocalArea
    manager: Person
    officer: Person
    draft: Plan

    @property
    def reference(self) -> str:
        return f"PLAN-{self.draft.pk}"

    def opened(self, **given: object) -> BreakGlass:
        wanted = {"kind": KIND, "reference": self.reference, "reason": REASON, "hours": 2}
        return actions.open_record(scope=self.officer.scope, **(wanted | given))


@pytest.fixture(autouse=True)
def held() -> Iterator[None]:
    cache.clear()  # the limit on attempts counts by the key of the person
    with clock.fixed(NOW):
        yield


@pytest.fixture
def place() -> Place:
    area = make_area()
    draft = make_plan(area)
    Plan.objects.filter(pk=draft.pk).update(title="Hidden draft")
    return Place(
        area, make_person(area, "partnership_manager"), make_person(area, "designated_officer"), draft
    )  # fmt: skip


def test_it_opens_the_pages_of_that_record_and_says_so_on_each(
    place: Place, client: Client
) -> None:
    client.force_login(place.officer.user)
    priority = place.draft.priorities.get()
    milestone = Milestone.objects.filter(plan=place.draft)[0]
    pages = [
        f"/plans/{place.draft.pk}/", f"/plans/{place.draft.pk}/milestones/",
        f"/plans/{place.draft.pk}/priorities/{priority.pk}/", f"/plans/milestones/{milestone.pk}/",
        f"/plans/{place.draft.pk}/sections/{priority.section_id}/",
        f"/plans/{place.draft.pk}/criteria/", f"/plans/{place.draft.pk}/changes/",
    ]  # fmt: skip
    assert {client.get(page).status_code for page in pages} == {404}
    made = place.opened()
    for page in pages:
        read = client.get(page)
        assert read.status_code == 200, page
        assert b"You opened this in an emergency until 2 November 2026 at 11:00am" in read.content
        assert REASON.encode() in read.content
        assert b"/edit/" not in read.content, page
    used = AuditEntry.objects.filter(action="breakglass.used", target_id=str(made.pk))
    assert used.count() == len(pages)
    assert AuditEntry.objects.filter(action="plan.read", user_id=place.officer.user.pk).exists()
    assert verify().in_order


def test_it_opens_nothing_but_reading(place: Place, client: Client) -> None:
    client.force_login(place.officer.user)
    place.opened()
    key = place.draft.pk
    for page in (
        "edit/",
        "export/csv/",
        "agree/",
        "versions/",
        "criteria/export/csv/",
        "edit/discard/",
    ):
        assert client.get(f"/plans/{key}/{page}").status_code == 404, page
    for page in ("", "milestones/", "agree/"):
        assert client.post(f"/plans/{key}/{page}").status_code == 404, page
    assert b"Hidden draft" not in client.get("/plans/").content


def test_it_opens_the_risks_of_the_plan_along_with_it(client: Client) -> None:
    area = make_area()
    manager, officer = (
        make_person(area, "partnership_manager"),
        make_person(area, "designated_officer"),
    )
    draft = make_plan(area, agreed_by=manager.post)
    keys = []
    for title in ("Linked risk", "Other risk"):
        raised = Raised("risk", title, {"cause": "a", "event": "b", "effect": "c"}, uuid4(), None)
        entry = raise_entry(
            scope=manager.scope, area_id=area.pk, register_code="risks-and-issues",
            post_id=manager.post.pk, today=clock.today(), raised=raised,
        )  # fmt: skip
        keys.append(entry.pk)
    link_risk(
        scope=manager.scope, item=find_item(manager.scope, draft.pk, "plans", draft.pk),
        entry_id=keys[0], post_id=manager.post.pk,
    )  # fmt: skip
    Plan.objects.filter(pk=draft.pk).update(state="draft", agreed_on=None, agreed_by=None)
    actions.open_record(
        scope=officer.scope, kind=KIND, reference=f"plan {draft.pk}", reason=REASON, hours=1
    )
    client.force_login(officer.user)
    assert b"Linked risk" in client.get(f"/plans/{draft.pk}/").content
    read = client.get(f"/registers/entries/{keys[0]}/")
    assert b"You opened this in an emergency" in read.content
    assert client.get(f"/registers/entries/{keys[1]}/").status_code == 404
    assert client.get(f"/registers/entries/{keys[0]}/change/").status_code == 404
    assert Entry.objects.visible_to(officer.scope).count() == 0


@pytest.mark.parametrize("later", [timedelta(hours=2), timedelta(hours=2, seconds=1)])
def test_it_closes_by_itself(place: Place, client: Client, later: timedelta) -> None:
    place.opened()
    client.force_login(place.officer.user)
    with clock.fixed(NOW + later):
        assert client.get(f"/plans/{place.draft.pk}/").status_code == 404


def test_it_closes_with_the_post(place: Place, client: Client) -> None:
    place.opened()
    Membership.objects.filter(user=place.officer.user).update(ends_on=LONG_AGO)
    client.force_login(place.officer.user)
    assert client.get(f"/plans/{place.draft.pk}/").status_code == 404


def test_it_can_be_ended(place: Place, client: Client) -> None:
    made = place.opened()
    client.force_login(place.officer.user)
    for _ in range(2):
        client.post(f"/emergency-access/{made.pk}/end/")
    assert client.get(f"/plans/{place.draft.pk}/").status_code == 404
    assert AuditEntry.objects.filter(action="breakglass.ended").count() == 1


def test_it_opens_for_nobody_else(place: Place, client: Client) -> None:
    place.opened()
    client.force_login(make_person(place.area, "designated_officer").user)
    assert client.get(f"/plans/{place.draft.pk}/").status_code == 404


def test_unknown_and_anothers_get_the_same_answer_and_both_are_recorded(
    place: Place, client: Client
) -> None:
    elsewhere = make_plan(make_area())
    client.force_login(place.officer.user)
    given = {"kind": KIND, "reason": REASON, "hours": "1", "understood": "on"}
    answers = []
    for number in (elsewhere.pk, 999_999):
        sent = client.post("/emergency-access/open/", {**given, "reference": f"PLAN-{number}"})
        assert sent.status_code == 400
        answers.append(sent.content.decode().replace(f"PLAN-{number}", "PLAN-N"))
    assert "There is no such record that you may open." in answers[0]
    without_token = [page.split("csrfmiddlewaretoken")[0] for page in answers]
    assert without_token[0] == without_token[1]
    refused = AuditEntry.objects.filter(action="breakglass.refused", outcome="refused")
    assert refused.count() == 2
    assert not BreakGlass.objects.exists()


def test_the_form_asks_for_a_reason_and_for_the_tick(place: Place, client: Client) -> None:
    client.force_login(place.officer.user)
    given = {"kind": KIND, "reason": "Because", "hours": "1", "reference": place.reference}
    page = client.post("/emergency-access/open/", given)
    assert b"Confirm that you understand that this is recorded" in page.content
    page = client.post("/emergency-access/open/", given | {"understood": "on"})
    assert b"fewer than 5 words" in page.content
    page = client.post(
        "/emergency-access/open/", given | {"understood": "on", "reason": REASON}, follow=True
    )
    assert b"Hidden draft" in page.content


def test_only_with_the_right_and_only_where_it_is_needed(place: Place, client: Client) -> None:
    coordinator = make_person(place.area, "case_coordinator")
    with pytest.raises(NotAllowed):
        actions.open_record(
            scope=coordinator.scope, kind=KIND, reference=place.reference, reason=REASON, hours=1
        )
    client.force_login(coordinator.user)
    assert client.get("/emergency-access/open/").status_code == 403
    with pytest.raises(UserError) as seen:
        actions.open_record(
            scope=place.manager.scope, kind=KIND, reference=place.reference, reason=REASON, hours=1
        )
    assert seen.value.code == "seen_already"


def test_too_many_attempts_are_not_looked_at(place: Place, client: Client) -> None:
    client.force_login(place.officer.user)
    codes = [client.post("/emergency-access/open/", {"hours": "9"}).status_code for _ in range(11)]
    assert codes == [400] * 10 + [429]


def test_opening_twice_is_opening_once(place: Place) -> None:
    assert place.opened() == place.opened(reason="Another reason with enough words")
    assert BreakGlass.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_owner_is_told_the_same_day(place: Place) -> None:
    made = place.opened()
    made.refresh_from_db()
    assert made.told_at == NOW
    assert [message.to for message in mail.outbox] == [[place.manager.user.email]]
    assert place.reference in mail.outbox[0].subject
    assert parsedate_to_datetime(mail.outbox[0].message()["Date"]) == NOW.replace(microsecond=0)
    assert REASON not in mail.outbox[0].body
    assert not telling.tell_owners(made.pk)


def test_a_draft_is_kept_until_its_opening_is_reviewed_and_one_that_is_gone_breaks_no_page(
    place: Place, client: Client
) -> None:
    made, lasting = place.opened(), make_plan(place.area, agreed_by=place.manager.post)
    with pytest.raises(UserError) as kept:
        discard_plan(scope=place.manager.scope, plan_id=place.draft.pk)
    assert kept.value.code == "opened_in_emergency"
    client.force_login(place.manager.user)
    page = client.post(f"/plans/{place.draft.pk}/edit/discard/", {"version": ""})
    assert b"has not been reviewed yet" in page.content
    with clock.fixed(NOW + timedelta(days=1)):
        actions.review(
            scope=place.manager.scope, opening_id=made.pk, judgement="right", remarks="Right."
        )
    # The opening is made to run although its plan is gone, as where both happen in one moment.
    discard_plan(scope=place.manager.scope, plan_id=place.draft.pk)
    client.force_login(place.officer.user)
    for page_of in (lasting.pk, place.draft.pk):
        expected = 200 if page_of == lasting.pk else 404
        assert client.get(f"/plans/{page_of}/").status_code == expected
    assert client.get("/emergency-access/").status_code == 200


@pytest.mark.parametrize(
    ("role", "words"),
    [
        ("send_manager", "you, who review such openings"),
        ("system_administrator", "put somebody into such a post"),
    ],
)
def test_where_nobody_owns_the_record_somebody_stands_in(
    place: Place, role: str, words: str
) -> None:
    made = place.opened()
    Membership.objects.filter(user=place.manager.user).update(ends_on=LONG_AGO)
    assert not telling.tell_owners(made.pk)
    there = make_person(place.area, role)
    make_person(place.area, "system_administrator")
    assert telling.tell_owners(made.pk)
    assert there.user.email in mail.outbox[0].to
    assert words in mail.outbox[0].body


def test_those_whom_nobody_answers_for_do_not_keep_later_ones_waiting(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling, "BATCH", 1)
    empty = make_area()
    stuck = make_person(empty, "designated_officer")
    reference = f"PLAN-{make_plan(empty).pk}"
    actions.open_record(scope=stuck.scope, kind=KIND, reference=reference, reason=REASON, hours=1)
    later = place.opened()
    told = []
    for minutes in (3, 4):
        with clock.fixed(NOW + timedelta(minutes=minutes)):
            told.append(telling.tell_waiting())
    assert told == [0, 1]
    later.refresh_from_db()
    assert later.told_at == NOW + timedelta(minutes=4)


def test_what_could_not_be_sent_is_sent_later(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = place.opened()
    monkeypatch.setattr(telling, "_send", lambda *_: False)
    assert not telling.tell_owners(made.pk)
    monkeypatch.undo()
    assert telling.tell_waiting() == 0
    with clock.fixed(NOW + timedelta(minutes=3)):
        assert telling.tell_waiting() == 1
        assert telling.tell_waiting() == 0
    assert len(mail.outbox) == 1
