"""What the tests of drafts share: each change with the least that must be said."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from goldenthread.access.models import AuditEntry
from goldenthread.core.errors import UserError
from goldenthread.core.months import Month
from goldenthread.improvement.actions.drafting import add_item, change_item, move_item, remove_item
from goldenthread.improvement.draft_kinds import KINDS, fingerprint, goes_with
from goldenthread.improvement.models import Plan
from tests.factories import Person

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


def parent_id(plan: Plan, code: str) -> int:
    priority = plan.priorities.get(code="1a")
    milestone = plan.milestones.order_by("pk")[0]
    return {
        "milestone": milestone.pk,
        "plan": plan.pk,
        "section": priority.section_id,
        "priority": priority.pk,
    }[KINDS[code].parent]


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
