"""What each kind of thing in a draft plan keeps and refuses of its own."""

from __future__ import annotations

from datetime import date

import pytest

from goldenthread.access.models import AuditEntry
from goldenthread.core.months import Month
from goldenthread.improvement.actions.versions import new_version
from goldenthread.improvement.models import (
    CriterionJudgement,
    CriterionTarget,
    Lead,
    Measurement,
    Milestone,
    Plan,
    Priority,
    SourceDocument,
    SuccessCriterion,
)
from goldenthread.improvement.queries.sources import PrintedNames
from goldenthread.organisations.models import Post, PostRole
from tests.factories import Person, make_area, make_organisation, make_person, make_plan, make_post
from tests.improvement.drafts import add, change, lead, move, refused, remove

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> Person:
    return make_person(make_area(), "partnership_manager")


@pytest.fixture
def plan(manager: Person) -> Plan:
    area = Plan(area_id=manager.scope.grants[0].area_id).area
    return make_plan(area, lead=manager.post)


@pytest.fixture
def priority(plan: Plan) -> Priority:
    return plan.priorities.get()


def test_a_new_date_is_no_longer_the_printed_one(
    manager: Person, plan: Plan, priority: Priority
) -> None:
    milestone = priority.milestones.first()
    assert milestone
    Milestone.objects.filter(pk=milestone.pk).update(due_as_printed="Spring")
    kept = {"due": milestone.due_month, "text": "Other"}
    assert change(manager, plan, "milestones", milestone, **kept).due_as_printed == "Spring"
    moved = change(manager, plan, "milestones", milestone, due=Month(2027, 2))
    assert (moved.due, moved.due_as_printed) == (date(2027, 2, 28), "")
    assert change(manager, plan, "milestones", milestone, due=None).due is None


@pytest.mark.parametrize("said", ["target", "figure", "judgement"])
@pytest.mark.parametrize("of_part", [False, True])
def test_a_criterion_of_which_something_was_said_keeps_its_kind(
    manager: Person, plan: Plan, said: str, of_part: bool
) -> None:
    head = add(manager, plan, "criteria")
    part = add(manager, plan, "criteria", parent=head.pk)
    by = {"criterion": part if of_part else head, "post": manager.post}
    day = date(2026, 1, 1)
    if said == "target":
        CriterionTarget.objects.create(measure="Waits", unit="weeks", **by)
    elif said == "figure":
        Measurement.objects.create(value=5, on=day, source="List", **by)
    else:
        CriterionJudgement.objects.create(met=True, on=day, **by)
    refused("kind_in_use", lambda: change(manager, plan, "criteria", head, kind="qualitative"))
    assert change(manager, plan, "criteria", head, text="In other words").kind == "quantitative"


def test_the_parts_that_go_along_with_a_criterion_are_named_in_the_trail(
    manager: Person, plan: Plan
) -> None:
    head = add(manager, plan, "criteria", text="Head")
    parts = [add(manager, plan, "criteria", text=text, parent=head.pk) for text in ("One", "Two")]
    named = {str(one.pk) for one in (head, *parts)}
    change(manager, plan, "criteria", head, text="Head", kind="qualitative")
    changed = AuditEntry.objects.filter(action="draft.changed")
    assert {(entry.target_id, entry.fields) for entry in changed} == {(pk, "kind") for pk in named}
    remove(manager, plan, "criteria", head)
    removed = AuditEntry.objects.filter(action="draft.removed")
    assert {entry.target_id for entry in removed} == named


def test_a_criterion_of_a_new_version_keeps_the_kind_of_its_figures(
    manager: Person, plan: Plan
) -> None:
    told, bare = (add(manager, plan, "criteria", text=text) for text in ("Told", "Bare"))
    Plan.objects.filter(pk=plan.pk).update(
        state="agreed", agreed_on=date(2026, 1, 1), agreed_by=manager.post
    )
    CriterionTarget.objects.create(criterion=told, measure="Waits", unit="weeks", post=manager.post)
    draft = new_version(scope=manager.scope, plan_id=plan.pk)
    carried = SuccessCriterion.objects.get(thread=told)
    kind = {"kind": "qualitative"}
    refused("kind_in_use", lambda: change(manager, draft, "criteria", carried, **kind))
    free = SuccessCriterion.objects.get(thread=bare)
    assert change(manager, draft, "criteria", free, **kind).kind == "qualitative"


