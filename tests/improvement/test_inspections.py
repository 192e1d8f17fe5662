"""Recording inspections and findings, and linking them to sections: what is written and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goldenthread.access.models import AuditEntry
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.improvement.actions.answering import answer_findings
from goldenthread.improvement.actions.findings import MOST_FINDINGS, Finding, set_findings
from goldenthread.improvement.actions.inspections import add_inspection, change_inspection
from goldenthread.improvement.models import FindingAnswer, Inspection, Plan, Section
from goldenthread.improvement.queries.inspections import inspection_page, link_page
from goldenthread.improvement.queries.tracing import traceability
from goldenthread.improvement.rules.findings_text import read_findings
from goldenthread.organisations.models import LocalArea
from tests.factories import Person, make_area, make_person, make_plan
from tests.improvement.inspecting import FACTS, TODAY, add_section, make_inspection

pytestmark = pytest.mark.django_db


@pytest.fixture
def area() -> LocalArea:
    return make_area()


@pytest.fixture
def manager(area: LocalArea) -> Person:
    return make_person(area, "partnership_manager")


@pytest.fixture
def inspection(area: LocalArea, manager: Person) -> Inspection:
    return make_inspection(area, manager)


@pytest.fixture
def plan(area: LocalArea, manager: Person) -> Plan:
    made = make_plan(area, agreed_by=manager.post)
    add_section(made, 2)
    return made


def answer(
    by: Person, plan: Plan, inspection: Inspection, links: dict[int, list[int]]
) -> Inspection:
    """Links by place: finding number -> section numbers."""
    inspection.refresh_from_db()
    findings = list(inspection.findings.values_list("pk", flat=True))
    sections = list(plan.sections.values_list("pk", flat=True))
    return answer_findings(
        scope=by.scope,
        plan_id=plan.pk,
        inspection_id=inspection.pk,
        post_id=by.post.pk,
        chosen={
            findings[number - 1]: [sections[one - 1] for one in chosen]
            for number, chosen in links.items()
        },
        version=inspection.version,
    )


def test_an_inspection_is_recorded_once_however_often_it_is_sent(
    area: LocalArea, manager: Person
) -> None:
    given = {"scope": manager.scope, "area_id": area.pk, "post_id": manager.post.pk, "today": TODAY}
    made = add_inspection(facts=FACTS, **given)
    with CaptureQueriesContext(connection) as queries:
        assert add_inspection(facts=FACTS, **given) == made
    # The area is held before anybody looks, so that of two requests at once one waits for the other.
    tables = [query["sql"] for query in queries if 'FROM "' in query["sql"]]
    assert [LocalArea._meta.db_table in tables[0], Inspection._meta.db_table in tables[1]] == [
        True, True,
    ]  # fmt: skip
    assert AuditEntry.objects.filter(action="inspection.added").count() == 1
    with pytest.raises(UserError) as refused:
        add_inspection(facts=replace(FACTS, outcome=""), **given)
    assert refused.value.code == "inspection_known"


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"link": "ftp://reports.example"}, "not_a_web_address", "link"),
        ({"ends_on": date(2026, 2, 1)}, "ends_before_start", "ends_on"),
        ({"report_on": date(2026, 2, 1)}, "starts_ahead", "report_on"),
        ({"response_due": date(2026, 4, 1)}, "due_before_report", "response_due"),
        ({"outcome": "statement_required"}, "outcome_of_another", "framework"),
    ],
)
def test_what_does_not_fit_is_refused_beside_its_field(
    area: LocalArea, manager: Person, changes: dict[str, object], code: str, field: str
) -> None:
    with pytest.raises(UserError) as refused:
        add_inspection(
            scope=manager.scope, area_id=area.pk, post_id=manager.post.pk,
            facts=replace(FACTS, **changes), today=TODAY,  # type: ignore[arg-type]
        )  # fmt: skip
    assert (refused.value.code, refused.value.where) == (code, field)
    assert not Inspection.objects.exists()


def test_only_those_with_the_right_record(area: LocalArea, inspection: Inspection) -> None:
    reader = make_person(area, "board_member")
    given = {"scope": reader.scope, "post_id": reader.post.pk}
    with pytest.raises(NotAllowed):
        add_inspection(area_id=area.pk, facts=FACTS, today=TODAY, **given)
    with pytest.raises(NotAllowed):
        set_findings(inspection_id=inspection.pk, findings=[], version=2, **given)


def test_a_stranger_learns_nothing(inspection: Inspection) -> None:
    stranger = make_person(make_area(), "partnership_manager")
    with pytest.raises(UserError) as refused:
        set_findings(
            scope=stranger.scope, inspection_id=inspection.pk, post_id=stranger.post.pk,
            findings=[], version=inspection.version,
        )  # fmt: skip
    assert refused.value.code == "no_such_inspection"


def test_a_change_names_its_fields_and_not_its_values(
    manager: Person, inspection: Inspection
) -> None:
    facts = replace(FACTS, response_published_on=date(2026, 5, 30))
    change = {
        "scope": manager.scope, "inspection_id": inspection.pk, "post_id": manager.post.pk,
        "today": TODAY,
    }  # fmt: skip
    change_inspection(facts=facts, version=inspection.version, **change)
    entry = AuditEntry.objects.get(action="inspection.changed")
    assert entry.fields == "response_published_on"
    with pytest.raises(UserError) as refused:
        change_inspection(facts=FACTS, version=inspection.version, **change)
    assert refused.value.code == "changed_meanwhile"
    change_inspection(facts=facts, version=inspection.version, **change)  # sent twice: harmless
    assert AuditEntry.objects.filter(action="inspection.changed").count() == 1


def test_findings_can_be_put_in_another_order_and_keep_their_links(
    manager: Person, inspection: Inspection, plan: Plan
) -> None:
    inspection = answer(manager, plan, inspection, {1: [2]})
    first, second = inspection.findings.all()
    given = {"scope": manager.scope, "inspection_id": inspection.pk, "post_id": manager.post.pk}
    turned = [
        Finding("1", "improvement", second.text, second.pk),
        Finding("2", "priority_action", "Waits are far too long.", first.pk),
        Finding("", "other", "New."),
    ]
    set_findings(findings=turned, version=inspection.version, **given)
    assert [one.text for one in inspection.findings.all()] == [one.text for one in turned]
    assert FindingAnswer.objects.get().finding_id == first.pk


def test_a_finding_that_a_section_answers_stays(
    manager: Person, inspection: Inspection, plan: Plan
) -> None:
    inspection = answer(manager, plan, inspection, {1: [1]})
    given = {
        "scope": manager.scope, "inspection_id": inspection.pk, "post_id": manager.post.pk,
        "version": inspection.version,
    }  # fmt: skip
    first, second = inspection.findings.all()
    with pytest.raises(UserError) as refused:
        set_findings(findings=[Finding("2", "improvement", second.text, second.pk)], **given)
    assert refused.value.code == "finding_answered"
    assert inspection.findings.count() == 2
    set_findings(findings=[Finding("1", "improvement", first.text, first.pk)], **given)
    assert inspection.findings.count() == 1


def test_a_finding_stands_in_one_place_and_is_one_of_this_inspection(
    area: LocalArea, manager: Person, inspection: Inspection
) -> None:
    first, second = inspection.findings.all()
    other = add_inspection(
        scope=manager.scope, area_id=area.pk, post_id=manager.post.pk, today=TODAY,
        facts=replace(FACTS, title="Another"),
    )  # fmt: skip
    other = set_findings(
        scope=manager.scope, inspection_id=other.pk, post_id=manager.post.pk,
        findings=[Finding("1", "improvement", "Theirs")], version=other.version,
    )  # fmt: skip
    foreign = other.findings.get()
    for ids, code in (
        ((first.pk, first.pk), "finding_twice"),
        ((first.pk, foreign.pk), "no_such_finding"),
        ((second.pk, 999_999), "no_such_finding"),
    ):
        with pytest.raises(UserError) as refused:
            set_findings(
                scope=manager.scope, inspection_id=inspection.pk, post_id=manager.post.pk,
                findings=[Finding("", "improvement", f"New {pk}", pk) for pk in ids],
                version=inspection.version,
            )  # fmt: skip
        assert refused.value.code == code
    assert list(inspection.findings.all()) == [first, second]
    assert foreign.inspection_id == other.pk


@pytest.mark.parametrize(
    ("finding", "count", "code"),
    [
        (Finding("1", "improvement", "x"), MOST_FINDINGS + 1, "too_many_findings"),
        (Finding("1", "improvement", "  "), 1, "finding_incomplete"),
        (Finding("1", "praise", "x"), 1, "finding_incomplete"),
    ],
)
def test_findings_that_are_none(
    manager: Person, inspection: Inspection, finding: Finding, count: int, code: str
) -> None:
    with pytest.raises(UserError) as refused:
        set_findings(
            scope=manager.scope, inspection_id=inspection.pk, post_id=manager.post.pk,
            findings=[finding] * count, version=inspection.version,
        )  # fmt: skip
    assert refused.value.code == code


def test_links_of_one_plan_leave_those_of_another_alone(
    area: LocalArea, manager: Person, inspection: Inspection, plan: Plan
) -> None:
    other = make_plan(area, agreed_by=manager.post)
    answer(manager, other, inspection, {1: [1]})
    answer(manager, plan, inspection, {1: [1, 2], 2: [2]})
    answer(manager, plan, inspection, {1: [2]})
    assert FindingAnswer.objects.count() == 2
    assert link_page(manager.scope, other.pk, inspection.pk).chosen.keys() == {
        inspection.findings.first().pk  # type: ignore[union-attr]
    }


def test_links_stay_with_a_new_version_of_the_plan(
    area: LocalArea, manager: Person, inspection: Inspection, plan: Plan
) -> None:
    answer(manager, plan, inspection, {1: [2]})
    newer = make_plan(area, agreed_by=manager.post)
    second = Section.objects.get(plan=plan, position=2)
    Section.objects.create(plan=newer, position=2, number="2", title="Waits", thread=second)
    Plan.objects.filter(pk=plan.pk).update(state=Plan.State.SUPERSEDED)
    page = inspection_page(manager.scope, inspection.pk, TODAY)
    assert [str(one) for one in page.findings[0].sections] == ["2. Waits"]
    answer(manager, newer, inspection, {1: [2], 2: [2]})
    assert set(FindingAnswer.objects.values_list("section_id", flat=True)) == {second.pk}
    with pytest.raises(UserError) as refused:
        answer(manager, plan, inspection, {})
    assert refused.value.code == "plan_superseded"


def test_a_plan_of_another_area_answers_nothing(manager: Person, inspection: Inspection) -> None:
    elsewhere = make_area()
    other = make_plan(elsewhere, agreed_by=make_person(elsewhere, "board_member").post)
    with pytest.raises(UserError) as refused:
        answer(manager, other, inspection, {1: [1]})
    assert refused.value.code == "no_such_plan"


def test_a_section_of_another_plan_is_not_linked(
    area: LocalArea, manager: Person, inspection: Inspection, plan: Plan
) -> None:
    foreign = make_plan(area, agreed_by=manager.post).sections.get()
    with pytest.raises(UserError) as refused:
        answer_findings(
            scope=manager.scope, plan_id=plan.pk, inspection_id=inspection.pk,
            post_id=manager.post.pk, version=inspection.version,
            chosen={inspection.findings.all()[0].pk: [foreign.pk]},
        )  # fmt: skip
    assert refused.value.code == "no_such_section"


def test_the_thread_counts_each_milestone_once_and_names_its_breaks(
    manager: Person, inspection: Inspection, plan: Plan
) -> None:
    add_section(plan, 3, milestones=0)
    answer(manager, plan, inspection, {1: [2, 3]})
    trace = traceability(manager.scope, plan.pk, None, TODAY)
    assert trace.inspection == inspection
    assert [section.number for section in trace.findings[0].sections] == ["2", "3"]
    assert (trace.done, len(trace.milestones)) == (0, 1)
    assert [gap.words for gap in trace.gaps] == [
        "Nobody has linked finding 2 to a section of this plan.",
        "Section 3 answers a finding but has no milestone.",
        "Nobody has linked Section 1 to a finding of this inspection.",
    ]
    answer(manager, plan, inspection, {1: [2], 2: [2]})
    assert len(traceability(manager.scope, plan.pk, None, TODAY).milestones) == 1


def test_a_finding_that_another_plan_answers_is_not_told_as_left_undone(
    area: LocalArea, manager: Person, inspection: Inspection, plan: Plan
) -> None:
    other = make_plan(area, agreed_by=manager.post)
    draft = make_plan(area)
    answer(manager, other, inspection, {1: [1]})
    answer(manager, draft, inspection, {2: [1]})
    trace = traceability(manager.scope, plan.pk, None, TODAY)
    assert [one.elsewhere for one in trace.findings] == [[other.title], []]
    assert trace.gaps[0].words.endswith(f"It is answered in: {other.title}.")
    assert trace.gaps[1].words == "Nobody has linked finding 2 to a section of this plan."


def test_the_four_findings_of_the_real_report_answer_four_sections_in_another_order(
    area: LocalArea, manager: Person, reference: Path
) -> None:
    text = (reference / "seeds" / "003_d693c2dbc8a79c78.txt").read_text(encoding="utf-8")
    check_four(area, manager, text, {1: [3], 2: [1], 3: [4], 4: [2]})


def test_invented_findings_answer_sections_in_another_order(
    area: LocalArea, manager: Person
) -> None:
    text = "The report asks for:\n1. One.\n2. Two.\n3. Three.\n4. Four.\nThe board welcomes it."
    check_four(area, manager, text, {1: [3], 2: [1], 3: [4], 4: [2]})


def check_four(area: LocalArea, manager: Person, text: str, links: dict[int, list[int]]) -> None:
    found = read_findings(text).findings
    inspection = make_inspection(area, manager, [one.text for one in found])
    plan = make_plan(area, agreed_by=manager.post)
    for position in (2, 3, 4):
        add_section(plan, position)
    answer(manager, plan, inspection, links)
    trace = traceability(manager.scope, plan.pk, inspection.pk, TODAY)
    assert [one.sections[0].number for one in trace.findings] == ["3", "1", "4", "2"]
    assert trace.gaps == []
