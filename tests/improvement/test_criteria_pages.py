"""The pages on success criteria over HTTP: what they show, cost, record and refuse."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape, strip_tags

from goldenthread.access.models import AuditEntry
from goldenthread.core import clock
from goldenthread.improvement.models import (
    CriterionJudgement,
    CriterionTarget,
    Measurement,
    Plan,
    SuccessCriterion,
)
from tests.factories import Person, make_area, make_person
from tests.improvement.criterion_steps import (
    add_evidence,
    aim,
    criterion,
    judge,
    make_criterion,
    manager,
    measure,
    plan,
    row_of,
)

__all__ = ["criterion", "manager", "plan"]  # fixtures
pytestmark = pytest.mark.django_db
MOST = 12


@pytest.fixture
def full(manager: Person, plan: Plan, criterion: SuccessCriterion) -> SuccessCriterion:
    """A criterion with a target, figures, evidence and a judgement, among others."""
    heads = make_criterion(plan)
    make_criterion(plan, parent=heads)
    told = make_criterion(plan, "qualitative")
    add_evidence(manager, told, "accepted")
    aim(manager, criterion)
    measure(manager, criterion, "48", on=date(2025, 9, 30))
    measure(manager, criterion, "39")
    add_evidence(manager, criterion)
    judge(manager, criterion, met=True)
    return criterion


def addresses(full: SuccessCriterion) -> list[str]:
    plan_id = full.section.plan_id
    return [
        f"/plans/{plan_id}/criteria/",
        f"/plans/{plan_id}/criteria/?show=target_not_set",
        f"/plans/criteria/{full.pk}/",
        f"/plans/{plan_id}/criteria/export/csv/",
        f"/plans/criteria/{full.pk}/figures/export/json/",
    ]


def test_each_page_keeps_to_twelve_queries_and_is_recorded_once(
    manager: Person, full: SuccessCriterion, client: Client
) -> None:
    client.force_login(manager.user)
    client.get("/plans/")
    figure = Measurement.objects.first()
    forms = [
        f"/plans/criteria/{full.pk}/{act}/"
        for act in ("target", "figures", "judge", "take-back", f"figures/{figure.pk}/withdraw")  # type: ignore[union-attr]
    ]
    for address in [*addresses(full), *forms]:
        before = AuditEntry.objects.count()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200, address
        said = "\n".join(query["sql"][:110] for query in queries.captured_queries)
        assert len(queries) <= MOST, f"{address}: {len(queries)}\n{said}"
        # A form shows nothing that the page before it does not.
        assert AuditEntry.objects.count() == before + (address not in forms), address


def test_the_list_counts_with_its_base_and_filters(
    manager: Person, full: SuccessCriterion, client: Client
) -> None:
    client.force_login(manager.user)
    address = f"/plans/{full.section.plan_id}/criteria/"
    page = client.get(address).content.decode()
    for words in ("2 of 3 target not set", "1 of 4 met", "1 of 4 ready to judge", "3 of 4 not judged",
                  "heads others is counted itself"):  # fmt: skip
        assert words in strip_tags(page)
    assert "down by 20% from 50 weeks (31 March 2025), by 31 March 2027" in page
    for show, texts in {
        "target_not_set": {"Criterion 2", "Criterion 3"},
        "evidence_missing": {"Criterion 2", "Criterion 3"},
        "ready_to_judge": {"Criterion 4"},
        "met": {"Criterion 1"},
        "baseline_missing": set(),
        "anything": {"Criterion 1", "Criterion 2", "Criterion 3", "Criterion 4"},
    }.items():
        page = client.get(address, {"show": show}).content.decode()
        found = {f"Criterion {n}" for n in range(1, 5) if f">Criterion {n}</a>" in page}
        assert found == texts, show
    assert "No criteria here" in client.get(address, {"show": "not_met"}).content.decode()


def test_the_page_of_one_criterion_shows_its_whole_history(
    manager: Person, full: SuccessCriterion, client: Client
) -> None:
    client.force_login(manager.user)
    figure = Measurement.objects.get(value=48)
    client.post(
        f"/plans/criteria/{full.pk}/figures/{figure.pk}/withdraw/",
        {"post": str(manager.post.pk), "reason": "The wrong list"},
    )
    page = client.get(f"/plans/criteria/{full.pk}/").content.decode()
    for words in ("That is 40 weeks.", "<s>48 weeks</s>", "The wrong list", "39 weeks</text>",
                  "Target: 40 weeks", "Take the judgement back", "0 accepted, 1 waiting for review"):  # fmt: skip
        assert words in page
    assert "Change the target" not in page  # it is judged


def test_a_target_by_the_form(manager: Person, criterion: SuccessCriterion, client: Client) -> None:
    client.force_login(manager.user)
    where = f"/plans/criteria/{criterion.pk}/target/"
    typed = {
        "post": str(manager.post.pk), "seen": "0", "measure": "Reviews in time", "unit": "",
        "comparator": "at_least", "target": "60 per cent", "source": "SEN2",
    }  # fmt: skip
    wrong = client.post(where, {**typed, "target": "sixty"})
    assert wrong.status_code == 400
    assert escape("“sixty” is not a number that can be read.") in wrong.content.decode()
    assert "Reviews in time" in wrong.content.decode()
    assert client.post(where, typed).status_code == 302
    made = CriterionTarget.objects.get()
    assert (made.target, made.unit, made.reason) == (Decimal(60), "%", "")
    # Whoever changes it sees what is there, and has to say why.
    page = client.get(where).content.decode()
    assert 'value="60"' in page
    assert "Why is it changed?" in page
    late = client.post(where, {**typed, "target": "70", "reason": "More"})
    assert late.status_code == 400
    assert "You changed what this rests on in another window on" in late.content.decode()
    assert f'name="seen" value="{made.pk}"' in late.content.decode()
    assert 'value="70"' in late.content.decode()
    again = client.post(
        where, {**typed, "target": "70", "unit": "%", "reason": "More", "seen": str(made.pk)}
    )
    assert again.status_code == 302
    assert row_of(criterion).target_words == "at least 70%"


def test_a_figure_by_the_form(manager: Person, criterion: SuccessCriterion, client: Client) -> None:
    client.force_login(manager.user)
    where = f"/plans/criteria/{criterion.pk}/figures/"
    today = clock.today()
    typed = {
        "post": str(manager.post.pk), "on-day": str(today.day), "on-month": str(today.month),
        "on-year": str(today.year), "count": "1,013", "base": "2,026", "source": "SEN2",
    }  # fmt: skip
    wrong = client.post(where, {**typed, "base": "12"})
    assert wrong.status_code == 400
    assert "The count is not a part of the base." in wrong.content.decode()
    for _ in range(2):
        assert client.post(where, typed).status_code == 302
    assert Measurement.objects.get().value == Decimal(50)
    page = client.get(f"/plans/criteria/{criterion.pk}/").content.decode()
    assert "1,013 of 2,026" in page
    waits = make_criterion(criterion.section.plan)
    aim(manager, waits)
    page = client.get(f"/plans/criteria/{waits.pk}/figures/").content.decode()
    assert "In weeks." in page
    assert "Of how many?" not in page  # a count of a base makes a per cent


def test_a_judgement_by_the_form_is_refused_without_evidence_and_that_is_recorded(
    manager: Person, plan: Plan, client: Client
) -> None:
    client.force_login(manager.user)
    told = make_criterion(plan, "qualitative")
    where = f"/plans/criteria/{told.pk}/judge/"
    typed = {"post": str(manager.post.pk), "met": "yes", "note": "We heard it"}
    refused = client.post(where, {**typed, "seen": row_of(told).mark})
    assert refused.status_code == 400
    assert "because it has no evidence" in refused.content.decode()
    assert "We heard it" in refused.content.decode()
    assert AuditEntry.objects.get(action="criterion.judgement_refused").outcome == "refused"
    add_evidence(manager, told)
    assert client.post(where, {**typed, "seen": row_of(told).mark}).status_code == 302
    made = CriterionJudgement.objects.get()
    back = {"post": str(manager.post.pk), "seen": str(made.pk), "reason": "Too early"}
    assert client.post(f"/plans/criteria/{told.pk}/take-back/", back).status_code == 302
    page = client.get(f"/plans/criteria/{told.pk}/").content.decode()
    assert "judgement taken back" in page
    assert "Too early" in page


def test_what_the_roles_may_see_and_do(
    manager: Person, full: SuccessCriterion, client: Client
) -> None:
    area = full.section.plan.area
    coordinator, board = make_person(area, "case_coordinator"), make_person(area, "board_member")
    where = f"/plans/criteria/{full.pk}/"
    client.force_login(coordinator.user)
    page = client.get(where).content.decode()
    assert "Survey" not in page  # evidence has a right of its own
    assert "waiting for review" not in page  # and so has how much there is
    listed = client.get(f"/plans/{full.section.plan_id}/criteria/").content.decode()
    assert "waiting for review" not in listed
    assert ">Evidence<" not in listed
    assert "Take the judgement back" not in page
    for act in ("target", "figures", "judge", "take-back", "figures/export/csv"):
        assert client.get(f"{where}{act}/").status_code == 403, act
    client.force_login(board.user)
    page = client.get(where).content.decode()
    assert "Survey" in page
    assert "0 accepted, 1 waiting for review" in page
    listed = client.get(f"/plans/{full.section.plan_id}/criteria/").content.decode()
    assert "1 waiting for review" in listed
    assert "Take the judgement back" in page
    assert "Record a figure" not in page
    client.force_login(make_person(make_area(), "partnership_manager").user)
    assert client.get(where).status_code == 404


def test_a_figure_of_another_criterion_is_not_found(
    manager: Person, plan: Plan, full: SuccessCriterion, client: Client
) -> None:
    client.force_login(manager.user)
    figure = Measurement.objects.all()[0]
    other = make_criterion(plan)
    assert (
        client.get(f"/plans/criteria/{other.pk}/figures/{figure.pk}/withdraw/").status_code == 404
    )


def test_the_plan_and_its_sections_say_how_the_criteria_stand(
    manager: Person, full: SuccessCriterion, client: Client
) -> None:
    client.force_login(manager.user)
    page = client.get(f"/plans/{full.section.plan_id}/").content.decode()
    assert "of 4 success criteria: 1 met, 0 not met, 3 not judged." in strip_tags(page)
    assert "Of 3 in numbers, target not set for 2" in strip_tags(page)
    page = client.get(f"/plans/{full.section.plan_id}/sections/{full.section_id}/").content.decode()
    assert f'href="/plans/criteria/{full.pk}/"' in page
    assert "39 weeks" in page


def test_exports_hold_what_the_page_shows(
    manager: Person, full: SuccessCriterion, client: Client
) -> None:
    client.force_login(manager.user)
    base = f"/plans/{full.section.plan_id}/criteria/export"
    told = json.loads(client.get(f"{base}/json/").content)
    assert "4 success criteria as at" in told["about"]
    first = told["rows"][0]
    assert first | {
        "state": "Met", "target": "20", "unit": "weeks", "latest": "39", "baseline_on": "2025-03-31",
        "evidence_waiting": 1, "judged_by": manager.post.title, "judged_early": "yes", "judged_own": "yes",
    } == first  # fmt: skip
    assert told["rows"][1]["state"] == "Target not set"
    assert told["rows"][1]["target"] is None
    sheet = openpyxl.load_workbook(BytesIO(client.get(f"{base}/xlsx/").content)).worksheets[0]
    assert sheet.max_row == 5
    assert AuditEntry.objects.filter(action="criterion.exported").count() == 2
    figures = client.get(f"/plans/criteria/{full.pk}/figures/export/csv/").content.decode()
    assert "2026-01-31,39,weeks" in figures
    assert client.get(f"{base}/pdf/").status_code == 404
