"""Adding, changing, removing and moving what stands in a draft plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max, ProtectedError, QuerySet

from goldenthread.access.audit.meanwhile import changed_meanwhile
from goldenthread.access.scope import Scope
from goldenthread.core.errors import UserError
from goldenthread.improvement.actions.drafting.columns import Place, columns_of, refuse_doubles
from goldenthread.improvement.actions.drafting.drafts import (
    keep_written,
    locked_draft,
)
from goldenthread.improvement.actions.drafting.kinds import refuse_other_kind
from goldenthread.improvement.draft_kinds import (
    Kind,
    fingerprint,
    goes_with,
    item_of,
    parent_of,
    placed,
)
from goldenthread.improvement.models import Milestone, Plan, Priority, SuccessCriterion
from goldenthread.improvement.models.places import set_order
from goldenthread.improvement.rules.ordering import moved, settled


@transaction.atomic
def add_item(
    *, scope: Scope, plan_id: int, kind: Kind, parent_id: int, typed: Mapping[str, Any], seen: int
) -> Any:
    """A new thing at the end of its list. `seen` is the newest there when the form was opened.

    One that is newer and says the same was made by this very form: sent twice, it is added once.
    """
    plan = locked_draft(scope, plan_id)
    parent = parent_of(kind, plan, parent_id)
    if parent is None:
        raise UserError("no_such_place", "What it was to stand in is not in the plan any more.")
    place = Place(scope, plan, parent)
    values = columns_of(kind, place, typed)
    beside = kind.model.objects.filter(**{kind.parent: parent})
    if same := beside.filter(pk__gt=seen, **values).first():
        return same
    refuse_doubles(kind, place, values)
    if kind.to_plan == "plan":
        values["plan"] = plan
    row = kind.model.objects.create(
        **{kind.parent: parent, **values, "position": _last(beside) + 1}
    )
    _settle(kind, beside)
    keep_written(scope, plan, "draft.added", row, kind.written)
    return row


@transaction.atomic
def change_item(
    *, scope: Scope, plan_id: int, kind: Kind, item_id: int, typed: Mapping[str, Any], standing: str
) -> Any:
    """Other words for a thing. `standing` is the fingerprint of what the person read."""
    plan = locked_draft(scope, plan_id)
    row = _item(kind, plan, item_id)
    place = Place(scope, plan, getattr(row, kind.parent), row)
    values = columns_of(kind, place, typed)
    changed = [column for column, value in values.items() if getattr(row, column) != value]
    if not changed:
        return row
    if standing != fingerprint(row, kind.written):
        raise changed_meanwhile(scope, row, f"this {kind.words}")
    refuse_doubles(kind, place, values)
    if isinstance(row, SuccessCriterion) and "kind" in changed:
        refuse_other_kind(row)
    before = _beside(kind, row)
    for column in changed:
        setattr(row, column, values[column])
    also = _consequences(row, changed)
    row.save(update_fields=[*changed, *also])
    _settle(kind, before)
    keep_written(scope, plan, "draft.changed", row, changed)
    for part in _parts(row) if "kind" in changed else ():
        keep_written(scope, plan, "draft.changed", part, ("kind",))
    return row


@transaction.atomic
def remove_item(*, scope: Scope, plan_id: int, kind: Kind, item_id: int, standing: str) -> None:
    """Take a thing out, with what stands in it. UserError where other records hang on any of it."""
    plan = locked_draft(scope, plan_id)
    row = _item(kind, plan, item_id)
    if standing != fingerprint(row, kind.written, goes_with(kind, row)):
        raise changed_meanwhile(scope, row, f"this {kind.words}")
    before = _beside(kind, row)
    keep_written(scope, plan, "draft.removed", row)
    for part in _parts(row):
        keep_written(scope, plan, "draft.removed", part)
    try:
        # Milestones first: an action that they are linked to is protected by them.
        if kind.code == "sections":
            Milestone.objects.filter(priority__section=row).delete()
        if kind.code == "priorities":
            Milestone.objects.filter(priority=row).delete()
        row.delete()
    except ProtectedError as problem:
        raise _in_use(kind, problem) from problem
    _settle(kind, before)


@transaction.atomic
def move_item(
    *, scope: Scope, plan_id: int, kind: Kind, item_id: int, step: int, position: int
) -> None:
    """One place up (-1) or down (1). `position` is where the person saw it: a button pressed twice moves once."""
    plan = locked_draft(scope, plan_id)
    row = _item(kind, plan, item_id)
    if row.position != position:
        raise UserError(
            "changed_meanwhile", f"This {kind.words} has been moved since you opened the page.",
            fix="Look where it stands now.",
        )  # fmt: skip
    beside = _beside(kind, row)
    if set_order(beside, moved(placed(kind, list(beside)), row.pk, step)):
        keep_written(scope, plan, "draft.moved", row, ("position",))


def _parts(row: Any) -> list[SuccessCriterion]:
    """The criteria that one heads: they go along with it, and each has an entry of its own in the trail."""
    return list(row.parts.all()) if isinstance(row, SuccessCriterion) else []


def _item(kind: Kind, plan: Plan, item_id: int) -> Any:
    row = item_of(kind, plan, item_id)
    if row is None:
        raise UserError("no_such_item", f"This {kind.words} is not in the plan any more.")
    return row


def _beside(kind: Kind, row: Any) -> QuerySet[Any]:
    """The whole list that a row stands in now."""
    parent_id = getattr(row, f"{kind.parent}_id")
    return kind.model.objects.filter(**{kind.parent: parent_id}).order_by("position")


def _last(beside: QuerySet[Any]) -> int:
    return beside.aggregate(last=Max("position"))["last"] or 0


def _settle(kind: Kind, rows: QuerySet[Any]) -> None:
    """Close gaps, and bring parts behind what heads them."""
    set_order(rows, settled(placed(kind, list(rows.order_by("position")))))


def _consequences(row: Any, changed: list[str]) -> list[str]:
    """What follows from a change within the row and below it; gives the further columns to save."""
    if isinstance(row, Priority) and "section_id" in changed:
        there = Priority.objects.filter(section=row.section_id)
        row.position = _last(there) + 1
        return ["position"]
    if isinstance(row, Milestone) and "due" in changed:
        # What the document printed is no longer its date.
        row.due_as_printed = ""
        return ["due_as_printed"]
    if isinstance(row, SuccessCriterion) and "kind" in changed:
        SuccessCriterion.objects.filter(parent=row).update(kind=row.kind)
    return []


def _in_use(kind: Kind, problem: ProtectedError) -> UserError:
    linked: list[Any] = list(problem.protected_objects)
    if kind.code == "actions" and all(isinstance(one, Milestone) for one in linked):
        names = ", ".join(sorted(one.number or f"“{one.text}”" for one in linked))
        return UserError(
            "item_in_use", f"Milestones are linked to this action: {names}.",
            fix="Link them to another action, or to none, first.",
        )  # fmt: skip
    counts = Counter(str(one._meta.verbose_name) for one in linked)
    what = ", ".join(f"{name} ({count})" for name, count in sorted(counts.items()))
    return UserError(
        "item_in_use", f"Other records hang on this {kind.words} or on what stands in it: {what}.",
        fix="Take those away first, or keep it.",
    )  # fmt: skip
