"""Writing a draft plan: what each action keeps, refuses and records."""

from __future__ import annotations

from datetime import date

import pytest

from goldenthread.access.models import AuditEntry
from goldenthread.improvement.actions.drafting import (
    Head,
    change_head,
    discard_plan,
    move_item,
    remove_item,
    start_plan,
)
from goldenthread.improvement.actions.versions import new_version
from goldenthread.improvement.draft_kinds import HEAD, KINDS, fingerprint, goes_with
from goldenthread.improvement.models import (
    Action,
    Milestone,
    Plan,
    Priority,
)
from tests.factories import Person, make_area, make_person, make_plan
from tests.improvement.drafts import TYPED, add, change, move, parent_id, refused, remove

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
