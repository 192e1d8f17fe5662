"""What was kept for long enough goes, one day earlier it stays, and the trail says so."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner
from django.contrib.sessions.models import Session
from django.utils.timezone import make_aware

from goldenthread.access import retention
from goldenthread.access.commands import SCHEMAS
from goldenthread.access.commands import retention as command
from goldenthread.access.links import actions as links
from goldenthread.access.models import AuditEntry, Link, User
from goldenthread.access.rules.retention import build, keepings
from goldenthread.core import clock
from goldenthread.exchange import actions as exchange
from goldenthread.exchange.models import ImportJob
from goldenthread.tasks.models import Job, JobFile
from tests.conftest import ROOT
from tests.factories import Person, make_area, make_person

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
TWIN = ROOT / "tests" / "data" / "journeys" / "marram-coast.txt"


def removed(rule: str, today: date = TODAY, *, dry_run: bool = False) -> tuple[int, int]:
    """How many rows of the rule were due, and removed."""
    found = {one.keeping.name: one for one in retention.carry_out(today, dry_run=dry_run)}
    return found[rule].due, found[rule].removed


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def noon(day: date) -> datetime:
    return make_aware(datetime.combine(day, time(12)))


@pytest.fixture
def manager() -> Person:
    return make_person(make_area(), "partnership_manager")


def test_every_rule_is_carried_out_by_something() -> None:
    assert retention.without_remover() == []


@pytest.mark.parametrize(
    "rule",
    [
        {"what": "w", "days": 0, "after": "a", "removes": "r"},
        {"what": "w", "days": "1", "after": "a", "removes": "r"},
        {"what": "w", "after": "a", "removes": "r"},
        {"what": "w", "days": 1, "after": "a", "removes": "r", "also": 1},
    ],
)
def test_a_wrong_rule_is_refused(rule: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"retention\.yaml: mine needs"):
        build({"rules": {"mine": rule}})


def test_sessions(manager: Person) -> None:
    for days, key in ((1, "old"), (0, "new")):
        Session.objects.create(session_key=key, session_data="", expire_date=noon(ago(days)))
    assert removed("sessions") == (1, 1)
    assert [session.pk for session in Session.objects.all()] == ["new"]
    entry = AuditEntry.objects.get(action="retention.removed")
    assert (entry.count, entry.target_id, entry.ids_hash) == (1, "sessions.session", "")


def test_links_go_ninety_days_after_their_end(manager: Person) -> None:
    days = keepings()["links"].days
    other = make_person(manager.post.roles.get().area, "partnership_manager")
    for age, person in ((days, manager), (days - 1, other)):
        with clock.fixed(noon(ago(age) - timedelta(days=7))):
            links.make(
                scope=manager.scope, purpose="invitation", target=person.user,
                lasts=timedelta(days=7),
            )  # fmt: skip
    assert removed("links", dry_run=True) == (1, 0)
    assert Link.objects.count() == 2
    assert removed("links") == (1, 1)
    assert Link.objects.get().target_id == str(other.user.pk)


def closed_import(manager: Person, age: int) -> ImportJob:
    """An import that was confirmed so many days ago; what it wrote is of no matter here."""
    job = exchange.upload(
        scope=manager.scope, kind_code="plan", area_id=manager.post.roles.get().area_id,
        name="Ellas plan.txt", data=TWIN.read_bytes(),
    )  # fmt: skip
    confirmed = {"state": "confirmed", "target_id": 1, "closed_at": noon(ago(age))}
    ImportJob.objects.filter(pk=job.pk).update(**confirmed)
    return job


def test_imported_files_go_and_their_row_stays(
    manager: Person, django_capture_on_commit_callbacks: Any
) -> None:
    days = keepings()["imported_files"].days
    jobs = {age: closed_import(manager, age) for age in (days, days - 1)}
    stored = {age: Path(job.file.path) for age, job in jobs.items()}
    with django_capture_on_commit_callbacks(execute=True):
        assert removed("imported_files") == (1, 1)
    old, new = (ImportJob.objects.get(pk=jobs[age].pk) for age in (days, days - 1))
    assert (old.file.name, old.found, old.decisions, old.file_name) == ("", {}, {}, "")
    assert old.target_id is not None
    assert not stored[days].exists()
    assert stored[days - 1].exists()
    assert new.found
    assert AuditEntry.objects.filter(action="import.emptied").count() == 1
    # A second time there is nothing left to do.
    assert removed("imported_files") == (0, 0)


def test_the_page_of_an_emptied_import(manager: Person, client: Any) -> None:
    job = closed_import(manager, 2000)
    removed("imported_files")
    client.force_login(manager.user)
    for address in ("/imports/", f"/imports/{job.pk}/"):
        page = client.get(address)
        assert page.status_code == 200
        assert "File no longer kept" in page.content.decode()
        assert "Ellas" not in page.content.decode()


def test_people_are_erased_two_years_after_they_left() -> None:
    days = keepings()["people"].days
    area = make_area()
    gone = make_person(area, "partnership_manager", until=ago(days))
    recent = make_person(area, "partnership_manager", until=ago(days - 1))
    here = make_person(area, "partnership_manager")
    assert removed("people") == (1, 1)
    erased = User.objects.get(pk=gone.user.pk)
    assert erased.name == "Somebody who has left"
    assert gone.user.email not in erased.email
    assert not erased.is_active
    assert not erased.has_usable_password()
    for person in (recent, here):
        assert User.objects.get(pk=person.user.pk).email == person.user.email
    entry = AuditEntry.objects.get(action="account.erased")
    assert (entry.target_id, entry.fields) == (str(gone.user.pk), "name,email")
    assert removed("people") == (0, 0)


def test_an_account_that_never_had_a_post_is_erased_as_long_after_it_was_made() -> None:
    days = keepings()["people"].days
    for age in (days, days - 1):
        User.objects.create(email=f"p{age}@example.test", name="P", created_at=noon(ago(age)))
    assert removed("people") == (1, 1)
    assert User.objects.filter(email=f"p{days - 1}@example.test").exists()


def test_somebody_who_is_still_to_begin_is_kept() -> None:
    person = make_person(make_area(), "partnership_manager")
    person.user.memberships.update(starts_on=TODAY + timedelta(days=30))
    User.objects.update(created_at=noon(ago(3000)))
    assert removed("people") == (0, 0)


def test_more_than_one_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "BATCH", 2)
    for number in range(5):
        Session.objects.create(session_key=str(number), session_data="", expire_date=noon(ago(9)))
    assert removed("sessions") == (5, 5)
    assert AuditEntry.objects.filter(action="retention.removed").count() == 3


@pytest.mark.parametrize("dry_run", [True, False])
def test_the_command(dry_run: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("goldenthread.access.commands.prepare_database", lambda: None)
    Session.objects.create(session_key="old", session_data="", expire_date=noon(ago(2)))
    with clock.fixed(TODAY):
        arguments = ["--json", *(["--dry-run"] if dry_run else [])]
        answer = CliRunner().invoke(command, arguments, standalone_mode=False)
        assert answer.exception is None
        words = CliRunner().invoke(command, ["--dry-run"], standalone_mode=False).output
    document = json.loads(answer.output)
    jsonschema.validate(document, json.loads((SCHEMAS / "retention.schema.json").read_text()))
    assert document["rules"][0]["removed"] == (0 if dry_run else 1)
    assert words.splitlines()[0].startswith(
        "Sessions of people who signed in: " + ("1 due" if dry_run else "0 due")
    )


def test_tasks_that_are_over_go_with_their_files(manager: Person) -> None:
    area_id = manager.scope.grants[0].area_id
    given = {"kind": "plan-export", "area_id": area_id, "asked_by": manager.user, "arguments": {}}
    last = noon(ago(keepings()["tasks"].days))
    over = Job.objects.create(**given, state="done", finished_at=last, expires_at=last)
    JobFile.objects.create(job=over, content=b"x", size=1, sha256="", content_type="", name="x")
    Job.objects.create(**given, state="failed", finished_at=last + timedelta(days=1))
    Job.objects.create(**given)
    assert removed("tasks") == (1, 1)
    assert not JobFile.objects.exists()
    assert Job.objects.count() == 2