def test_a_priority_goes_to_another_section(
    manager: Person, plan: Plan, priority: Priority
) -> None:
    left = add(manager, plan, "priorities")
    other = add(manager, plan, "sections")
    there = add(manager, plan, "priorities", other.pk, code="2a")
    change(manager, plan, "priorities", priority, code="1a", title="T", section=other.pk)
    places = dict(Priority.objects.filter(plan=plan).values_list("code", "position"))
    assert places == {"1a": 2, "1b": 1, "2a": 1}
    assert {left.section_id, there.section_id} == {left.section.pk, other.pk}


def test_parts_follow_the_criterion_that_heads_them(manager: Person, plan: Plan) -> None:
    first, second = (add(manager, plan, "criteria", text=text) for text in ("One", "Two"))
    part = add(manager, plan, "criteria", text="Part", parent=first.pk)

    def order() -> list[str]:
        rows = SuccessCriterion.objects.filter(section__plan=plan).order_by("position")
        return list(rows.values_list("text", flat=True))

    assert order() == ["One", "Part", "Two"]
    move(manager, plan, "criteria", first, 1)
    assert order() == ["Two", "One", "Part"]
    change(manager, plan, "criteria", part, text="Part", parent=second.pk)
    assert order() == ["Two", "Part", "One"]
    refused("kinds_differ", lambda: change(
        manager, plan, "criteria", part, text="Part", kind="qualitative", parent=second.pk))  # fmt: skip
    refused("heads_others", lambda: change(
        manager, plan, "criteria", second, text="Two", parent=first.pk))  # fmt: skip
    refused("not_there", lambda: change(manager, plan, "criteria", first, parent=part.pk))
    refused("no_such_kind", lambda: add(manager, plan, "criteria", kind="guesswork"))
    change(manager, plan, "criteria", second, text="Two", kind="qualitative")
    part.refresh_from_db()
    assert part.kind == "qualitative"


def test_a_document_that_another_draft_names_at_the_same_moment_is_that_one(
    manager: Person, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(manager, plan, "documents", as_printed="Early Help Strategy")
    # As if the other draft had come between looking and writing.
    monkeypatch.setattr(PrintedNames, "find", lambda self, text: None)
    other = make_plan(plan.area, lead=manager.post)
    named = add(manager, other, "documents", as_printed="Early help strategy")
    assert named.document == SourceDocument.objects.get()
    assert AuditEntry.objects.filter(action="draft.document_named").count() == 1


def test_documents_are_registered_once_in_an_area(manager: Person, plan: Plan) -> None:
    add(manager, plan, "documents", as_printed="Children & Families’ Plan")
    add(manager, plan, "documents", as_printed="children and families' plan")
    assert SourceDocument.objects.filter(area=plan.area).count() == 1
    assert AuditEntry.objects.filter(action="draft.document_named").count() == 1


def test_a_lead_is_a_post_of_the_area_or_a_new_one(
    manager: Person, plan: Plan, priority: Priority
) -> None:
    organisation = make_organisation(plan.area, kind="icb")
    post = make_post(organisation, {})
    named = lead(manager, plan, post=post.pk)
    assert (named.as_printed, named.position) == (post.title, 2)
    assert PostRole.objects.get(post=post, area=plan.area).role == "priority_lead"
    assert refused("leads_already", lambda: lead(manager, plan, post=post.pk)).where == "post"
    made = lead(manager, plan, organisation=organisation.pk, title="Head of Joy", as_printed="HoJ")
    assert (made.post.title, made.as_printed) == ("Head of Joy", "HoJ")
    # Sent twice, one post and one lead.
    assert lead(manager, plan, organisation=organisation.pk, title="Head of Joy",
                as_printed="HoJ", seen=named.pk) == made  # fmt: skip
    foreign = make_post(make_organisation(make_area()), {})
    refused("not_there", lambda: lead(manager, plan, post=foreign.pk))
    refused("not_there", lambda: lead(
        manager, plan, organisation=foreign.organisation_id, title="X"))  # fmt: skip
    refused("text_missing", lambda: lead(manager, plan, organisation=organisation.pk))
    Post.objects.filter(pk=post.pk).update(ended_on=date(2020, 1, 1))
    remove(manager, plan, "leads", named)
    refused("not_there", lambda: lead(manager, plan, post=post.pk))
    refused("post_ended", lambda: lead(
        manager, plan, organisation=organisation.pk, title=post.title))  # fmt: skip
    assert list(Lead.objects.filter(priority=priority).values_list("position", flat=True)) == [1, 2]


@pytest.mark.parametrize("code", ["1a", "1A", " 1a "])
def test_a_code_is_in_the_plan_once(code: str, manager: Person, plan: Plan) -> None:
    section = add(manager, plan, "sections")
    problem = refused("code_taken", lambda: add(manager, plan, "priorities", section.pk, code=code))
    assert problem.where == "code"
