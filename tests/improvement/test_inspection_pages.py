"""Pages of inspections, of the thread from their findings and of documents, over HTTP."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goldenthread.access.models import AuditEntry
from goldenthread.improvement.models import (
    FindingAnswer,
    Inspection,
    Plan,
    SectionDocument,
    SourceDocument,
)
from goldenthread.organisations.models import LocalArea
from tests.factories import Person, make_area, make_organisation, make_person, make_plan, make_post
from tests.improvement.inspecting import add_section, make_inspection

pytestmark = pytest.mark.django_db
MOST = 12


@pytest.fixture
def area() -> LocalArea:
    return make_area()


@pytest.fixture
def manager(area: LocalArea, client: Client) -> Person:
    made = make_person(area, "partnership_manager")
    client.force_login(made.user)
    client.get("/plans/")  # the first page after signing in also writes the session
    return made


@pytest.fixture
def inspection(area: LocalArea, manager: Person) -> Inspection:
    return make_inspection(area, manager)


@pytest.fixture
def plan(area: LocalArea, manager: Person) -> Plan:
    made = make_plan(area, lead=manager.post, agreed_by=manager.post)
    document = SourceDocument.objects.create(area=area, title="Charter", title_key="charter")
    for position in range(2, 6):
        section = add_section(made, position, milestones=8)
        SectionDocument.objects.create(
            section=section, document=document, position=1, as_printed="The charter"
        )
    return made


def addresses(plan: Plan, inspection: Inspection) -> list[str]:
    document = SourceDocument.objects.get(title="Charter")
    return [
        "/plans/inspections/", f"/plans/inspections/{inspection.pk}/",
        f"/plans/{plan.pk}/traceability/", f"/plans/{plan.pk}/traceability/{inspection.pk}/export/csv/",
        "/plans/documents/", "/plans/documents/?show=link-missing", f"/plans/documents/{document.pk}/",
        "/plans/documents/export/csv/", f"/plans/{plan.pk}/sections/{plan.sections.all()[1].pk}/",
    ]  # fmt: skip


def forms(plan: Plan, inspection: Inspection) -> list[str]:
    document = SourceDocument.objects.get(title="Charter")
    return [
        "/plans/inspections/new/", f"/plans/inspections/{inspection.pk}/change/",
        f"/plans/inspections/{inspection.pk}/findings/",
        f"/plans/inspections/{inspection.pk}/findings/paste/",
        f"/plans/{plan.pk}/traceability/{inspection.pk}/link/",
        f"/plans/documents/{document.pk}/change/", f"/plans/documents/{document.pk}/review/",
        f"/plans/documents/{document.pk}/same-as/",
    ]  # fmt: skip


def link(client: Client, by: Person, plan: Plan, inspection: Inspection, **chosen: Any) -> Any:
    inspection.refresh_from_db()
    return client.post(
        f"/plans/{plan.pk}/traceability/{inspection.pk}/link/",
        {"version": inspection.version, "post": by.post.pk, **chosen},
    )


def test_no_page_costs_more_than_twelve_queries(
    client: Client, manager: Person, plan: Plan, inspection: Inspection
) -> None:
    finding = inspection.findings.all()[0]
    sections = list(plan.sections.values_list("pk", flat=True))
    link(client, manager, plan, inspection, **{f"finding_{finding.pk}": sections})
    SourceDocument.objects.create(area=plan.area, title="Promise", title_key="promise")
    for address in addresses(plan, inspection) + forms(plan, inspection):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        said = "\n".join(query["sql"][:110] for query in queries.captured_queries)
        assert len(queries) <= MOST, f"{address}: {len(queries)}\n{said}"


def test_each_page_is_recorded_as_read_or_exported(
    client: Client, manager: Person, plan: Plan, inspection: Inspection
) -> None:
    for address in addresses(plan, inspection):
        before = AuditEntry.objects.count()
        client.get(address)
        assert AuditEntry.objects.count() == before + 1, address


def test_a_reader_reads_and_changes_nothing(
    client: Client, area: LocalArea, plan: Plan, inspection: Inspection
) -> None:
    client.force_login(make_person(area, "case_coordinator").user)
    for address in addresses(plan, inspection):
        assert client.get(address).status_code == (403 if "export" in address else 200), address
    for address in forms(plan, inspection):
        assert client.get(address).status_code == 403, address
        assert client.post(address).status_code == 403, address
    page = client.get(f"/plans/inspections/{inspection.pk}/").content.decode()
    assert "Add findings" not in page


def test_an_inspection_is_recorded_in_a_form_that_keeps_what_was_typed(
    client: Client, manager: Person
) -> None:
    said = {
        "version": "0", "post": manager.post.pk, "area": manager.scope.grants[0].area_id,
        "title": "Area visit", "framework": "area_send_2023",
        "outcome_area_send_2023": "widespread_failings", "starts_on-day": "2", "starts_on-month": "2",
        "starts_on-year": "2026", "ends_on-day": "1", "ends_on-month": "2", "ends_on-year": "2026",
        "response": "priority_action_plan", "link": "www.reports.example",
    }  # fmt: skip
    refused = client.post("/plans/inspections/new/", said)
    page = refused.content.decode()
    assert refused.status_code == 400
    assert "before its first day" in page
    assert "beginning with https://" in page
    assert "www.reports.example" in page
    said |= {"ends_on-day": "6", "link": "https://reports.example"}
    assert client.post("/plans/inspections/new/", said).status_code == 302
    made = Inspection.objects.get()
    assert (made.outcome, made.response, made.title) == (
        "widespread_failings", "priority_action_plan", "Area visit",
    )  # fmt: skip
    page = client.get(f"/plans/inspections/{made.pk}/").content.decode()
    assert "no day is given" in page


def test_pasted_findings_are_looked_at_before_they_are_kept(
    client: Client, manager: Person, inspection: Inspection
) -> None:
    where = f"/plans/inspections/{inspection.pk}/findings/"
    text = "It asks for:\n3. Share what you learn.\n4. Act on it.\nThe board is glad."
    page = client.post(f"{where}paste/", {"text": text, "kind": "priority_action"}).content.decode()
    assert "2 findings in the text you pasted" in page
    for words in ("It asks for:", "Share what you learn.", "The board is glad.", "Waits are long."):
        assert words in page
    assert inspection.findings.count() == 2
    rows = [
        (inspection.findings.all()[0].pk, "1", "improvement", "Waits are long."),
        (inspection.findings.all()[1].pk, "2", "improvement", "Letters confuse."),
        ("", "", "priority_action", "It asks for:"),
        ("", "3", "priority_action", "Share what you learn, and when."),
    ]
    said: dict[str, Any] = {"version": inspection.version, "count": 4, "post": manager.post.pk}
    for place, (pk, number, kind, words) in enumerate(rows):
        said |= {f"f{place}-id": pk, f"f{place}-number": number, f"f{place}-kind": kind,
                 f"f{place}-text": words}  # fmt: skip
    said |= {"f0-take": "on", "f1-take": "on", "f3-take": "on"}
    assert client.post(where, said).status_code == 302
    assert list(inspection.findings.values_list("number", "kind", "text")) == [
        ("1", "improvement", "Waits are long."),
        ("2", "improvement", "Letters confuse."),
        ("3", "priority_action", "Share what you learn, and when."),
    ]
    assert client.post(where, said).status_code == 302  # sent twice: harmless
    stale = {**said, "f3-text": "Something else"}
    refused = client.post(where, stale)
    assert refused.status_code == 400
    page = refused.content.decode()
    assert "You changed this inspection in another window on" in page
    assert "Something else" in page
    assert "How the findings stand now" in page


def test_a_box_that_is_ticked_needs_a_text(
    client: Client, manager: Person, inspection: Inspection
) -> None:
    said = {"version": inspection.version, "count": 1, "post": manager.post.pk, "f0-take": "on",
            "f0-kind": "other", "f0-text": " "}  # fmt: skip
    refused = client.post(f"/plans/inspections/{inspection.pk}/findings/", said)
    assert refused.status_code == 400
    assert "untick the box" in refused.content.decode()


def test_text_without_a_finding_is_answered_in_words(
    client: Client, manager: Person, inspection: Inspection
) -> None:
    where = f"/plans/inspections/{inspection.pk}/findings/paste/"
    refused = client.post(
        where, {"text": "\n".join(f"{n}. x" for n in range(1, 62)), "kind": "other"}
    )
    assert refused.status_code == 400
    assert "60 findings at most" in refused.content.decode()


def test_somebody_with_two_posts_says_which_and_loses_nothing(
    client: Client, area: LocalArea, manager: Person, inspection: Inspection
) -> None:
    second = make_post(make_organisation(area), {area: "partnership_manager"})
    manager.user.memberships.create(post=second, starts_on="2020-01-01")
    said = {"version": inspection.version, "count": 1, "f0-take": "on", "f0-kind": "other",
            "f0-text": "Typed with care"}  # fmt: skip
    refused = client.post(f"/plans/inspections/{inspection.pk}/findings/", said)
    page = refused.content.decode()
    assert refused.status_code == 400
    assert "Select a post" in page
    assert "Typed with care" in page


def test_findings_are_linked_on_one_page_and_followed_to_milestones(
    client: Client, manager: Person, plan: Plan, inspection: Inspection
) -> None:
    first, second = inspection.findings.all()
    sections = {section.number: section.pk for section in plan.sections.all()}
    answer = {f"finding_{first.pk}": [sections["4"]], f"finding_{second.pk}": [sections["2"]]}
    done = link(client, manager, plan, inspection, **answer)
    assert done["Location"].endswith(f"?inspection={inspection.pk}")
    page = client.get(done["Location"]).content.decode()
    assert "0 of 16 milestones" in page
    assert page.index("Step 4.1") < page.index("Step 2.1")
    assert "Nobody has linked Section 3 to a finding of this inspection." in page
    assert (
        "Letters confuse."
        in client.get(f"/plans/{plan.pk}/sections/{sections['2']}/").content.decode()
    )
    inspection.refresh_from_db()
    stale = client.post(
        f"/plans/{plan.pk}/traceability/{inspection.pk}/link/",
        {"version": inspection.version - 1, "post": manager.post.pk,
         f"finding_{first.pk}": [sections["1"], sections["2"]]},
    )  # fmt: skip
    assert stale.status_code == 400
    assert stale.content.decode().count("checked") == 2
    assert FindingAnswer.objects.count() == 2


def test_the_thread_can_be_taken_away(
    client: Client, manager: Person, plan: Plan, inspection: Inspection
) -> None:
    first = inspection.findings.all()[0]
    section = plan.sections.all()[1]
    link(client, manager, plan, inspection, **{f"finding_{first.pk}": [section.pk]})
    base = f"/plans/{plan.pk}/traceability/{inspection.pk}/export"
    rows = json.loads(client.get(f"{base}/json/").content)["rows"]
    assert [row["milestone"] for row in rows if row["milestone"]] == [
        f"Step 2.{n}" for n in range(1, 9)
    ]
    assert "Nobody has linked finding 2 to a section of this plan." in {row["gap"] for row in rows}
    assert client.get(f"{base}/xlsx/").status_code == 200
    assert client.get(f"{base}/docx/").status_code == 404
    assert client.get(f"/plans/{plan.pk}/traceability/999999/export/csv/").status_code == 404


@pytest.mark.parametrize("asked", ["x", "999999", "1" * 40, "1" * 4500, "-1", ""])
def test_a_wrong_inspection_in_the_address_falls_back(
    asked: str, client: Client, manager: Person, plan: Plan, inspection: Inspection
) -> None:
    page = client.get(f"/plans/{plan.pk}/traceability/", {"inspection": asked})
    assert inspection.title in page.content.decode()


def test_an_area_without_inspections_is_told_what_to_do(
    client: Client, manager: Person, plan: Plan
) -> None:
    assert (
        "No findings to start from"
        in client.get(f"/plans/{plan.pk}/traceability/").content.decode()
    )
    assert "No inspection on record" in client.get("/plans/inspections/").content.decode()


def test_a_section_says_which_link_is_missing(client: Client, manager: Person, plan: Plan) -> None:
    section = plan.sections.all()[1]
    where = f"/plans/{plan.pk}/sections/{section.pk}/"
    document = SourceDocument.objects.get()
    page = client.get(where).content.decode()
    assert "Link missing" in page
    assert f"/plans/documents/{document.pk}/" in page
    said = {"version": 1, "title": "Charter", "link": "https://forum.example/charter",
            "no_link_why": "", "kept_by": ""}  # fmt: skip
    assert client.post(f"/plans/documents/{document.pk}/change/", said).status_code == 302
    assert "Link missing" not in client.get(where).content.decode()


def test_a_document_is_reviewed_and_joined_in_forms(
    client: Client, manager: Person, area: LocalArea, plan: Plan
) -> None:
    document = SourceDocument.objects.get()
    other = SourceDocument.objects.create(area=area, title="SEND charter", title_key="send charter")
    said = {"version": 1, "post": manager.post.pk, "reviewed_on-day": "1", "reviewed_on-month": "3",
            "reviewed_on-year": "2026", "note": "Still fits"}  # fmt: skip
    assert client.post(f"/plans/documents/{document.pk}/review/", said).status_code == 302
    where = f"/plans/documents/{document.pk}/same-as/"
    unsure = client.post(where, {"version": 2, "other": f"{other.pk}.1"})
    assert unsure.status_code == 400
    assert "Tick the box" in unsure.content.decode()
    SourceDocument.objects.filter(pk=other.pk).update(version=2)
    sure = {"version": 2, "other": f"{other.pk}.1", "sure": "on"}
    late = client.post(where, sure)
    assert late.status_code == 400
    assert "Choose the entry again" in late.content.decode()
    assert client.post(where, sure | {"other": f"{other.pk}.2"}).status_code == 302
    page = client.get("/plans/documents/").content.decode()
    assert "SEND charter" not in page
    assert "1 March 2026" in page
    copy = json.loads(client.get("/plans/documents/export/json/").content)
    assert len(copy["rows"]) == 1
    assert "The charter" in copy["rows"][0]["relied_on_by"]


def test_the_thread_of_a_closed_plan_costs_no_more(
    client: Client, manager: Person, plan: Plan, inspection: Inspection
) -> None:
    Plan.objects.filter(pk=plan.pk).update(
        state=Plan.State.CLOSED, closed_on="2026-11-01", closed_by=manager.post, closed_why="Done"
    )
    with CaptureQueriesContext(connection) as queries:
        assert client.get(f"/plans/{plan.pk}/traceability/").status_code == 200
    assert len(queries) <= MOST


def test_the_only_document_is_the_same_as_no_other(
    client: Client, manager: Person, plan: Plan
) -> None:
    document = SourceDocument.objects.get()
    answer = client.get(f"/plans/documents/{document.pk}/same-as/", follow=True)
    assert "no other document" in answer.content.decode()


def test_an_inspection_of_which_only_the_month_is_known_is_shown_without_a_day(
    client: Client, manager: Person
) -> None:
    said = {
        "version": "0", "post": manager.post.pk, "area": manager.scope.grants[0].area_id,
        "title": "Inspection", "framework": "area_send_2023", "response": "unknown",
    }  # fmt: skip
    page = client.post("/plans/inspections/new/", said).content.decode()
    assert "Enter the first day, or the month where no day is known" in page
    said |= {"month-month": "2", "month-year": "2025"}
    both = said | {"starts_on-day": "2", "starts_on-month": "2", "starts_on-year": "2025"}
    assert "not both" in client.post("/plans/inspections/new/", both).content.decode()
    assert client.post("/plans/inspections/new/", said).status_code == 302
    made = Inspection.objects.get()
    for where in ("/plans/inspections/", f"/plans/inspections/{made.pk}/"):
        page = client.get(where).content.decode()
        assert ("February 2025" in page, "1 February 2025" in page) == (True, False)
    form = client.get(f"/plans/inspections/{made.pk}/change/").content.decode()
    assert form.count('value="2025"') == 1
