"""The pages of versions, differences, mapping, closing and reviews over HTTP."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goldenthread.access.models import AuditEntry
from goldenthread.core import clock
from goldenthread.core.months import Month
from goldenthread.improvement.actions.agreeing import agree_plan
from goldenthread.improvement.actions.progress import Said, report_progress
from goldenthread.improvement.actions.versions import new_version
from goldenthread.improvement.models import (
    CriterionJudgement,
    Lead,
    Milestone,
    Plan,
    Priority,
    SuccessCriterion,
)
from goldenthread.improvement.queries.differences import compared
from goldenthread.improvement.rules.differences import Nature
from goldenthread.improvement.rules.status import Status
from tests.factories import Person, make_area, make_person, make_plan
from tests.improvement.criterion_steps import make_criterion

pytestmark = pytest.mark.django_db
TODAY = date(2025, 9, 10)
MOST = 20


@pytest.fixture
def manager(client: Client) -> Person:
    person = make_person(make_area(), "partnership_manager")
    client.force_login(person.user)
    return person


@pytest.fixture
def plan(manager: Person) -> Plan:
    area = Plan(area_id=manager.scope.grants[0].area_id).area
    return make_plan(area, lead=manager.post, agreed_by=manager.post)


@pytest.fixture
def draft(manager: Person, plan: Plan) -> Plan:
    """A draft in which something of every kind differs."""
    made = new_version(scope=manager.scope, plan_id=plan.pk, version="2.0")
    Plan.objects.filter(pk=plan.pk).update(version="1.0")
    priority = made.priorities.get()
    first, second = Milestone.objects.filter(plan=made)
    Milestone.objects.filter(pk=first.pk).update(
        text="Milestone one for families", due=date(2026, 12, 31), number="4"
    )
    second.delete()
    Milestone.objects.create(
        plan=made,
        priority=priority,
        position=5,
        number="5",
        text="Brand new",
        due=date(2027, 1, 31),
    )
    Lead.objects.filter(priority=priority).delete()
    return made


def agree(manager: Person, draft: Plan) -> None:
    with clock.fixed(TODAY):
        agree_plan(
            scope=manager.scope, plan_id=draft.pk, post_id=manager.post.pk, agreed_on=TODAY,
            today=TODAY, version="2.0", dated=TODAY,
        )  # fmt: skip


def test_the_differences_of_a_draft_and_the_plan_in_force(
    manager: Person, plan: Plan, draft: Plan, client: Client
) -> None:
    found = compared(manager.scope, draft, plan.pk)
    assert {(change.nature, change.item.ref) for change in found.changes} == {
        (Nature.ADDED, "Milestone 1a.5"), (Nature.REMOVED, "Milestone 1a.2"),
        (Nature.REWORDED, "Milestone 1a.4"), (Nature.REDATED, "Milestone 1a.4"),
        (Nature.MOVED, "Milestone 1a.4"), (Nature.LEADS, "Priority 1a"),
    }  # fmt: skip
    pages = [
        client.get(f"/plans/{one}/differences/{other}/").content.decode()
        for one, other in ((plan.pk, draft.pk), (draft.pk, plan.pk))
    ]
    for page in pages:
        assert "6 changes" in page
        assert "From" in page
        assert "new here: </span>one for families" in page
        assert "only here: </span>1" in page
        assert page.index("version 1.0") < page.index("version 2.0")


def test_a_date_that_reports_move_is_no_difference_of_words(manager: Person, plan: Plan) -> None:
    draft = new_version(scope=manager.scope, plan_id=plan.pk)
    row = Milestone.objects.get(plan=plan, number="1")
    red = Said(Status.RED, progress="Late", reason="No staff", new_due=Month(2026, 9))
    with clock.fixed(TODAY):
        report_progress(
            scope=manager.scope, milestone_id=row.pk, post_id=manager.post.pk, said=red, version=1,
            today=TODAY,
        )  # fmt: skip
    assert compared(manager.scope, draft, plan.pk).changes == []
    agree(manager, draft)
    row = Milestone.objects.get(plan=draft, number="1")
    later = Said(Status.RED, progress="Later", reason="Still none", new_due=Month(2026, 12))
    with clock.fixed(TODAY):
        report_progress(
            scope=manager.scope, milestone_id=row.pk, post_id=manager.post.pk, said=later,
            version=row.version, today=TODAY,
        )  # fmt: skip
    draft.refresh_from_db()
    assert compared(manager.scope, draft, plan.pk).changes == []


def test_the_differences_are_taken_away_as_files(
    manager: Person, plan: Plan, draft: Plan, client: Client
) -> None:
    where = f"/plans/{plan.pk}/differences/{draft.pk}/"
    rows = list(csv.reader(io.StringIO(client.get(f"{where}csv/").content.decode("utf-8-sig"))))
    assert rows[0] == ["Change", "What", "Was", "Now"]
    assert ["Given another date", "Milestone 1a.4", "March 2026", "December 2026"] in rows
    made = json.loads(client.get(f"{where}json/").content)
    assert len(made["rows"]) == 6
    assert client.get(f"{where}xlsx/").status_code == 200
    assert client.get(f"{where}pdf/").status_code == 404
    assert AuditEntry.objects.filter(action="plan.exported").count() == 3


def test_plans_of_different_lines_are_not_compared(
    manager: Person, plan: Plan, client: Client
) -> None:
    other = make_plan(plan.area, agreed_by=manager.post)
    for pk in (other.pk, plan.pk):
        assert client.get(f"/plans/{plan.pk}/differences/{pk}/").status_code == 404


def test_the_list_of_versions_counts_what_changed(
    manager: Person, plan: Plan, draft: Plan, client: Client
) -> None:
    page = client.get(f"/plans/{plan.pk}/versions/").content.decode()
    assert "1 added" in page
    assert "1 given other leads" in page
    assert "The first version" in page
    assert "Make a new version" not in page  # there is a draft already
    reader = make_person(plan.area, "board_member")
    client.force_login(reader.user)
    page = client.get(f"/plans/{plan.pk}/versions/").content.decode()
    assert "2.0" not in page
    assert client.get(f"/plans/{plan.pk}/differences/{draft.pk}/").status_code == 404


def test_a_new_version_from_the_page_and_the_refusal_of_a_second(
    manager: Person, plan: Plan, client: Client
) -> None:
    where = f"/plans/{plan.pk}/versions/new/"
    response = client.post(where, {"version": "2.0"})
    draft = Plan.objects.get(supersedes=plan)
    assert response["Location"] == f"/plans/{draft.pk}/"
    again = client.post(where, {"version": "2.0"})
    assert again.status_code == 400
    assert f'href="/plans/{draft.pk}/"' in again.content.decode()
    response = client.post(f"/plans/{draft.pk}/versions/discard/")
    assert response["Location"] == f"/plans/{plan.pk}/"
    assert not Plan.objects.filter(supersedes=plan).exists()
    assert client.post(f"/plans/{plan.pk}/versions/discard/").status_code == 400


def test_agreeing_lists_what_ends_with_the_old_version(
    plan: Plan, draft: Plan, client: Client
) -> None:
    page = client.get(f"/plans/{draft.pk}/agree/").content.decode()
    assert "This milestone ends with the old version" in page
    assert "1a.2 Milestone 2" in page


def test_agreeing_lists_what_was_signed_off_or_judged_in_other_words(
    manager: Person, plan: Plan, client: Client
) -> None:
    done = date(2026, 1, 1)
    for number in ("1", "2"):
        Milestone.objects.filter(plan=plan, number=number).update(
            reported_status="blue", reported_on=done, reported_post=manager.post,
            completed_on=done, signed_off_on=done, signed_off_post=manager.post,
        )  # fmt: skip
    changed, same, unjudged = (make_criterion(plan, "qualitative") for _ in range(3))
    for one in (changed, same):
        CriterionJudgement.objects.create(criterion=one, met=True, on=done, post=manager.post)
    draft = new_version(scope=manager.scope, plan_id=plan.pk)
    page = client.get(f"/plans/{draft.pk}/agree/").content.decode()
    assert "in other words" not in page
    Milestone.objects.filter(plan=draft, number="1").update(text="A wholly different promise")
    Milestone.objects.filter(plan=draft, number="2").update(text="Milestone  2 ")  # spacing only
    for one in (changed, unjudged):
        SuccessCriterion.objects.filter(thread=one).update(text=f"Not {one.text}")
    page = client.get(f"/plans/{draft.pk}/agree/").content.decode()
    words = " ".join(re.sub("<[^>]*>", " ", page).split())
    assert (
        "1a.1 A wholly different promise Signed off on 1 January 2026 in other words: Milestone 1"
        in words
    )
    assert "Not Criterion 1 Judged met on 1 January 2026 in other words: Criterion 1" in words
    assert words.count("in other words:") == 2
    assert "tick “Reopen this milestone”" in words
    assert "“Take the judgement back”" in words


def test_each_page_of_a_superseded_version_says_so(
    manager: Person, plan: Plan, draft: Plan, client: Client
) -> None:
    agree(manager, draft)
    priority = plan.priorities.get()
    milestone = Milestone.objects.get(plan=plan, number="1")
    for where in (
        f"/plans/{plan.pk}/", f"/plans/{plan.pk}/sections/{priority.section_id}/",
        f"/plans/{plan.pk}/priorities/{priority.pk}/", f"/plans/{plan.pk}/milestones/",
        f"/plans/milestones/{milestone.pk}/",
    ):  # fmt: skip
        page = client.get(where).content.decode()
        assert "superseded on 10 September 2025" in page, where
        assert "Report on it" not in page
    for form in ("report", "sign-off"):
        response = client.post(f"/plans/milestones/{milestone.pk}/{form}/", {
            "post": str(manager.post.pk), "version": "3", "status": "green", "progress": "x",
            "seen": "on",
        })  # fmt: skip
        assert response.status_code == 400
        assert "superseded" in response.content.decode()


def test_closing_and_reviewing_from_their_pages(
    manager: Person, plan: Plan, client: Client
) -> None:
    Plan.objects.filter(pk=plan.pk).update(review_due=clock.today())
    post = str(manager.post.pk)
    assert "The yearly review is due by" in client.get(f"/plans/{plan.pk}/").content.decode()
    assert "Record the review" in client.get("/plans/").content.decode()
    today = {f"{{}}-{part}": str(getattr(clock.today(), part)) for part in ("day", "month", "year")}
    held = {name.format("held_on"): value for name, value in today.items()}
    wrong = client.post(f"/plans/{plan.pk}/reviews/", {"post": post, **held, "conclusion": ""})
    assert wrong.status_code == 400
    done = client.post(
        f"/plans/{plan.pk}/reviews/", {"post": post, **held, "conclusion": "It stands."}
    )
    assert done.status_code == 302
    assert "It stands." in client.get(f"/plans/{plan.pk}/reviews/").content.decode()
    assert "The yearly review is due by" not in client.get(f"/plans/{plan.pk}/").content.decode()
    closed = {name.format("closed_on"): value for name, value in today.items()}
    assert (
        client.post(f"/plans/{plan.pk}/close/", {"post": post, **closed, "why": "Over"}).status_code
        == 302
    )
    page = client.get(f"/plans/{plan.pk}/").content.decode()
    assert "This plan was closed on" in page
    assert "Over" in page
    refused = client.post(f"/plans/{plan.pk}/close/", {"post": post, **closed, "why": "Over"})
    assert refused.status_code == 400


def test_mapping_from_its_page(manager: Person, plan: Plan, client: Client) -> None:
    later = make_plan(plan.area, agreed_by=manager.post)
    one, other = plan.priorities.get(), later.priorities.get()
    assert later.title in client.get(f"/plans/{plan.pk}/mapping/").content.decode()
    where = f"/plans/{plan.pk}/mapping/{later.pk}/"
    form = f"{where}priorities/{one.pk}/"
    post = {"post": str(manager.post.pk)}
    assert client.post(form, {**post, "outcome": "dropped", "reason": ""}).status_code == 400
    said = {**post, "outcome": "on", "later": str(other.pk), "partly": "on", "note": "The letters"}
    assert client.post(form, said)["Location"] == where
    assert "1 goes on" in client.get(where).content.decode()
    assert (
        "Goes on in part from"
        in client.get(f"/plans/{later.pk}/priorities/{other.pk}/").content.decode()
    )
    table = client.get(f"{where}csv/").content.decode("utf-8-sig")
    assert "Goes on in part as" in table
    taken = one.mapped_to.get()
    assert client.post(form, {"take_back": f"mapping-{taken.pk}"})["Location"] == where
    assert not one.mapped_to.exists()
    assert Priority.objects.count() == 2


def test_the_plan_as_a_whole_is_judged_from_its_page(
    manager: Person, plan: Plan, client: Client
) -> None:
    where = f"/plans/{plan.pk}/plans/{plan.pk}/status/"
    assert where in client.get(f"/plans/{plan.pk}/").content.decode()
    form = {"post": str(manager.post.pk), "status": "amber", "reason": "The board is worried"}
    assert client.post(where, form)["Location"] == f"/plans/{plan.pk}/"
    assert "The board is worried" in client.get(f"/plans/{plan.pk}/").content.decode()
    assert (
        "The plan as a whole: set to Amber"
        in client.get(f"/plans/{plan.pk}/changes/").content.decode()
    )
    assert client.get(f"/plans/{plan.pk}/plans/{plan.pk + 1}/status/").status_code == 404


def test_what_the_pages_cost(manager: Person, plan: Plan, draft: Plan, client: Client) -> None:
    later = make_plan(plan.area, agreed_by=manager.post)
    client.get("/plans/")
    for where in (
        f"/plans/{draft.pk}/", f"/plans/{plan.pk}/versions/",
        f"/plans/{plan.pk}/differences/{draft.pk}/", f"/plans/{plan.pk}/reviews/",
        f"/plans/{plan.pk}/mapping/", f"/plans/{plan.pk}/mapping/{later.pk}/",
    ):  # fmt: skip
        with CaptureQueriesContext(connection) as queries:
            assert client.get(where).status_code == 200
        assert len(queries) <= (MOST if "vers" in where or "diff" in where else 12), (
            where, len(queries),
        )  # fmt: skip
