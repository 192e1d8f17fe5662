"""Where the priorities of an earlier plan go on in a later one."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from goldenthread.access.models import AuditEntry
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.improvement.actions.agreeing import agree_plan
from goldenthread.improvement.actions.closing import close_plan
from goldenthread.improvement.actions.mapping import drop_priority, map_priority, take_back
from goldenthread.improvement.actions.versions import new_version
from goldenthread.improvement.models import Plan, Priority, PriorityDropped, PriorityMapping
from goldenthread.improvement.queries.mapping import (
    mapping_page,
    mapping_table,
    plan_pairs,
)
from goldenthread.improvement.queries.plan_order import in_order
from goldenthread.improvement.queries.priority_links import priority_links
from tests.factories import Person, make_area, make_person, make_plan

pytestmark = pytest.mark.django_db
TODAY = date(2025, 9, 10)
KINDS = PriorityMapping.Kind


@pytest.fixture
def manager() -> Person:
    return make_person(make_area(), "partnership_manager")


@pytest.fixture
def earlier(manager: Person) -> Plan:
    area = Plan(area_id=manager.scope.grants[0].area_id).area
    plan = make_plan(area, agreed_by=manager.post)
    for place, code in enumerate(("1b", "1c"), 2):
        Priority.objects.create(
            plan=plan,
            section=plan.sections.get(),
            position=place,
            code=code,
            title=f"Priority {code}",
        )
    return plan


@pytest.fixture
def later(manager: Person, earlier: Plan) -> Plan:
    return make_plan(earlier.area, agreed_by=manager.post)


def of(plan: Plan, code: str = "1a") -> Priority:
    return Priority.objects.get(plan=plan, code=code)


def goes_on(
    person: Person, one: Priority, other: Priority, kind: PriorityMapping.Kind = KINDS.CONTINUES
) -> PriorityMapping:
    return map_priority(
        scope=person.scope, earlier_id=one.pk, later_id=other.pk, post_id=person.post.pk, kind=kind,
        note="",
    )  # fmt: skip


def drop(person: Person, one: Priority, later: Plan, reason: str = "Done") -> PriorityDropped:
    return drop_priority(
        scope=person.scope, earlier_id=one.pk, plan_id=later.pk, post_id=person.post.pk,
        reason=reason,
    )  # fmt: skip


def test_the_page_counts_in_words_what_became_of_each(
    manager: Person, earlier: Plan, later: Plan
) -> None:
    goes_on(manager, of(earlier), of(later), KINDS.PARTLY)
    drop(manager, of(earlier, "1b"), later)
    page = mapping_page(manager.scope, earlier.pk, later.pk)
    assert page.summary == (
        "Of 3 priorities of the earlier plan, 1 goes on, 1 does not, and for 1 nobody has said yet."
    )
    assert [[said.outcome for said in row.said] for row in page.rows] == [
        ["Goes on in part as"], ["Does not go on"], [],
    ]  # fmt: skip
    assert page.new == []
    table = mapping_table(page)
    assert [row[0] for row in table.rows] == ["1a", "1b", "1c"]
    assert table.rows[2][2] == "Nobody has said yet"
    assert (
        AuditEntry.objects.filter(action__in=["priority.mapped", "priority.dropped"]).count() == 2
    )


def test_saying_it_twice_says_it_once_and_the_contrary_is_refused(
    manager: Person, earlier: Plan, later: Plan
) -> None:
    assert goes_on(manager, of(earlier), of(later)) == goes_on(manager, of(earlier), of(later))
    with pytest.raises(UserError) as raised:
        goes_on(manager, of(earlier), of(later), KINDS.PARTLY)
    assert raised.value.code == "mapped_already"
    with pytest.raises(UserError) as raised:
        drop(manager, of(earlier), later)
    assert raised.value.code == "mapped_already"
    assert drop(manager, of(earlier, "1b"), later) == drop(manager, of(earlier, "1b"), later)
    with pytest.raises(UserError) as raised:
        goes_on(manager, of(earlier, "1b"), of(later))
    assert raised.value.code == "dropped_already"
    assert AuditEntry.objects.filter(action__startswith="priority.").count() == 2


def test_what_was_said_is_taken_back(manager: Person, earlier: Plan, later: Plan) -> None:
    mapped = goes_on(manager, of(earlier), of(later))
    gone = drop(manager, of(earlier, "1b"), later)
    for code, said in (
        ("1a", f"mapping-{mapped.pk}"),
        ("1b", f"dropped-{gone.pk}"),
        ("1b", "dropped-1"),
    ):
        take_back(
            scope=manager.scope, earlier_id=of(earlier, code).pk, later_plan_id=later.pk,
            post_id=manager.post.pk, said=said,
        )  # fmt: skip
    assert not PriorityMapping.objects.exists()
    assert not PriorityDropped.objects.exists()
    assert AuditEntry.objects.filter(action="priority.unmapped").count() == 2


@pytest.mark.parametrize("said", ["", "mapping", "dropped-x", "mapping-" + "9" * 4500])
def test_nothing_to_take_back_is_said(
    manager: Person, earlier: Plan, later: Plan, said: str
) -> None:
    with pytest.raises(UserError) as raised:
        take_back(
            scope=manager.scope, earlier_id=of(earlier).pk, later_plan_id=later.pk,
            post_id=manager.post.pk, said=said,
        )  # fmt: skip
    assert raised.value.code == "nothing_chosen"


def test_nothing_is_taken_back_by_the_number_of_another_plan(
    manager: Person, earlier: Plan, later: Plan
) -> None:
    third = make_plan(earlier.area, agreed_by=manager.post)
    mapped = goes_on(manager, of(earlier), of(third))
    take_back(
        scope=manager.scope, earlier_id=of(earlier).pk, later_plan_id=later.pk,
        post_id=manager.post.pk, said=f"mapping-{mapped.pk}",
    )  # fmt: skip
    assert PriorityMapping.objects.count() == 1


def test_which_plans_are_not_mapped(manager: Person, earlier: Plan, later: Plan) -> None:
    draft = make_plan(earlier.area)
    elsewhere = make_plan(make_area(), agreed_by=manager.post)
    second = new_version(scope=manager.scope, plan_id=earlier.pk)
    closed = make_plan(earlier.area, agreed_by=manager.post)
    close_plan(
        scope=manager.scope, plan_id=closed.pk, post_id=manager.post.pk, closed_on=TODAY, why="Over",
        today=TODAY,
    )  # fmt: skip
    for one, other, code in (
        (of(draft), of(later), "draft_is_not_earlier"),
        (of(earlier), of(second), "same_plan"),
        (of(earlier), of(closed), "later_not_in_force"),
        (of(earlier), of(elsewhere), "no_such_priority"),
    ):
        with pytest.raises(UserError) as raised:
            goes_on(manager, one, other)
        assert raised.value.code == code
    goes_on(manager, of(closed), of(draft))
    pairs = {pair.plan.pk: pair for pair in plan_pairs(manager.scope, earlier)}
    assert set(pairs) == {later.pk, draft.pk, closed.pk}
    assert (pairs[draft.pk].earlier, pairs[draft.pk].later) == (earlier, draft)
    assert all(pair.may_be_mapped for pair in pairs.values())
    assert not any(
        pair.may_be_mapped
        for pair in plan_pairs(manager.scope, draft)
        if pair.plan.state == Plan.State.DRAFT
    )


def test_the_dates_say_which_plan_is_the_earlier_one(manager: Person, earlier: Plan) -> None:
    # Put in later, but of an earlier year; and the older plan has a new version since.
    old = make_plan(earlier.area, agreed_by=manager.post)
    Plan.objects.filter(pk=old.pk).update(dated=date(2023, 4, 1), agreed_on=date(2023, 5, 2))
    old.refresh_from_db()
    newer = new_version(scope=manager.scope, plan_id=old.pk)
    Plan.objects.filter(pk=newer.pk).update(dated=date(2026, 4, 1))
    for one, other in ((old, earlier), (earlier, old)):
        page = mapping_page(manager.scope, one.pk, other.pk)
        assert (page.earlier, page.later) == (old, earlier)
    assert in_order(earlier, newer) == (newer, earlier)
    goes_on(manager, of(old), of(earlier))
    with pytest.raises(UserError) as raised:
        goes_on(manager, of(earlier), of(old))
    assert raised.value.code == "wrong_way_round"
    assert "dated 28 May 2025, agreed on 1 June 2025" in raised.value.message
    client = Client()
    client.force_login(manager.user)
    pages = [
        client.get(reverse("improvement:mapping", args=pair)).content.decode()
        for pair in ((old.pk, earlier.pk), (earlier.pk, old.pk))
    ]
    for page in pages:
        assert page.index("Earlier plan") < page.index(old.title, page.index("Earlier plan"))
        assert "(dated 1 April 2023, agreed on 2 May 2023)" in page
        assert reverse("improvement:map_priority", args=[old.pk, earlier.pk, of(old).pk]) in page
    say = reverse("improvement:map_priority", args=[earlier.pk, old.pk, of(old).pk])
    assert client.get(say).status_code == 200
    listed = client.get(reverse("improvement:mappings", args=[earlier.pk])).content.decode()
    assert reverse("improvement:mapping", args=[old.pk, earlier.pk]) in listed
    assert "It is the earlier plan" in listed


def test_who_may_not_map(manager: Person, earlier: Plan, later: Plan) -> None:
    board = make_person(earlier.area, "board_member")
    for act in (
        lambda: goes_on(board, of(earlier), of(later)),
        lambda: drop(board, of(earlier), later),
    ):
        with pytest.raises(NotAllowed):
            act()
    with pytest.raises(UserError) as raised:
        drop(manager, of(earlier), later, " ")
    assert raised.value.code == "reason_missing"


def test_a_new_version_of_either_plan_keeps_what_was_said(
    manager: Person, earlier: Plan, later: Plan
) -> None:
    goes_on(manager, of(earlier), of(later))
    drop(manager, of(earlier, "1b"), later)
    newer = []
    for plan in (earlier, later):
        draft = new_version(scope=manager.scope, plan_id=plan.pk)
        agree_plan(
            scope=manager.scope, plan_id=draft.pk, post_id=manager.post.pk, agreed_on=TODAY,
            today=TODAY, version="2.0", dated=TODAY,
        )  # fmt: skip
        newer.append(draft)
    page = mapping_page(manager.scope, newer[0].pk, newer[1].pk)
    assert page.summary.startswith("Of 3 priorities of the earlier plan, 1 goes on, 1 does not")
    drop(manager, of(newer[0], "1c"), newer[1])
    assert PriorityDropped.objects.filter(plan=later).count() == 2


def test_both_priorities_say_so_to_those_who_may_read_the_other(
    manager: Person, earlier: Plan
) -> None:
    draft = make_plan(earlier.area)
    goes_on(manager, of(earlier), of(draft))
    drop(manager, of(earlier, "1b"), draft)
    there, back = (priority_links(manager.scope, one) for one in (of(earlier), of(draft)))
    assert [(link.words, link.priority) for link in there.goes_on] == [("Goes on as", of(draft))]
    assert [(link.words, link.priority) for link in back.comes_from] == [
        ("Goes on from", of(earlier))
    ]
    dropped = priority_links(manager.scope, of(earlier, "1b")).dropped
    assert dropped == [(draft, "Done")]
    reader = make_person(earlier.area, "board_member")
    assert priority_links(reader.scope, of(earlier)).goes_on == []
    assert priority_links(reader.scope, of(earlier, "1b")).dropped == []
