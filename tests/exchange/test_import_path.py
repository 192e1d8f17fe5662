"""Upload, decide, confirm, undo: with the plan import as the kind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from goldenthread.access.models import AuditEntry
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.exchange import actions
from goldenthread.exchange.models import ImportJob
from goldenthread.improvement.models import (
    Action,
    Lead,
    Milestone,
    Plan,
    Priority,
    Recurring,
    Section,
    SectionDocument,
    SourceDocument,
)
from goldenthread.improvement.rules.importing.limits import LIMITS
from goldenthread.organisations.models import LocalArea, Post
from tests.conftest import ROOT
from tests.factories import Person, make_area, make_organisation, make_person

pytestmark = pytest.mark.django_db
TWIN = ROOT / "tests" / "data" / "journeys" / "marram-coast.txt"


@pytest.fixture
def area() -> LocalArea:
    return make_area()


@pytest.fixture
def manager(area: LocalArea) -> Person:
    return make_person(area, "partnership_manager", organisation=make_organisation(area))


def upload(person: Person, area: LocalArea, data: bytes | None = None) -> ImportJob:
    return actions.upload(
        scope=person.scope, kind_code="plan", area_id=area.pk, name="plan.txt",
        data=TWIN.read_bytes() if data is None else data,
    )  # fmt: skip


def stray(job: ImportJob) -> str:
    preview = job.import_kind.preview(job.found, {}, job.area_id)
    return next(iter(preview.unanswered))


def decided(person: Person, job: ImportJob, **answer: Any) -> ImportJob:
    chosen = {"choice": "place", "inputs": {"value": "1a"}, **answer}
    return actions.decide(
        scope=person.scope, job_id=job.pk, version=job.version,
        decisions={**new_posts(job), stray(job): chosen},
    )  # fmt: skip


def new_posts(job: ImportJob) -> dict[str, Any]:
    """Each lead a new post in the first organisation of the area."""
    asked = job.import_kind.preview(job.found, {}, job.area_id).questions
    new = {
        one.id: next(option.value for option in one.options if option.value.startswith("new-"))
        for one in asked
        if one.id.startswith("lead-")
    }
    return {key: {"choice": value, "inputs": {}} for key, value in new.items()}


def stored_files() -> set[Path]:
    return {path for path in Path(settings.FILES_DIR).rglob("*") if path.is_file()}


def test_nothing_is_written_before_it_is_confirmed(manager: Person, area: LocalArea) -> None:
    job = upload(manager, area)
    assert not Plan.objects.exists()
    assert not Post.objects.filter(title="Review Recovery Lead").exists()
    with pytest.raises(UserError) as raised:
        actions.confirm(scope=manager.scope, job_id=job.pk, version=job.version)
    assert raised.value.code == "decisions_needed"
    assert not Plan.objects.exists()


def test_a_decided_import_is_written_whole(manager: Person, area: LocalArea) -> None:
    job = decided(manager, upload(manager, area))
    done = actions.confirm(scope=manager.scope, job_id=job.pk, version=job.version)
    plan = Plan.objects.get(pk=done.made_id)
    assert (plan.state, plan.version, str(plan.dated)) == ("draft", "Final", "2026-09-03")
    assert Milestone.objects.filter(plan=plan).count() == 6
    last = Milestone.objects.filter(priority__code="1a").order_by("position").last()
    assert last is not None
    assert (last.number, str(last.due), last.source_line) == ("7", "2027-04-30", 50)
    assert Milestone.objects.get(priority__code="1a", number="3").qualifier.startswith("quarterly")
    post = Post.objects.get(title="Review Recovery Lead")
    assert Priority.objects.get(code="2a").leads.get() == post
    assert SourceDocument.objects.get(area=area).title == "Participation charter"
    for action in ("import.uploaded", "import.decided", "import.confirmed", "plan.imported"):
        assert AuditEntry.objects.filter(action=action).count() == 1, action


def test_confirming_twice_writes_once(manager: Person, area: LocalArea) -> None:
    job = decided(manager, upload(manager, area))
    first = actions.confirm(scope=manager.scope, job_id=job.pk, version=job.version)
    second = actions.confirm(scope=manager.scope, job_id=job.pk, version=job.version)
    assert first.made_id == second.made_id
    assert Plan.objects.count() == 1


def test_a_failure_half_way_leaves_nothing(
    manager: Person, area: LocalArea, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = decided(manager, upload(manager, area))

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("the power went")

    monkeypatch.setattr("goldenthread.improvement.actions.importing._milestone", fail)
    with pytest.raises(RuntimeError):
        actions.confirm(scope=manager.scope, job_id=job.pk, version=job.version)
    assert not Plan.objects.exists()
    assert not Post.objects.filter(title="Review Recovery Lead").exists()
    job.refresh_from_db()
    assert job.state == ImportJob.State.PREVIEW


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ({"choice": "place", "inputs": {"value": "9z"}}, "decision_wrong"),
        ({"choice": "leave_out", "inputs": {"reason": " "}}, "decision_incomplete"),
        ({"choice": "new_priority", "inputs": {"code": "1a", "title": "X", "section": "1"}},
         "decision_wrong"),
        ({"choice": "fly", "inputs": {}}, "unknown_choice"),
    ],
)  # fmt: skip
def test_a_wrong_answer_is_kept_and_said_and_blocks(
    manager: Person, area: LocalArea, answer: dict[str, Any], code: str
) -> None:
    job = decided(manager, upload(manager, area), **answer)
    preview = job.import_kind.preview(job.found, job.decisions, job.area_id)
    (problem,) = preview.problems.values()
    assert problem.code == code
    assert problem.fix
    assert job.decisions[stray(job)]["choice"] == answer["choice"]
    with pytest.raises(UserError):
        actions.confirm(scope=manager.scope, job_id=job.pk, version=job.version)
    assert not Plan.objects.exists()


def test_leaving_a_milestone_out_needs_a_reason_and_counts_one_less(
    manager: Person, area: LocalArea
) -> None:
    job = decided(
        manager, upload(manager, area), choice="leave_out", inputs={"reason": "Printed by mistake"}
    )
    done = actions.confirm(scope=manager.scope, job_id=job.pk, version=job.version)
    assert Milestone.objects.filter(plan=done.made_id).count() == 5


def test_two_people_who_decide_at_once_do_not_overwrite_each_other(
    manager: Person, area: LocalArea
) -> None:
    job = upload(manager, area)
    stale = job.version
    decided(manager, job)
    with pytest.raises(UserError) as raised:
        actions.decide(scope=manager.scope, job_id=job.pk, version=stale, decisions={})
    assert raised.value.code == "changed_meanwhile"
    job.refresh_from_db()
    assert job.decisions


def test_undo_takes_everything_back_until_the_plan_is_agreed(
    manager: Person, area: LocalArea
) -> None:
    job = decided(manager, upload(manager, area))
    done = actions.confirm(scope=manager.scope, job_id=job.pk, version=job.version)
    actions.undo(scope=manager.scope, job_id=job.pk)
    assert not Plan.objects.exists()
    assert not Milestone.objects.exists()
    done.refresh_from_db()
    assert done.state == ImportJob.State.UNDONE

    again = decided(manager, upload(manager, area))
    done = actions.confirm(scope=manager.scope, job_id=again.pk, version=again.version)
    Plan.objects.filter(pk=done.made_id).update(
        state="agreed", agreed_on="2026-09-10", agreed_by=manager.post
    )
    with pytest.raises(UserError) as raised:
        actions.undo(scope=manager.scope, job_id=again.pk)
    assert raised.value.code == "plan_agreed"
    assert Plan.objects.exists()


def test_a_discarded_import_leaves_no_file(
    manager: Person, area: LocalArea, django_capture_on_commit_callbacks: Any
) -> None:
    before = stored_files()
    job = upload(manager, area)
    assert len(stored_files() - before) == 1
    assert next(iter(stored_files() - before)).stat().st_mode & 0o777 == 0o600
    with django_capture_on_commit_callbacks(execute=True):
        actions.discard(scope=manager.scope, job_id=job.pk)
    assert stored_files() == before
    job.refresh_from_db()
    assert job.found == {}


def test_priorities_without_codes_are_given_them_before_anything_is_written(
    manager: Person, area: LocalArea
) -> None:
    rows = b"Hear\tHead of Voice\tAsked\tJul 2027\nTell\tHead of Voice\tTold\tAug 2027\n"
    job = upload(manager, area, b"Our Improvement Plan\nPriority\tLead\tMilestone\tDue\n" + rows)
    open_ids = sorted(job.import_kind.preview(job.found, {}, job.area_id).unanswered)
    assert [key.partition("-")[0] for key in open_ids] == ["priority_code_missing"] * 2
    with pytest.raises(UserError):
        actions.confirm(scope=manager.scope, job_id=job.pk, version=job.version)
    answers = {
        key: {"choice": "give_code", "inputs": {"value": code}}
        for key, code in zip(open_ids, ("1a", "1b"), strict=True)
    }
    job = actions.decide(scope=manager.scope, job_id=job.pk, version=job.version, decisions=answers)
    done = actions.confirm(scope=manager.scope, job_id=job.pk, version=job.version)
    assert set(Priority.objects.filter(plan=done.made_id).values_list("code", "title")) == {
        ("1a", "Hear"), ("1b", "Tell"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "status"), [(None, "red"), ("accept", "red"), ("status_amber", "amber")]
)
def test_a_status_with_a_remark_is_stored_with_its_words(
    manager: Person, area: LocalArea, answer: str | None, status: str
) -> None:
    header = b"Our Improvement Plan\nPriority\tLead\tMilestone\tDue\tRAG\tUpdate\n"
    row = b"1a Hear\tHead of Voice\tAsked\tJul 2027\tOff track - no staff\tWaiting\n"
    job = upload(manager, area, header + row)
    preview = job.import_kind.preview(job.found, {}, job.area_id)
    (key,) = [q.id for q in preview.questions if q.id.startswith("status_read_as")]
    if answer:
        job = actions.decide(
            scope=manager.scope, job_id=job.pk, version=job.version,
            decisions={key: {"choice": answer, "inputs": {}}},
        )  # fmt: skip
    done = actions.confirm(scope=manager.scope, job_id=job.pk, version=job.version)
    milestone = Milestone.objects.get(plan=done.made_id)
    assert milestone.reported_status == status
    assert milestone.imported_update == "Off track - no staff. Waiting"


def test_a_milestone_is_linked_to_the_action_of_its_own_row(
    manager: Person, area: LocalArea
) -> None:
    rows = ["1a Hear\tA. Ask\tAsked\tJul 2027", "1a Hear\tA. Write\tWritten\tAug 2027",
            "1a Hear\t\tTold (Action A)\tSep 2027"]  # fmt: skip
    header = "Our Improvement Plan\nPriority\tAction\tMilestone\tDue\n"
    job = upload(manager, area, (header + "\n".join(rows)).encode())
    done = actions.confirm(scope=manager.scope, job_id=job.pk, version=job.version)
    linked = Milestone.objects.filter(plan=done.made_id).order_by("position")
    assert [m.action.text if m.action else None for m in linked] == ["Ask", "Write", "Write"]


def test_the_limits_of_the_preview_are_those_of_the_columns() -> None:
    columns = {
        "plan.title": (Plan, "title"),
        "plan.version": (Plan, "version"),
        "section.number": (Section, "number"),
        "section.title": (Section, "title"),
        "document.text": (SourceDocument, "title"),
        "priority.code": (Priority, "code"),
        "lead.name": (Post, "title"),
        "action.letter": (Action, "letter"),
        "milestone.number": (Milestone, "number"),
        "milestone.due_text": (Milestone, "due_as_printed"),
        "milestone.qualifier": (Milestone, "qualifier"),
        "recurring.number": (Recurring, "number"),
        "recurring.cadence_text": (Recurring, "cadence"),
    }
    lengths = {
        name: model._meta.get_field(field).max_length for name, (model, field) in columns.items()
    }
    assert lengths == {name: limit.longest for name, limit in LIMITS.items()}
    for model, field, name in (
        (SourceDocument, "title_key", "document.text"),
        (SectionDocument, "as_printed", "document.text"),
        (Post, "title_key", "lead.name"),
        (Lead, "as_printed", "lead.name"),
    ):
        assert model._meta.get_field(field).max_length >= LIMITS[name].longest


def test_an_unreadable_file_leaves_no_trace(manager: Person, area: LocalArea) -> None:
    before = stored_files()
    with pytest.raises(UserError):
        upload(manager, area, b"")
    assert stored_files() == before
    assert not ImportJob.objects.exists()


def test_only_the_right_people_of_the_area_import(manager: Person, area: LocalArea) -> None:
    other_area = make_area()
    stranger = make_person(other_area, "partnership_manager")
    board = make_person(area, "board_member")
    for person in (stranger, board):
        with pytest.raises(NotAllowed):
            upload(person, area)
    job = upload(manager, area)
    for person in (stranger, board):
        with pytest.raises(UserError) as raised:
            actions.confirm(scope=person.scope, job_id=job.pk, version=job.version)
        assert raised.value.code == "no_such_import"
    assert not ImportJob.objects.visible_to(stranger.scope).exists()


def test_a_lead_can_be_a_post_that_is_there_and_may_then_report(
    manager: Person, area: LocalArea
) -> None:
    job = upload(manager, area)
    preview = job.import_kind.preview(job.found, {}, job.area_id)
    question = next(one for one in preview.questions if "Review Recovery Lead" in one.title)
    options = {option.label: option.value for option in question.options}
    mine = next(value for label, value in options.items() if label.startswith(manager.post.title))
    job = actions.decide(
        scope=manager.scope, job_id=job.pk, version=job.version,
        decisions={
            **new_posts(job),
            stray(job): {"choice": "place", "inputs": {"value": "1a"}},
            question.id: {"choice": mine, "inputs": {}},
        },
    )  # fmt: skip
    actions.confirm(scope=manager.scope, job_id=job.pk, version=job.version)
    assert Priority.objects.get(code="2a").leads.get() == manager.post
    made = Post.objects.get(title="Partnership and Improvement Manager")
    assert [role.role for role in made.roles.all()] == ["priority_lead"]
    assert manager.post.roles.count() == 1, "a post that may report already gets no second role"
    assert AuditEntry.objects.filter(action="post.role_given", target_id=str(made.pk)).exists()


def test_the_report_of_an_import_lists_what_it_left_in_the_document(
    manager: Person, area: LocalArea, client: Client
) -> None:
    job = decided(manager, upload(manager, area))
    actions.confirm(scope=manager.scope, job_id=job.pk, version=job.version)
    client.force_login(manager.user)
    page = client.get(f"/imports/{job.pk}/").content.decode()
    assert "What was written" in page
    assert "Not imported" in page
    assert "Lines 11 to 15" in page
