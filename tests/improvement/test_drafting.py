"""Writing a draft plan: what each action keeps, refuses and records."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from goldenthread.access.models import AuditEntry
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.core.months import Month
from goldenthread.improvement.actions.drafting import (
    Head,
    add_item,
    change_head,
    change_item,
    discard_plan,
    move_item,
    remove_item,
    start_plan,
)
from goldenthread.improvement.actions.versions import new_version
from goldenthread.improvement.draft_kinds import HEAD, KINDS, fingerprint, goes_with
from goldenthread.improvement.models import (
    Action,
    Lead,
    Milestone,
    Plan,
    Priority,
    SourceDocument,
    SuccessCriterion,
)
from goldenthread.organisations.models import Post, PostRole
from tests.factories import Person, make_area, make_organisation, make_person, make_plan, make_post

pytestmark = pytest.mark.django_db
TYPED: dict[str, dict[str, Any]] = {
    "sections": {"number": "2", "title": "Waiting", "area_for_improvement": "Waits are long."},
    "good": {"text": "Families know what happens next."},
    "criteria": {"kind": "quantitative", "text": "Fewer than 5% wait", "parent": None},
    "documents": {"as_printed": "Early Help Strategy"},
    "priorities": {"code": "1b", "title": "Count the backlog"},
    "actions": {"letter": "B", "text": "Count again"},
    "milestones": {"number": "9", "text": "Counted", "due": Month(2026, 9), "qualifier": "",
                   "action": None},
    "recurring": {"number": "", "cadence": "weekly", "text": "Look at the list"},
}  # fmt: skip


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


def parent_id(plan: Plan, code: str) -> int:
    priority = plan.priorities.get(code="1a")
    return {"plan": plan.pk, "section": priority.section_id, "priority": priority.pk}[
        KINDS[code].parent
    ]


def add(
    person: Person, plan: Plan, code: str, parent: int | None = None, /,
    *, seen: int | None = None, **typed: Any,
) -> Any:  # fmt: skip  # fmt: skip
    kind = KINDS[code]
    parent = parent or parent_id(plan, code)
    newest = kind.model.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    return add_item(
        scope=person.scope, plan_id=plan.pk, kind=kind, parent_id=parent,
        typed={**TYPED.get(code, {}), **typed}, seen=newest if seen is None else seen,
    )  # fmt: skip


def change(
    person: Person, plan: Plan, code: str, row: Any, /, *, standing: str = "", **typed: Any
) -> Any:
    kind = KINDS[code]
    row.refresh_from_db()
    return change_item(
        scope=person.scope, plan_id=plan.pk, kind=kind, item_id=row.pk,
        typed={**TYPED.get(code, {}), **typed}, standing=standing or fingerprint(row, kind.written),
    )  # fmt: skip


def remove(person: Person, plan: Plan, code: str, row: Any) -> None:
    kind = KINDS[code]
    row.refresh_from_db()
    standing = fingerprint(row, kind.written, goes_with(kind, row))
    remove_item(scope=person.scope, plan_id=plan.pk, kind=kind, item_id=row.pk, standing=standing)


def move(person: Person, plan: Plan, code: str, row: Any, step: int) -> None:
    row.refresh_from_db()
    move_item(
        scope=person.scope, plan_id=plan.pk, kind=KINDS[code], item_id=row.pk, step=step,
        position=row.position,
    )  # fmt: skip


def lead(person: Person, plan: Plan, **typed: Any) -> Any:
    return add(
        person, plan, "leads",
        **{"post": None, "organisation": None, "title": "", "as_printed": "", **typed},
    )  # fmt: skip


def refused(code: str, act: Callable[[], object]) -> UserError:
    before = AuditEntry.objects.count()
    with pytest.raises(UserError) as raised:
        act()
    assert raised.value.code == code
    assert AuditEntry.objects.count() == before
    return raised.value


def test_a_plan_is_started_once_and_its_head_changed(manager: Person) -> None:
    area_id = manager.scope.grants[0].area_id
    head = Head("  Our   plan ", "1.0", date(2026, 5, 28))
    plan = start_plan(scope=manager.scope, area_id=area_id, head=head, seen=0)
    assert (plan.title, plan.state) == ("Our plan", "draft")
    assert start_plan(scope=manager.scope, area_id=area_id, head=head, seen=0) == plan
    other = start_plan(scope=manager.scope, area_id=area_id, head=head, seen=plan.pk)
    assert other != plan
    standing = fingerprint(plan, HEAD)
    for _ in range(2):  # sent twice
        change_head(
            scope=manager.scope, plan_id=plan.pk, head=Head("Our plan", "1.1"), standing=standing
        )
    plan.refresh_from_db()
    assert (plan.version, plan.dated) == ("1.1", None)
    entry = AuditEntry.objects.get(action="plan.changed")
    assert entry.fields == "version,dated"
    refused("changed_meanwhile", lambda: change_head(
        scope=manager.scope, plan_id=plan.pk, head=Head("Mine"), standing=standing))  # fmt: skip
    refused("text_missing", lambda: change_head(
        scope=manager.scope, plan_id=plan.pk, head=Head(" "), standing=standing))  # fmt: skip


@pytest.mark.parametrize("code", TYPED)
def test_each_thing_is_added_at_the_end_once_changed_and_removed(
    code: str, manager: Person, plan: Plan
) -> None:
    kind = KINDS[code]
    beside = kind.model.objects.filter(**{kind.parent: parent_id(plan, code)})
    before = list(beside)
    row = add(manager, plan, code)
    assert row.position == len(before) + 1
    assert getattr(row, "thread", None) is None
    seen = before[-1].pk if before else 0
    assert add(manager, plan, code, seen=seen) == row, "sent twice"
    text = next(name for name in ("text", "title", "as_printed") if name in TYPED[code])
    changed = change(manager, plan, code, row, **{text: "Other words"})
    assert str(getattr(changed, text)) == "Other words"
    remove(manager, plan, code, row)
    assert list(beside) == before
    done = AuditEntry.objects.filter(
        target_type=row._meta.label_lower, target_id=str(row.pk)
    ).values_list("action", flat=True)
    assert set(done) == {"draft.added", "draft.changed", "draft.removed"}


def test_two_things_that_say_the_same_may_be_meant(manager: Person, plan: Plan) -> None:
    assert add(manager, plan, "good") != add(manager, plan, "good")


@pytest.mark.parametrize("code", ["1a", "1A", " 1a "])
def test_a_code_is_in_the_plan_once(code: str, manager: Person, plan: Plan) -> None:
    section = add(manager, plan, "sections")
    problem = refused("code_taken", lambda: add(manager, plan, "priorities", section.pk, code=code))
    assert problem.where == "code"


@pytest.mark.parametrize(
    ("code", "column", "text"),
    [
        ("sections", "title", "x" * 301), ("priorities", "code", "x" * 21),
        ("documents", "as_printed", "&" * 101), ("milestones", "qualifier", "x" * 301),
        ("recurring", "cadence", "x" * 41),
    ],
)  # fmt: skip
def test_texts_keep_the_limits_of_imports(
    code: str, column: str, text: str, manager: Person, plan: Plan
) -> None:
    problem = refused("text_too_long", lambda: add(manager, plan, code, **{column: text}))
    assert problem.where == column


@pytest.mark.parametrize(
    ("code", "column"), [(k.code, c) for k in KINDS.values() for c in k.needed]
)
def test_what_is_needed_is_asked_for(code: str, column: str, manager: Person, plan: Plan) -> None:
    assert (
        refused("text_missing", lambda: add(manager, plan, code, **{column: " "})).where == column
    )


def test_what_somebody_else_wrote_is_not_overwritten(
    manager: Person, plan: Plan, priority: Priority
) -> None:
    milestone = priority.milestones.first()
    assert milestone
    standing = fingerprint(milestone, KINDS["milestones"].written)
    change(manager, plan, "milestones", milestone, text="Theirs")
    mine = {"text": "Mine", "standing": standing}
    refused("changed_meanwhile", lambda: change(manager, plan, "milestones", milestone, **mine))
    refused("changed_meanwhile", lambda: remove_item(
        scope=manager.scope, plan_id=plan.pk, kind=KINDS["milestones"], item_id=milestone.pk,
        standing=standing))  # fmt: skip
    milestone.refresh_from_db()
    assert milestone.text == "Theirs"
    # Moving it, or sending the same words, collides with nothing.
    move(manager, plan, "milestones", milestone, 1)
    change(manager, plan, "milestones", milestone, text="Theirs", standing=standing)


def test_a_section_is_not_removed_with_more_than_was_seen(
    manager: Person, plan: Plan, priority: Priority
) -> None:
    kind, section = KINDS["sections"], priority.section
    below = goes_with(kind, section)
    assert below == ["1 priority", "2 milestones"]
    standing = fingerprint(section, kind.written, below)
    add(manager, plan, "milestones")
    refused("changed_meanwhile", lambda: remove_item(
        scope=manager.scope, plan_id=plan.pk, kind=kind, item_id=section.pk,
        standing=standing))  # fmt: skip
    remove(manager, plan, "sections", section)
    assert not Milestone.objects.filter(plan=plan).exists()


def test_a_linked_action_is_kept_until_its_milestones_let_go(
    manager: Person, plan: Plan, priority: Priority
) -> None:
    action = priority.actions.get()
    milestone = add(manager, plan, "milestones", action=action.pk)
    problem = refused("item_in_use", lambda: remove(manager, plan, "actions", action))
    assert "9" in problem.message
    change(manager, plan, "milestones", milestone, action=None)
    remove(manager, plan, "actions", action)
    # A priority goes with its actions and the milestones linked to them.
    again = add(manager, plan, "actions")
    change(manager, plan, "milestones", milestone, action=again.pk)
    remove(manager, plan, "priorities", priority)
    assert not Action.objects.filter(pk=again.pk).exists()


def test_what_other_records_hang_on_is_kept(
    manager: Person, plan: Plan, priority: Priority
) -> None:
    milestone = priority.milestones.first()
    assert milestone
    Milestone.objects.filter(pk=priority.milestones.last().pk).update(thread=milestone)  # type: ignore[union-attr]
    problem = refused("item_in_use", lambda: remove(manager, plan, "milestones", milestone))
    assert "milestone (1)" in problem.message


def test_a_thing_of_an_earlier_version_keeps_its_thread(
    manager: Person, plan: Plan, priority: Priority
) -> None:
    earlier = make_plan(plan.area, agreed_by=manager.post).priorities.get()
    Priority.objects.filter(pk=priority.pk).update(thread=earlier)
    change(manager, plan, "priorities", priority, code="1z", section=priority.section_id)
    priority.refresh_from_db()
    assert (priority.code, priority.thread) == ("1z", earlier)
    remove(manager, plan, "priorities", priority)
    assert Priority.objects.filter(pk=earlier.pk).exists()


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


def test_nothing_of_another_plan_can_be_reached(
    manager: Person, plan: Plan, priority: Priority
) -> None:
    other = make_plan(plan.area).priorities.get()
    wrong = other.actions.get().pk
    refused("not_there", lambda: add(manager, plan, "milestones", action=wrong))
    refused("no_such_place", lambda: add(manager, plan, "actions", other.pk))
    refused("no_such_item", lambda: change(manager, plan, "priorities", other))
    refused("not_there", lambda: change(
        manager, plan, "priorities", priority, section=other.section_id))  # fmt: skip


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
    assert list(Lead.objects.filter(priority=priority).values_list("position", flat=True)) == [1, 2]


def test_a_button_pressed_twice_moves_once(manager: Person, plan: Plan, priority: Priority) -> None:
    first, second = priority.milestones.all()
    given = {"scope": manager.scope, "plan_id": plan.pk, "kind": KINDS["milestones"],
             "item_id": first.pk, "step": 1, "position": 1}  # fmt: skip
    move_item(**given)
    refused("changed_meanwhile", lambda: move_item(**given))
    assert list(priority.milestones.all()) == [second, first]
    move(manager, plan, "milestones", first, 1)  # already last
    assert AuditEntry.objects.filter(action="draft.moved").count() == 1


def test_a_draft_is_discarded_whole_unless_it_is_a_new_version(manager: Person, plan: Plan) -> None:
    add(manager, plan, "milestones", action=plan.priorities.get().actions.get().pk)
    agreed = make_plan(plan.area, agreed_by=manager.post)
    Plan.objects.filter(pk=plan.pk).update(supersedes=agreed)
    refused("is_new_version", lambda: discard_plan(scope=manager.scope, plan_id=plan.pk))
    Plan.objects.filter(pk=plan.pk).update(supersedes=None)
    discard_plan(scope=manager.scope, plan_id=plan.pk)
    assert not Plan.objects.filter(pk=plan.pk).exists()
    assert AuditEntry.objects.filter(action="draft.discarded", target_id=str(plan.pk)).exists()


def every_change(person: Person, plan: Plan) -> list[Callable[[], object]]:
    milestone = Milestone.objects.filter(plan=plan)[0]
    return [
        lambda: change_head(scope=person.scope, plan_id=plan.pk, head=Head("X"), standing=""),
        lambda: discard_plan(scope=person.scope, plan_id=plan.pk),
        lambda: add(person, plan, "good"),
        lambda: change(person, plan, "milestones", milestone),
        lambda: remove(person, plan, "milestones", milestone),
        lambda: move(person, plan, "milestones", milestone, 1),
    ]


def test_an_agreed_plan_is_not_changed(manager: Person) -> None:
    area = Plan(area_id=manager.scope.grants[0].area_id).area
    agreed = make_plan(area, agreed_by=manager.post)
    for act in every_change(manager, agreed):
        problem = refused("plan_not_a_draft", act)
        assert "new version" in str(problem.fix)


@pytest.mark.parametrize("role", ["board_member", "priority_lead", "system_administrator"])
def test_others_change_nothing(role: str, plan: Plan) -> None:
    person = make_person(plan.area, role)
    for act in every_change(person, plan):
        refused("no_such_plan", act)
    with pytest.raises(NotAllowed):
        start_plan(scope=person.scope, area_id=plan.area_id, head=Head("X"), seen=0)


def test_a_manager_of_another_area_changes_nothing(plan: Plan) -> None:
    stranger = make_person(make_area(), "partnership_manager")
    for act in every_change(stranger, plan):
        refused("no_such_plan", act)
    with pytest.raises(NotAllowed):
        start_plan(scope=stranger.scope, area_id=plan.area_id, head=Head("X"), seen=0)


def test_a_new_version_is_written_and_keeps_the_threads_of_what_it_took_over(
    manager: Person,
) -> None:
    area = Plan(area_id=manager.scope.grants[0].area_id).area
    agreed = make_plan(area, lead=manager.post, agreed_by=manager.post)
    draft = new_version(scope=manager.scope, plan_id=agreed.pk)
    priority = draft.priorities.get()
    first, second = priority.milestones.all()
    move(manager, draft, "milestones", first, 1)
    change(manager, draft, "milestones", first, text="Other words")
    made = add(manager, draft, "milestones", priority.pk)
    remove(manager, draft, "milestones", second)
    threads = dict(priority.milestones.values_list("pk", "thread"))
    assert threads == {first.pk: agreed.priorities.get().milestones.all()[0].pk, made.pk: None}
    assert [m.text for m in Milestone.objects.filter(plan=agreed)] == ["Milestone 1", "Milestone 2"]
