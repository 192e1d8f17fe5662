"""The pages of tasks over HTTP: what they say, who may have what, and what they cost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from goldenthread.access.models import AuditEntry
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.tasks import leases, queries
from goldenthread.tasks.actions import asking
from goldenthread.tasks.models import Job
from goldenthread.tasks.worker import work_on_one
from tests.factories import Person, make_area, make_person
from tests.tasks.making import Notes, ask

pytestmark = pytest.mark.django_db
MOST = 12


def words(content: bytes) -> str:
    return " ".join(html.fromstring(content).xpath("//main")[0].text_content().split())


def goes_wrong(_job: Job) -> None:
    raise UserError("not_there", "The plan is gone.")


@pytest.fixture
def page(person: Person, client: Client) -> Client:
    client.force_login(person.user)
    return client


def test_without_a_worker_the_page_says_so_and_looks_again_slowly(
    page: Client, person: Person, notes: Notes
) -> None:
    address = f"/tasks/{ask(person).pk}/"
    response = page.get(address)
    assert "No worker is running" in words(response.content)
    assert b'<noscript><meta http-equiv="refresh" content="20"></noscript>' in response.content
    assert page.get(f"{address}state/").json()["look_again"] == 20


def test_with_a_worker_the_page_looks_again_until_it_is_told_not_to(
    page: Client, person: Person, notes: Notes
) -> None:
    leases.seen("host:1")
    address = f"/tasks/{ask(person).pk}/"
    response = page.get(address)
    assert "It waits for a worker" in words(response.content)
    assert b'<noscript><meta http-equiv="refresh" content="4"></noscript>' in response.content
    still = page.get(address, {"still": "1"}).content
    assert b'http-equiv="refresh"' not in still
    assert b"Look again" in still
    with clock.fixed(clock.now() + timedelta(minutes=1)):
        assert "No worker is running" in words(page.get(address).content)
    leases.gone("host:1")
    assert "No worker is running" in words(page.get(address).content)


def test_how_far_it_is_and_since_when(page: Client, person: Person, notes: Notes) -> None:
    leases.seen("host:1")
    job = ask(person)
    claimed = leases.claim()
    assert claimed is not None
    leases.say(claimed, "Laying out the pages", 3, 12)
    with clock.fixed(clock.now() + timedelta(minutes=3)):
        said = words(page.get(f"/tasks/{job.pk}/").content)
        state = page.get(f"/tasks/{job.pk}/state/").json()
    assert "Being made Laying out the pages Begun 3 minutes ago. 3 of 12 done" in said
    assert state == {
        "state": "running", "words": "Laying out the pages", "since": "Begun 3 minutes ago.",
        "done": 3, "total": 12, "look_again": 4,
    }  # fmt: skip


def test_asking_for_the_state_does_not_keep_the_session_going() -> None:
    from goldenthread.tasks import views

    assert views.state.leaves_session_alone  # type: ignore[attr-defined]


def test_the_copy_is_given_as_an_attachment_and_each_time_recorded(
    page: Client, person: Person, notes: Notes
) -> None:
    job = ask(person)
    work_on_one()
    assert "The copy is ready" in words(page.get(f"/tasks/{job.pk}/").content)
    response = page.get(f"/tasks/{job.pk}/file/")
    assert (response.content, response["Content-Disposition"]) == (
        b"note", 'attachment; filename="note.txt"',
    )  # fmt: skip
    page.get(f"/tasks/{job.pk}/file/")
    assert AuditEntry.objects.filter(action="plan.exported").count() == 2


def test_no_copy_yet_leads_back_to_the_page(page: Client, person: Person, notes: Notes) -> None:
    job = ask(person)
    assert page.get(f"/tasks/{job.pk}/file/")["Location"] == f"/tasks/{job.pk}/"


@pytest.mark.parametrize("role", ["partnership_manager", "system_administrator"])
def test_nobody_else_finds_it(role: str, person: Person, notes: Notes, client: Client) -> None:
    job = ask(person)
    work_on_one()
    other = make_person(job.area, role)
    client.force_login(other.user)
    for part in ("", "state/", "file/"):
        assert client.get(f"/tasks/{job.pk}/{part}").status_code == 404
    assert b"Note" not in client.get("/tasks/").content.replace(b"Notes", b"")


def test_who_lost_the_right_lost_the_copy(page: Client, person: Person, notes: Notes) -> None:
    job = ask(person)
    work_on_one()
    person.user.memberships.update(ends_on=clock.today() - timedelta(days=1))
    assert page.get(f"/tasks/{job.pk}/file/").status_code == 404
    assert not AuditEntry.objects.filter(action="plan.exported").exists()


def test_what_went_wrong_stands_on_both_pages(page: Client, person: Person, notes: Notes) -> None:
    notes.first = goes_wrong
    job = ask(person)
    work_on_one()
    own = words(page.get(f"/tasks/{job.pk}/").content)
    assert "It could not be made. The plan is gone." in own
    assert "Ask for it again" in own
    said = words(page.get("/tasks/failed/").content)
    assert f"{job.pk}: Note" in said
    assert "The plan is gone." in said
    assert AuditEntry.objects.get(action="job.list_read").count == 1


def test_it_is_tried_again(page: Client, person: Person, notes: Notes) -> None:
    notes.first = goes_wrong
    job = ask(person)
    work_on_one()
    address = f"/tasks/failed/{job.pk}/again/"
    page.get(address)  # a link decides nothing
    assert work_on_one() == "nothing"
    assert "is tried again" in words(page.post(address, follow=True).content)
    notes.first = lambda _job: None
    assert work_on_one() == "made"
    assert AuditEntry.objects.get(action="job.tried_again").user_id == person.user.pk
    assert page.post(address).status_code == 404


def test_it_is_not_tried_again_beside_another(page: Client, person: Person, notes: Notes) -> None:
    notes.first = goes_wrong
    job = ask(person)
    work_on_one()
    ask(person)
    answer = page.post(f"/tasks/failed/{job.pk}/again/", follow=True)
    assert "has asked again" in words(answer.content)
    assert Job.objects.get(pk=job.pk).state == "failed"


def test_it_is_dismissed(page: Client, person: Person, notes: Notes) -> None:
    notes.first = goes_wrong
    job = ask(person)
    work_on_one()
    assert "is dismissed" in words(
        page.post(f"/tasks/failed/{job.pk}/dismiss/", follow=True).content
    )
    assert "Nothing went wrong" in words(page.get("/tasks/failed/").content)
    assert "was given up" in words(page.get(f"/tasks/{job.pk}/").content)
    assert AuditEntry.objects.filter(action="job.dismissed").count() == 1


def test_a_list_of_another_area_is_empty_and_decides_nothing(
    person: Person, notes: Notes, client: Client
) -> None:
    notes.first = goes_wrong
    job = ask(person)
    work_on_one()
    client.force_login(make_person(make_area(), "partnership_manager").user)
    assert b"The plan is gone" not in client.get("/tasks/failed/").content
    for do in ("again", "dismiss"):
        assert client.post(f"/tasks/failed/{job.pk}/{do}/").status_code == 404
    client.force_login(make_person(job.area, "priority_lead").user)
    assert client.get("/tasks/failed/").status_code == 403


def test_a_kind_that_is_no_longer_known_is_listed_by_its_code(
    page: Client, person: Person, notes: Notes
) -> None:
    notes.first = goes_wrong
    job = ask(person)
    work_on_one()
    Job.objects.filter(pk=job.pk).update(kind="old-kind")
    assert f"{job.pk}: old-kind" in words(page.get("/tasks/failed/").content)
    assert page.get(f"/tasks/{job.pk}/").status_code == 404


def test_each_page_costs_at_most_twelve_queries(page: Client, person: Person, notes: Notes) -> None:
    notes.first = goes_wrong
    for note in range(20):
        job = ask(person, note)
        if note % 2:
            work_on_one()
    page.get("/tasks/")
    for address in ("/tasks/", "/tasks/failed/", f"/tasks/{job.pk}/", f"/tasks/{job.pk}/state/"):
        with CaptureQueriesContext(connection) as asked:
            assert page.get(address).status_code == 200
        assert len(asked) <= MOST, address


def test_nobody_waits_for_a_worker_that_is_not_there(
    person: Person, notes: Notes, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []
    monkeypatch.setattr(queries.time, "sleep", slept.append)
    assert queries.waited_for(ask(person)).state == "waiting"
    assert slept == []


def test_a_quick_task_is_waited_for(
    person: Person, notes: Notes, monkeypatch: pytest.MonkeyPatch
) -> None:
    leases.seen("host:1")
    job = ask(person)
    monkeypatch.setattr(queries.time, "sleep", lambda _seconds: work_on_one())
    assert queries.waited_for(job).state == "done"
    monkeypatch.setattr(queries, "PATIENCE_SECONDS", 0.01)
    assert queries.waited_for(ask(person, 2)).state in ("waiting", "done")


def test_the_file_belongs_to_who_asked_even_with_the_key_known(
    person: Person, notes: Notes
) -> None:
    job = ask(person)
    work_on_one()
    other = make_person(job.area, "partnership_manager")
    with pytest.raises(UserError, match="no copy"):
        asking.fetch(scope=other.scope, job=job)
