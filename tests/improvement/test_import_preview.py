"""What the preview of an import tells, and that exactly that is written."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from goldenthread.core import clock
from goldenthread.exchange import actions
from goldenthread.exchange.models import ImportJob
from goldenthread.improvement.models import Milestone, MilestoneLead
from goldenthread.improvement.queries.status import milestone_statuses
from goldenthread.improvement.rules.status import Flag
from goldenthread.organisations.models import LocalArea, Organisation
from tests.factories import Person, make_area, make_organisation, make_person, make_post

pytestmark = pytest.mark.django_db
MANAGER = "SEND Partnership & Improvement Manager"
PLAN = f"""Our Improvement Plan
Priority,Ref,Action,Lead,Due,RAG,Progress
1a Work,1,Open internships,{MANAGER},Dec 2099,R,Two left. Revised date Feb 2100
1a Work,2,Meet colleges,"Head of Data, ICB",Jan 2099,Work in hand,Well under way
1a Work,3,Train staff,Head of Data,,,Begun
"""


@pytest.fixture
def area() -> LocalArea:
    return make_area()


@pytest.fixture
def manager(area: LocalArea) -> Person:
    council = make_organisation(area, name="Our Council")
    make_organisation(area, kind="icb", name="Our ICB")
    make_post(council, {area: "priority_lead"}, "Partnership and Improvement Manager")
    return make_person(area, "partnership_manager", organisation=council)


@pytest.fixture
def job(manager: Person, area: LocalArea) -> ImportJob:
    return actions.upload(
        scope=manager.scope, kind_code="plan", area_id=area.pk, name="plan.csv", data=PLAN.encode()
    )


def answered(manager: Person, job: ImportJob, **answers: Any) -> ImportJob:
    """The saved answers to findings by their code, and to leads by their name key."""
    preview = job.import_kind.preview(job.found, {}, job.area_id)
    given = {}
    for code, (choice, inputs) in answers.items():
        key = next(one.id for one in preview.questions if one.id.startswith(code))
        given[key] = {"choice": choice, "inputs": inputs}
    return actions.decide(scope=manager.scope, job_id=job.pk, version=job.version, decisions=given)


def page(client: Client, manager: Person, job: ImportJob) -> str:
    client.force_login(manager.user)
    return " ".join(client.get(f"/imports/{job.pk}/").content.decode().split())


def test_the_preview_says_what_will_be_recorded(
    client: Client, manager: Person, job: ImportJob
) -> None:
    told = page(client, manager, job)
    assert "Status: “R” is recorded as Red. It will need a new date." in told
    assert "Update: Two left. Revised date Feb 2100" in told
    assert "Status: “Work in hand” is none of the five statuses" in told
    assert "Update: Work in hand. Well under way" in told
    assert "Status: none is printed, so it is recorded as Grey." in told
    assert f"Lead: {MANAGER.replace('&', '&amp;')}" in told
    assert "Action: 2" in told
    preview = job.import_kind.preview(job.found, {}, job.area_id)
    assert ("Dated milestones", 2) in preview.counts
    assert ("Milestones without a date", 1) in preview.counts


def test_a_post_of_a_similar_name_is_suggested_and_not_taken(job: ImportJob) -> None:
    preview = job.import_kind.preview(job.found, {}, job.area_id)
    by_name = {one.title.split("”")[0]: one for one in preview.questions if "lead-" in one.id}
    alike = by_name[f"The lead “{MANAGER}"]
    assert "much like “Partnership and Improvement Manager” of Our Council" in alike.title
    assert alike.options[1].label == "Perhaps: Partnership and Improvement Manager, Our Council"
    assert alike.default == "printed"


def test_an_organisation_alone_is_no_post(job: ImportJob) -> None:
    preview = job.import_kind.preview(job.found, {}, job.area_id)
    icb = next(one for one in preview.questions if one.id == "lead-icb")
    assert icb.default == "printed"


def test_what_is_missing_is_named_and_linked(
    client: Client, manager: Person, job: ImportJob
) -> None:
    job = answered(manager, job, due_missing=("give_month", {"value": ""}))
    told = page(client, manager, job)
    assert "Line 5: the month is missing from your answer." in told
    assert "Give the month, or choose another answer." in told
    place = next(
        i
        for i, one in enumerate(job.import_kind.preview(job.found, {}, job.area_id).questions)
        if one.id.startswith("due_missing")
    )
    assert f'href="#id_q{place}-give_month-value"' in told
    assert f'href="#question-{place}"' in told
    assert "Nothing else must be answered" not in told


def test_exactly_that_is_written(manager: Person, job: ImportJob) -> None:
    council = Organisation.objects.get(name="Our Council")
    job = answered(
        manager, job, status_unknown=("status_green", {}), date_revised=("take_revised", {}),
        **{"lead-head of data": (f"new-{council.pk}", {})},
    )  # fmt: skip
    actions.confirm(scope=manager.scope, job_id=job.pk, version=job.version)
    first, second, third = Milestone.objects.order_by("position")
    assert (first.reported_status, second.reported_status) == ("red", "green")
    assert second.imported_update == "Work in hand. Well under way"
    assert (first.due, first.baseline_due) == (date(2100, 2, 28), date(2099, 12, 31))
    assert (first.printed_leads, second.printed_leads) == ([MANAGER], ["ICB"])
    led = MilestoneLead.objects.order_by("milestone__position").select_related("post")
    assert [(one.milestone_id, one.post.title) for one in led] == [
        (second.pk, "Head of Data"), (third.pk, "Head of Data"),
    ]  # fmt: skip


def test_a_red_that_is_only_printed_needs_a_new_date(manager: Person, job: ImportJob) -> None:
    job = answered(manager, job, status_unknown=("status_green", {}))
    actions.confirm(scope=manager.scope, job_id=job.pk, version=job.version)
    row = milestone_statuses(Milestone.objects.order_by("position"), clock.today())[0]
    assert row.shown.flags == (Flag.NEW_DATE_NEEDED,)
