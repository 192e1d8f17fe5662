"""The pages of the library and of the self-evaluation over HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goldenthread.access.models import AuditEntry
from goldenthread.core import clock
from goldenthread.improvement.models import Claim, EvidenceItem
from tests.factories import make_area, make_person
from tests.improvement.library import TODAY, Library

pytestmark = pytest.mark.django_db
MOST = 12
FORM = {
    "title": "Survey of families", "type": "survey", "strength": "experience",
    "source": "Forum survey", "dated-day": "1", "dated-month": "3", "dated-year": "2026",
    "kept_at": "https://fellmoor.example/survey", "shows": "Fewer families had to chase.",
    "version": "0",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with clock.fixed(TODAY):
        yield


@pytest.fixture
def library() -> Library:
    return Library()


def pages(library: Library) -> list[str]:
    claim = library.claim()
    for number in range(12):
        item = library.add(title=f"Evidence {number}", shows=("claim", claim.pk))
        library.claim(f"Claim {number}")
    library.add(title="Second use", shows=("milestone", library.milestone.pk))
    one, use = f"/plans/evidence/{item.pk}", item.uses.get()
    return [
        "/plans/evidence/", "/plans/evidence/?show=stale&q=two+words&type=audit&strength=outcome",
        f"/plans/evidence/?plan={library.plan.pk}", "/plans/evidence/waiting/", "/plans/evidence/add/",
        f"/plans/evidence/add/?milestone={library.milestone.pk}",
        f"/plans/evidence/add/?criterion={library.criterion.pk}",
        f"/plans/evidence/add/?claim={claim.pk}", f"{one}/", f"{one}/change/", f"{one}/review/",
        f"{one}/shows/", f"{one}/shows/{use.pk}/take-back/", "/plans/evidence/export/xlsx/",
        "/plans/evidence/self-evaluation/", "/plans/evidence/self-evaluation/?show=stale",
        "/plans/evidence/self-evaluation/add/", f"/plans/evidence/self-evaluation/{claim.pk}/",
        f"/plans/evidence/self-evaluation/{claim.pk}/change/",
        f"/plans/evidence/self-evaluation/{claim.pk}/withdraw/", "/plans/evidence/self-evaluation/export/csv/",
        f"/plans/milestones/{library.milestone.pk}/",
    ]  # fmt: skip


def test_no_page_costs_more_than_twelve_queries(library: Library, client: Client) -> None:
    client.force_login(library.manager.user)
    addresses = pages(library)
    client.get("/plans/")  # the first page after signing in also writes the session
    for address in addresses:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200, address
        said = "\n".join(query["sql"][:110] for query in queries.captured_queries)
        assert len(queries) <= MOST, f"{address}: {len(queries)}\n{said}"


def test_reading_is_recorded(library: Library, client: Client) -> None:
    client.force_login(library.manager.user)
    item, claim = library.add(), library.claim()
    for address, code in {
        "/plans/evidence/": "evidence.list_read",
        "/plans/evidence/waiting/": "evidence.list_read",
        f"/plans/evidence/{item.pk}/": "evidenceitem.read",
        "/plans/evidence/export/csv/": "evidence.exported",
        "/plans/evidence/self-evaluation/": "claim.list_read",
        f"/plans/evidence/self-evaluation/{claim.pk}/": "claim.read",
        "/plans/evidence/self-evaluation/export/json/": "claim.exported",
    }.items():
        client.get(address)
        newest = AuditEntry.objects.order_by("-pk")[0]
        assert (newest.action, newest.user_id) == (code, library.manager.user.pk)
        if address != "/plans/evidence/waiting/":
            assert newest.area_id == library.area.pk


@pytest.mark.parametrize("role", ["case_coordinator", "advice_giver", "school_senco"])
def test_who_may_not_see_evidence_finds_nothing(
    role: str, library: Library, client: Client
) -> None:
    item = library.add(title="Not for all", shows=("milestone", library.milestone.pk))
    client.force_login(make_person(library.area, role).user)
    for address in (
        "/plans/evidence/", "/plans/evidence/waiting/", f"/plans/evidence/{item.pk}/",
        "/plans/evidence/self-evaluation/", f"/plans/evidence/add/?milestone={library.milestone.pk}",
        f"/plans/evidence/?area={library.area.pk}", "/plans/evidence/export/csv/",
    ):  # fmt: skip
        assert client.get(address).status_code == 404, address
    page = client.get(f"/plans/milestones/{library.milestone.pk}/").content.decode()
    assert "Not for all" not in page
    assert 'id="evidence"' not in page


@pytest.mark.parametrize("named", ["9" * 30, "9" * 4500, "²", "-1"])
def test_a_number_that_is_none_names_nothing(library: Library, client: Client, named: str) -> None:
    client.force_login(library.lead.user)
    assert client.get("/plans/evidence/add/", {"milestone": named}).status_code == 404


def test_an_area_of_others_is_not_found(library: Library, client: Client) -> None:
    client.force_login(make_person(make_area(), "partnership_manager").user)
    claim = library.claim()
    for address in (
        f"/plans/evidence/?area={library.area.pk}", f"/plans/evidence/self-evaluation/?area={library.area.pk}",
        f"/plans/evidence/add/?claim={claim.pk}", f"/plans/evidence/export/csv/?area={library.area.pk}",
        "/plans/evidence/add/?milestone=x", "/plans/evidence/?area=nonsense",
    ):  # fmt: skip
        assert client.get(address).status_code == 404, address


def test_from_a_milestone_to_evidence_to_its_review(library: Library, client: Client) -> None:
    client.force_login(library.lead.user)
    add = f"/plans/evidence/add/?milestone={library.milestone.pk}"
    assert add in client.get(f"/plans/milestones/{library.milestone.pk}/").content.decode()
    sent = {**FORM, "post": str(library.lead.post.pk)}
    for _ in range(2):
        response = client.post(add, sent)
        assert response.status_code == 302
    item = EvidenceItem.objects.get()
    assert response["Location"] == f"/plans/evidence/{item.pk}/"
    assert client.get(f"/plans/evidence/{item.pk}/review/").status_code == 403
    client.force_login(library.quality.user)
    assert "Survey of families" in client.get("/plans/evidence/waiting/").content.decode()
    review = {
        "version": "1", "post": str(library.quality.post.pk), "verdict": "accepted", "note": "Read."
    }  # fmt: skip
    for _ in range(2):
        response = client.post(f"/plans/evidence/{item.pk}/review/", review)
        assert response.status_code == 302
    item.refresh_from_db()
    assert (item.review, item.version) == ("accepted", 2)
    assert "Survey of families" not in client.get("/plans/evidence/waiting/").content.decode()
    page = client.get(f"/plans/milestones/{library.milestone.pk}/").content.decode()
    assert "Survey of families" in page
    assert "Accepted" in page


def test_reviewing_ones_own_is_refused_in_words_and_leaves_a_trace(
    library: Library, client: Client
) -> None:
    item = library.add(by=library.quality)
    client.force_login(library.quality.user)
    assert "/review/" not in client.get(f"/plans/evidence/{item.pk}/").content.decode()
    review = {
        "version": "1", "post": str(library.quality.post.pk), "verdict": "accepted",
        "note": "My own words",
    }  # fmt: skip
    response = client.post(f"/plans/evidence/{item.pk}/review/", review)
    page = response.content.decode()
    assert response.status_code == 400
    assert "Nobody reviews evidence that they added" in page
    assert "My own words" in page
    assert AuditEntry.objects.filter(action="evidence.review_refused").count() == 1


def test_a_wrong_day_is_explained_and_nothing_is_lost(library: Library, client: Client) -> None:
    client.force_login(library.lead.user)
    sent = {**FORM, "post": str(library.lead.post.pk), "dated-year": "2027"}
    response = client.post("/plans/evidence/add/", sent)
    page = response.content.decode()
    assert response.status_code == 400
    assert "today or in the past" in page
    assert "Fewer families had to chase." in page
    assert not EvidenceItem.objects.exists()


def test_a_second_editor_keeps_their_words(library: Library, client: Client) -> None:
    item = library.add()
    client.force_login(library.manager.user)
    sent = {**FORM, "post": str(library.manager.post.pk), "version": "1"}
    where = f"/plans/evidence/{item.pk}/change/"
    assert client.post(where, {**sent, "shows": "First words"}).status_code == 302
    second = client.post(where, {**sent, "shows": "Second words"})
    page = second.content.decode()
    assert second.status_code == 400
    assert "You changed this evidence in another window on" in page
    assert "First words" in page
    assert "Second words" in page
    again = client.post(where, {**sent, "shows": "Second words", "version": "2"})
    assert again.status_code == 302


def test_saying_what_it_shows_and_taking_it_back(library: Library, client: Client) -> None:
    item = library.add()
    client.force_login(library.lead.user)
    where = f"/plans/evidence/{item.pk}/shows/"
    sent: dict[str, Any] = {"post": str(library.lead.post.pk), "kind": "criterion"}
    assert client.post(where, sent).status_code == 400
    done = client.post(where, {**sent, "criterion": str(library.criterion.pk)})
    assert done.status_code == 302
    use = item.uses.get()
    assert use.criterion == library.criterion
    page = client.get(f"/plans/evidence/{item.pk}/").content.decode()
    assert library.criterion.text in page
    client.post(f"{where}{use.pk}/take-back/", {"post": str(library.lead.post.pk)})
    assert not item.uses.exists()


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"New audit", "Old figures"}),
        ("show=stale", {"Old figures"}),
        ("show=unused", {"New audit"}),
        ("show=accepted", set()),
        ("show=waiting&type=data", {"Old figures"}),
        ("strength=activity", {"Old figures"}),
        ("q=AUDIT+six", {"New audit"}),
        ("plan={plan}", {"Old figures"}),
    ],
)
def test_filters_of_the_library(
    query: str, shown: set[str], library: Library, client: Client
) -> None:
    library.add(title="New audit")
    library.add(
        title="Old figures", type="data", strength="activity", source="Case system",
        dated=date(2025, 6, 30), shows=("milestone", library.milestone.pk),
    )  # fmt: skip
    client.force_login(library.manager.user)
    query = query.format(plan=library.plan.pk)
    page = client.get(f"/plans/evidence/?{query}").content.decode()
    assert {title for title in ("New audit", "Old figures") if title in page} == shown
    rows = json.loads(client.get(f"/plans/evidence/export/json/?{query}").content)["rows"]
    assert {row["title"] for row in rows} == shown


def test_an_unknown_filter_is_explained(library: Library, client: Client) -> None:
    client.force_login(library.manager.user)
    assert client.get("/plans/evidence/?show=everything").status_code == 400
    assert client.get("/plans/evidence/export/csv/?show=everything").status_code == 404


def test_a_place_that_is_no_web_address_is_never_a_link(library: Library, client: Client) -> None:
    item = library.add(kept_at="javascript:alert(1)")
    client.force_login(library.manager.user)
    page = client.get(f"/plans/evidence/{item.pk}/").content.decode()
    assert "javascript:alert(1)" in page
    assert 'href="javascript' not in page


def test_the_self_evaluation_from_claim_to_withdrawal(library: Library, client: Client) -> None:
    client.force_login(library.manager.user)
    sent = {
        "post": str(library.manager.post.pk), "version": "0", "kind": "strength",
        "strand": "take_part", "text": "Families shape our letters",
        "owner": str(library.lead.post.pk),
    }  # fmt: skip
    assert client.post("/plans/evidence/self-evaluation/add/", sent).status_code == 302
    claim = Claim.objects.get()
    page = client.get("/plans/evidence/self-evaluation/?show=stale").content.decode()
    assert "Families shape our letters" in page
    assert "No evidence" in page
    where = f"/plans/evidence/self-evaluation/{claim.pk}/"
    change = {**sent, "version": "1", "text": "Families write our letters with us"}
    assert client.post(f"{where}change/", change).status_code == 302
    stale = client.post(f"{where}change/", {**change, "text": "Third words"})
    assert stale.status_code == 400
    assert "Third words" in stale.content.decode()
    gone = {"post": sent["post"], "version": "2", "reason": "Nobody could show it."}
    for _ in range(2):
        assert client.post(f"{where}withdraw/", gone).status_code == 302
    assert client.get(f"{where}change/").status_code == 404
    assert "Nobody could show it." in client.get(where).content.decode()
    rows = json.loads(client.get("/plans/evidence/self-evaluation/export/json/").content)["rows"]
    assert [row["standing"] for row in rows] == ["Withdrawn"]


def test_those_without_the_right_neither_write_nor_take_away(
    library: Library, client: Client
) -> None:
    commissioner = make_person(library.area, "commissioner")
    client.force_login(commissioner.user)
    claim, item = library.claim(), library.add()
    assert client.get("/plans/evidence/").status_code == 200
    for address in (
        "/plans/evidence/add/", f"/plans/evidence/{item.pk}/change/",
        f"/plans/evidence/{item.pk}/shows/", f"/plans/evidence/{item.pk}/review/",
        "/plans/evidence/self-evaluation/add/", f"/plans/evidence/self-evaluation/{claim.pk}/withdraw/",
    ):  # fmt: skip
        assert client.get(address).status_code == 403, address
    client.force_login(make_person(library.area, "analyst").user)
    assert client.get("/plans/evidence/export/csv/").status_code == 200
