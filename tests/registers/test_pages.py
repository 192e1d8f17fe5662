"""The pages of registers over HTTP: what they cost, what they record, what happens when two people act."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goldenthread.access.models import AuditEntry
from goldenthread.core import clock
from goldenthread.organisations.models import LocalArea
from goldenthread.registers.actions.moving import answer, escalate
from goldenthread.registers.models import Entry, EntryEvent, MatrixVersion
from tests.factories import Person, make_area, make_person
from tests.registers.makers import CODE, area_of, give_score, make_entry

pytestmark = pytest.mark.django_db
MOST = 12


@pytest.fixture
def manager() -> Person:
    return make_person(make_area(), "partnership_manager")


@pytest.fixture
def lead(manager: Person) -> Person:
    return make_person(Entry(area_id=area_of(manager)).area, "priority_lead")


@pytest.fixture
def entry(manager: Person, lead: Person) -> Entry:
    made = make_entry(lead, owner=lead, on=clock.today())
    return give_score(lead, made, 4, 4, on=clock.today())


def base(person: Person) -> str:
    return f"/registers/{area_of(person)}/{CODE}/"


def pages(person: Person, entry: Entry) -> list[str]:
    one, start = f"/registers/entries/{entry.pk}/", base(person)
    return [
        start, f"{start}?mine=1&overdue=1&escalated=1&earlier=1&unscored=1&kind=risk&band=high&show=all",
        f"{start}?cell=now.4.4&sort=review", f"{start}heat-map/", f"{start}heat-map/?position=target",
        f"{start}matrix/", f"{start}matrix/change/in-use/", f"{start}matrix/change/four-by-four/",
        f"{start}raise/", f"{start}raise/?kind=issue", f"{start}export/csv/", "/registers/raised/",
        one, f"{one}change/", f"{one}owner/", f"{one}score/", f"{one}review/", f"{one}move/escalate/",
        f"{one}move/close/",
    ]  # fmt: skip


def many(manager: Person, lead: Person, number: int) -> None:
    matrix = MatrixVersion.objects.get()
    made = Entry.objects.bulk_create(
        Entry(
            area_id=area_of(manager), register=CODE, kind="risk", number=100 + n,
            reference=f"R-{100 + n}", title=f"Risk {n}", definition_version="1", state="open",
            owner=lead.post, raised_post=manager.post, raised_on=clock.today(), score=n % 25 + 1,
            band="low", matrix=matrix, review_due=clock.today(), sent_key=f"{n:032x}",
        )
        for n in range(number)
    )  # fmt: skip
    EntryEvent.objects.bulk_create(
        EntryEvent(entry=one, kind="answered", on=clock.today(), post=manager.post, level=1)
        for one in made
    )


def test_no_page_costs_more_than_twelve_queries_nor_more_with_400_entries(
    manager: Person, lead: Person, entry: Entry, client: Client
) -> None:
    def cost() -> dict[str, int]:
        found = {}
        for address in pages(manager, entry):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200, address
            found[address] = len(queries)
        return found

    client.force_login(manager.user)
    client.get(base(manager))  # the first page after signing in also writes the session
    one = cost()
    assert max(one.values()) <= MOST, one
    many(manager, lead, 400)
    four_hundred = cost()
    assert max(four_hundred.values()) <= MOST, four_hundred
    raised = "/registers/raised/"  # with nothing on it there are no answers to look for
    assert {**one, raised: 0} == {**four_hundred, raised: 0}


def test_the_list_pages_through_all_entries_once(
    manager: Person, lead: Person, entry: Entry, client: Client
) -> None:
    many(manager, lead, 120)
    client.force_login(manager.user)
    seen: list[str] = []
    address = base(manager)
    while address:
        page = client.get(address).content.decode()
        seen += re.findall(r"/registers/entries/(\d+)/", page)
        following = re.search(r'href="(\?[^"]*)" rel="next"', page)
        address = f"{base(manager)}{following[1].replace('&amp;', '&')}" if following else ""
    assert len(seen) == len(set(seen)) == 121


def test_reads_and_copies_are_recorded(manager: Person, entry: Entry, client: Client) -> None:
    client.force_login(manager.user)
    for address, code in (
        (base(manager), "entry.list_read"),
        (f"{base(manager)}heat-map/", "entry.list_read"),
        ("/registers/raised/", "entry.list_read"),
        (f"/registers/entries/{entry.pk}/", "entry.read"),
        (f"{base(manager)}export/json/", "entry.exported"),
    ):
        before = AuditEntry.objects.count()
        assert client.get(address).status_code == 200
        assert AuditEntry.objects.count() == before + 1, address
        newest = AuditEntry.objects.latest("pk")
        assert (newest.action, newest.area_id) == (code, area_of(manager))


def test_the_cell_of_the_heat_map_leads_to_its_entries(
    manager: Person, entry: Entry, client: Client
) -> None:
    client.force_login(manager.user)
    page = client.get(f"{base(manager)}heat-map/").content.decode()
    assert "1 of 1 open risk on the map" in page
    href = re.search(r'href="([^"]*cell=now\.4\.4)"', page)
    assert href is not None
    assert entry.title in client.get(href[1]).content.decode()
    assert entry.title not in client.get(href[1].replace("4.4", "4.3")).content.decode()
    for number in ("0", "9", "9" * 30, "9" * 4500):
        page = client.get(href[1].replace("4.4", f"{number}.1"))
        assert page.status_code == 200, number
        told = "Now: no such cell" in page.content.decode()
        assert told == (len(number) == 1), number


def test_a_version_typed_with_a_point_is_read_as_the_number_it_is(
    manager: Person, entry: Entry, client: Client
) -> None:
    client.force_login(manager.user)
    sent = {"version": f"{entry.version}.0", "post": manager.post.pk, "text": "Controls hold"}
    address = f"/registers/entries/{entry.pk}/review/"
    for _ in range(2):
        assert client.post(address, sent).status_code == 302
    assert EntryEvent.objects.filter(kind="reviewed").count() == 1


def test_a_reader_may_read_and_do_nothing(manager: Person, entry: Entry, client: Client) -> None:
    analyst = make_person(entry.area, "analyst")
    client.force_login(analyst.user)
    page = client.get(f"/registers/entries/{entry.pk}/").content.decode()
    for word in ("Score it", "Review it", "Escalate", "Change the words"):
        assert word not in page
    one = f"/registers/entries/{entry.pk}/"
    for address in (
        f"{base(manager)}raise/", f"{base(manager)}matrix/change/in-use/", f"{one}change/", f"{one}owner/",
        f"{one}score/", f"{one}review/", f"{one}move/close/", f"{one}answer/",
    ):  # fmt: skip
        assert client.get(address).status_code == 403, address
        assert client.post(address, {"version": "1"}).status_code == 403, address
    client.force_login(make_person(entry.area, "case_coordinator").user)
    assert client.get(one).status_code == 404


def test_raising_twice_with_one_form_makes_one_entry(lead: Person, client: Client) -> None:
    client.force_login(lead.user)
    page = client.get(f"{base(lead)}raise/").content.decode()
    sent = re.search(r'name="sent" value="([^"]+)"', page)
    assert sent is not None
    given = {
        "sent": sent[1], "post": lead.post.pk, "title": "Late letters", "answer_cause": "Templates",
        "answer_event": "Old letters go out", "answer_effect": "Families wait", "owner": "",
    }  # fmt: skip
    for _ in range(2):
        assert client.post(f"{base(lead)}raise/", given).status_code == 302
    assert Entry.objects.get().title == "Late letters"
    bad = client.post(f"{base(lead)}raise/", {**given, "answer_event": ""})
    assert bad.status_code == 400
    assert "Late letters" in bad.content.decode()


def test_sending_twice_is_harmless_and_the_second_editor_keeps_their_words(
    manager: Person, lead: Person, entry: Entry, client: Client
) -> None:
    address = f"/registers/entries/{entry.pk}/review/"
    given = {"version": entry.version, "post": lead.post.pk, "text": "All is well"}
    client.force_login(lead.user)
    for _ in range(2):
        assert client.post(address, given).status_code == 302
    assert EntryEvent.objects.filter(kind="reviewed").count() == 1
    client.force_login(manager.user)
    late = client.post(address, {**given, "post": manager.post.pk, "text": "I see it otherwise"})
    page = late.content.decode()
    assert late.status_code == 400
    assert "I see it otherwise" in page
    assert "All is well" in page
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version is not None
    again = {**given, "post": manager.post.pk, "text": "I see it otherwise", "version": version[1]}
    assert client.post(address, again).status_code == 302


def test_other_words_from_the_same_person_are_not_taken_for_the_first_sent_again(
    manager: Person, entry: Entry, client: Client
) -> None:
    """Two windows of one person: what the second one holds is kept in its form, not dropped."""
    third = make_person(LocalArea.objects.get(pk=entry.area_id), "priority_lead")
    client.force_login(manager.user)
    address = f"/registers/entries/{entry.pk}/owner/"
    given = {"version": entry.version, "post": manager.post.pk}
    assert client.post(address, {**given, "owner": third.post.pk}).status_code == 302
    assert client.post(address, {**given, "owner": third.post.pk}).status_code == 302
    second = client.post(address, {**given, "owner": manager.post.pk})
    assert second.status_code == 400
    assert Entry.objects.get(pk=entry.pk).owner_id == third.post.pk


@pytest.mark.parametrize("move", ["escalate", "close", "mitigate"])
def test_moving_twice_is_harmless(lead: Person, entry: Entry, client: Client, move: str) -> None:
    client.force_login(lead.user)
    address = f"/registers/entries/{entry.pk}/move/{move}/"
    given = {"version": entry.version, "post": lead.post.pk, "text": "Because"}
    for _ in range(2):
        assert client.post(address, given).status_code == 302
    assert EntryEvent.objects.filter(text="Because").count() == 1


def test_the_answer_comes_back_to_whoever_raised_it(
    manager: Person,
    lead: Person,
    entry: Entry,
    client: Client,
    django_assert_max_num_queries: object,
) -> None:
    today = clock.today()
    escalate(
        scope=lead.scope, entry_id=entry.pk, post_id=lead.post.pk, version=entry.version,
        text="Decide, please", today=today,
    )  # fmt: skip
    client.force_login(lead.user)
    due = today + timedelta(days=10)
    waiting = client.get("/registers/raised/").content.decode()
    assert "Waits for: Partnership manager" in waiting
    assert str(due.year) in waiting
    client.force_login(manager.user)
    given = {
        "version": entry.version + 1, "post": manager.post.pk, "outcome": "answered", "text": "Go ahead",
    }  # fmt: skip
    for _ in range(2):
        sent = client.post(f"/registers/entries/{entry.pk}/answer/", given)
        assert sent.status_code == 302
    client.force_login(lead.user)
    page = client.get("/registers/raised/").content.decode()
    assert "Go ahead" in page
    assert "Answered by Partnership manager" in page
    with django_assert_max_num_queries(MOST):  # type: ignore[operator]
        start = client.get("/", follow=True).content.decode()
    assert "Answered by Partnership manager" in start
    assert f"/registers/entries/{entry.pk}/" in start
    assert "Go ahead" in client.get("/reports/came-back/").content.decode()
    shown = client.get(f"/registers/entries/{entry.pk}/").content.decode()
    assert "To be escalated" not in shown
    client.force_login(make_person(entry.area, "priority_lead").user)
    assert "Answered by Partnership manager" not in client.get("/plans/").content.decode()


def test_changing_the_matrix_on_screen_asks_for_scores_again(
    manager: Person, entry: Entry, client: Client
) -> None:
    client.force_login(manager.user)
    address = f"{base(manager)}matrix/change/in-use/"
    page = client.get(address).content.decode()
    given = dict(
        re.findall(
            r'name="((?:likelihood|impact|bands)_[\w]+)" type="text"[^>]*value="([^"]*)"', page
        )
    )
    given |= {"bands_4_must_escalate": "on", "number": "0", "post": str(manager.post.pk)}
    wrong = client.post(address, {**given, "bands_4_from": "26", "why": "Try"})
    assert wrong.status_code == 400
    assert "No cell of this matrix scores in the band" in wrong.content.decode()
    right = client.post(address, {**given, "bands_4_from": "15", "why": "The board lowered it"})
    assert right.status_code == 302
    assert MatrixVersion.objects.first().number == 1  # type: ignore[union-attr]
    assert (
        "Scored with an earlier matrix"
        in client.get(f"/registers/entries/{entry.pk}/").content.decode()
    )
    assert (
        "1 scored with an earlier matrix"
        in client.get(f"{base(manager)}heat-map/").content.decode()
    )


def test_the_exports_hold_what_the_page_shows(
    manager: Person, entry: Entry, client: Client
) -> None:
    client.force_login(manager.user)
    text = client.get(f"{base(manager)}export/csv/").content.decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(text))
    assert (row["Reference"], row["Now: score"], row["Now: band"]) == ("R-001", "16", "Very high")
    assert row["Cause"] == "Two posts are vacant"
    document = json.loads(client.get(f"{base(manager)}export/json/").content)
    assert document["rows"][0]["now_score"] == 16
    assert client.get(f"{base(manager)}export/xlsx/").content[:2] == b"PK"
    assert client.get(f"{base(manager)}export/pdf/").status_code == 404
    client.force_login(make_person(entry.area, "case_coordinator").user)
    assert client.get(f"{base(manager)}export/csv/").status_code == 404


def test_a_closed_entry_is_only_reopened(lead: Person, entry: Entry, client: Client) -> None:
    client.force_login(lead.user)
    one = f"/registers/entries/{entry.pk}/"
    given = {"version": entry.version, "post": lead.post.pk, "text": "Over"}
    client.post(f"{one}move/close/", given)
    for name in ("score", "review", "change", "move/escalate"):
        assert client.get(f"{one}{name}/").status_code == 403, name
    late = client.post(
        f"{one}review/", {**given, "version": entry.version + 1, "text": "Late words"}
    )
    assert late.status_code == 400
    assert "Late words" in late.content.decode()


def test_answering_needs_the_step(manager: Person, lead: Person, entry: Entry) -> None:
    escalate(
        scope=lead.scope, entry_id=entry.pk, post_id=lead.post.pk, version=entry.version, text="x",
        today=clock.today(),
    )  # fmt: skip
    event = answer(
        scope=manager.scope, entry_id=entry.pk, post_id=manager.post.pk, version=entry.version + 1,
        outcome="sent_back", text="What does it cost?", today=clock.today(),
    )  # fmt: skip
    assert event.get_kind_display() == "Sent back"


def test_the_form_to_escalate_says_whom_it_asks_and_what_is_missing(
    manager: Person, lead: Person, client: Client
) -> None:
    client.force_login(manager.user)
    bare = make_entry(manager)
    page = client.get(f"/registers/entries/{bare.pk}/move/escalate/").content.decode()
    assert re.search(r'value="2"[^>]*checked', page), "the first step is the manager's own"
    assert "Their answer is due by" in page
    assert f"{bare.reference} has no owner and no score yet." in page
    full = give_score(manager, make_entry(manager, owner=lead), 3, 3)
    page = client.get(f"/registers/entries/{full.pk}/move/escalate/").content.decode()
    assert "has no" not in page
    client.force_login(lead.user)
    page = client.get(f"/registers/entries/{full.pk}/move/escalate/").content.decode()
    assert re.search(r'value="1"[^>]*checked', page), "the next step, unless another is chosen"
    for name in ("Partnership manager", "SEND Partnership Board", "Executive above the board"):
        assert name in page
    address = f"/registers/entries/{full.pk}/move/escalate/"
    given = {"version": full.version, "post": lead.post.pk, "text": "Decide", "step": "2"}
    refused = client.post(address, given)
    assert refused.status_code == 400
    assert "Say why this goes past: Partnership manager." in refused.content.decode()
    for _ in range(2):
        assert client.post(address, {**given, "past": "Away until March"}).status_code == 302
    assert EntryEvent.objects.filter(entry=full, kind="escalated").count() == 1
    page = client.get(f"/registers/entries/{full.pk}/").content.decode()
    assert "Partnership manager: Away until March" in page
