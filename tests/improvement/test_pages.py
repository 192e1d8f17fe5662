"""The plan's pages over HTTP: how many queries they cost, what they record, what each role may do."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goldenthread.access.models import AuditEntry
from goldenthread.core import clock
from goldenthread.improvement.models import Milestone, Plan
from goldenthread.improvement.queries.lists import FILTERS
from tests.factories import Person, make_area, make_person, make_plan

pytestmark = pytest.mark.django_db
MOST = 12
NEXT_YEAR = clock.today().year + 1


@pytest.fixture
def manager() -> Person:
    return make_person(make_area(), "partnership_manager")


@pytest.fixture
def plan(manager: Person) -> Plan:
    area = Plan(area_id=manager.scope.grants[0].area_id).area
    dues = tuple(date(2026, 1 + n % 12, 28) for n in range(40))
    return make_plan(area, lead=manager.post, agreed_by=manager.post, due=dues)


def pages(plan: Plan) -> list[str]:
    priority = plan.priorities.get()
    milestone = Milestone.objects.filter(plan=plan)[0]
    return [
        "/plans/", f"/plans/{plan.pk}/", f"/plans/{plan.pk}/sections/{priority.section_id}/",
        f"/plans/{plan.pk}/priorities/{priority.pk}/", f"/plans/{plan.pk}/milestones/",
        f"/plans/{plan.pk}/milestones/?show=mine", f"/plans/{plan.pk}/changes/",
        f"/plans/milestones/{milestone.pk}/", f"/plans/milestones/{milestone.pk}/report/",
        f"/plans/{plan.pk}/export/csv/", "/plans/my-milestones/", "/imports/",
    ]  # fmt: skip


def test_no_page_costs_more_than_twelve_queries(
    manager: Person, plan: Plan, client: Client
) -> None:
    client.force_login(manager.user)
    client.get("/plans/")  # the first page after signing in also writes the session
    for address in pages(plan):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        said = "\n".join(query["sql"][:110] for query in queries.captured_queries)
        assert len(queries) <= MOST, f"{address}: {len(queries)}\n{said}"


def test_each_page_of_a_plan_is_recorded_as_read(
    manager: Person, plan: Plan, client: Client
) -> None:
    client.force_login(manager.user)
    for address in pages(plan):
        if address == "/imports/" or address.endswith("/report/"):
            continue  # a list of files, and a form: neither shows more than the page before it
        before = AuditEntry.objects.count()
        client.get(address)
        assert AuditEntry.objects.count() == before + 1, address


@pytest.mark.parametrize("show", [*FILTERS, "x"])
def test_every_filter_of_the_list_answers(
    show: str, manager: Person, plan: Plan, client: Client
) -> None:
    client.force_login(manager.user)
    assert client.get(f"/plans/{plan.pk}/milestones/", {"show": show}).status_code == 200


def test_a_draft_is_seen_by_those_who_work_on_it_only(client: Client) -> None:
    area = make_area()
    draft = make_plan(area)
    for role, status in (("partnership_manager", 200), ("board_member", 404)):
        client.force_login(make_person(area, role).user)
        assert client.get(f"/plans/{draft.pk}/").status_code == status


def test_a_coordinator_may_read_but_not_take_away_or_agree(
    plan: Plan, manager: Person, client: Client
) -> None:
    coordinator = make_person(plan.area, "case_coordinator")
    client.force_login(coordinator.user)
    assert client.get(f"/plans/{plan.pk}/").status_code == 200
    for address in (f"/plans/{plan.pk}/export/csv/", f"/plans/{plan.pk}/agree/"):
        before = AuditEntry.objects.filter(outcome="refused").count()
        response = client.get(address)
        assert response.status_code == 403
        assert "right" in response.content.decode()
        assert AuditEntry.objects.filter(outcome="refused").count() == before + 1


def test_a_wrong_month_is_explained_and_nothing_is_lost(
    manager: Person, plan: Plan, client: Client
) -> None:
    client.force_login(manager.user)
    milestone = Milestone.objects.filter(plan=plan)[0]
    response = client.post(
        f"/plans/milestones/{milestone.pk}/report/",
        {"version": "1", "post": str(manager.post.pk), "status": "red", "new_due-month": "Febtember",
         "new_due-year": "2027", "reason": "Because", "progress": "What I typed", "impact": ""},
    )  # fmt: skip
    assert response.status_code == 400
    page = response.content.decode()
    assert "What I typed" in page
    assert "Febtember" in page
    assert "real month" in page.lower() or "real date" in page.lower()
    milestone.refresh_from_db()
    assert milestone.version == 1


def test_a_second_editor_keeps_their_words_and_sees_the_other_report(
    manager: Person, plan: Plan, client: Client
) -> None:
    client.force_login(manager.user)
    milestone = Milestone.objects.filter(plan=plan)[0]
    where = f"/plans/milestones/{milestone.pk}/report/"
    said: dict[str, Any] = {
        "post": str(manager.post.pk),
        "status": "green",
        "reason": "",
        "impact": "",
    }
    first = client.post(where, {**said, "version": "1", "progress": "First words"})
    assert first.status_code == 302
    second = client.post(where, {**said, "version": "1", "progress": "Second words"})
    page = second.content.decode()
    assert second.status_code == 400
    assert "You reported on this milestone in another window on" in page
    assert "First words" in page
    assert "Second words" in page
    again = client.post(where, {**said, "version": "2", "progress": "Second words"})
    assert again.status_code == 302


def test_static_files_and_headers(manager: Person, client: Client) -> None:
    response = client.get("/sign-in/")
    policy = response["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"


def test_search_finds_every_word_in_milestone_or_priority(
    manager: Person, plan: Plan, client: Client
) -> None:
    client.force_login(manager.user)
    Milestone.objects.filter(plan=plan, number="7").update(text="Young inspectors test the letters")
    page = client.get(
        f"/plans/{plan.pk}/milestones/", {"q": " LETTERS  inspectors"}
    ).content.decode()
    assert "Young inspectors" in page
    assert "Milestone 8<" not in page
    page = client.get(f"/plans/{plan.pk}/milestones/", {"q": "<script>x"}).content.decode()
    assert "No milestones here" in page
    assert "<script>x" not in page


def test_the_log_of_dates_shows_reports_that_moved_one(
    manager: Person, plan: Plan, client: Client
) -> None:
    client.force_login(manager.user)
    first, second = Milestone.objects.filter(plan=plan)[:2]
    said = {"post": str(manager.post.pk), "version": "1", "impact": ""}
    client.post(
        f"/plans/milestones/{first.pk}/report/",
        {**said, "status": "red", "new_due-month": "12", "new_due-year": str(NEXT_YEAR),
         "reason": "Moved", "progress": "Late"},
    )  # fmt: skip
    client.post(
        f"/plans/milestones/{second.pk}/report/",
        {**said, "status": "green", "reason": "", "progress": "On the way"},
    )
    everything = client.get(f"/plans/{plan.pk}/changes/").content.decode()
    dates = client.get(f"/plans/{plan.pk}/changes/?what=dates").content.decode()
    assert "On the way" in everything
    assert "On the way" not in dates
    assert f"December {NEXT_YEAR}" in dates


def test_pressing_the_button_twice_says_it_once(
    manager: Person, plan: Plan, client: Client
) -> None:
    client.force_login(manager.user)
    milestone = Milestone.objects.filter(plan=plan)[0]
    said = {"version": "1", "post": str(manager.post.pk), "status": "green", "reason": "",
            "impact": "", "progress": "Once"}  # fmt: skip
    for _ in range(2):
        response = client.post(f"/plans/milestones/{milestone.pk}/report/", said)
        assert response.status_code == 302
    assert milestone.events.count() == 1


def test_asking_for_what_is_not_yours_leaves_a_trace(plan: Plan, client: Client) -> None:
    stranger = make_person(make_area(), "partnership_manager")
    client.force_login(stranger.user)
    assert client.get(f"/plans/{plan.pk}/").status_code == 404
    entry = AuditEntry.objects.get(action="access.not_found")
    assert (entry.user_id, entry.outcome) == (stranger.user.pk, "refused")
    assert entry.target_id == f"improvement:plan {plan.pk}"


def test_pages_and_copies_are_not_kept_by_the_browser(
    manager: Person, plan: Plan, client: Client
) -> None:
    client.force_login(manager.user)
    for address in (f"/plans/{plan.pk}/", f"/plans/{plan.pk}/export/csv/"):
        assert client.get(address)["Cache-Control"] == "private, no-store"


def test_a_form_from_before_a_new_sign_in_is_answered_in_words(manager: Person) -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/sign-in/", {"login": "a@b.example", "password": "x"})
    assert response.status_code == 403
    assert "Please send it again" in response.content.decode()


def test_what_changed_names_judgements_of_wholes(
    manager: Person, plan: Plan, client: Client
) -> None:
    client.force_login(manager.user)
    priority = plan.priorities.get()
    form = {"post": str(manager.post.pk), "status": "amber", "reason": "Short of people"}
    where = f"/plans/{plan.pk}/priorities/{priority.pk}/status/"
    assert client.post(where, form).status_code == 302
    page = client.get(f"/plans/{plan.pk}/changes/").content.decode()
    assert "set to Amber by hand" in page
    assert "Short of people" in page
