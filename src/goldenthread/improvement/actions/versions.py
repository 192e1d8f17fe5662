"""A new version of an agreed plan: a draft that carries every item on, and giving such a draft up."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Model

from goldenthread.access.audit import record
from goldenthread.access.scope import Scope
from goldenthread.core.errors import UserError
from goldenthread.improvement.actions.drafting.texts import short
from goldenthread.improvement.actions.progress import Refused
from goldenthread.improvement.actions.removing import remove_draft
from goldenthread.improvement.models import (
    Action,
    GoodLooksLike,
    Lead,
    Milestone,
    MilestoneLead,
    Plan,
    Priority,
    Recurring,
    Section,
    SectionDocument,
    SuccessCriterion,
)
from goldenthread.improvement.models.threads import Threaded
from goldenthread.improvement.queries.versions import names_before
from goldenthread.improvement.rules.agreement import check_version

Row = TypeVar("Row", bound=Model)


@transaction.atomic
def new_version(
    *, scope: Scope, plan_id: int, version: str = "", dated: date | None = None
) -> Plan:
    """Copy an agreed plan as a draft that will supersede it; every item keeps its thread and its standing.

    UserError when the plan is not agreed, a new version is begun already or another version has that name;
    NotAllowed without the right.
    """
    plan = _locked(scope, plan_id)
    if plan.state != Plan.State.AGREED:
        raise UserError(
            "plan_not_in_force",
            f"This plan is {plan.get_state_display().lower()}: a new version is made of an agreed plan only.",
        )
    if Plan.objects.filter(supersedes=plan).exists():
        raise UserError(
            "version_begun",
            "A new version of this plan is a draft already.",
            fix="Go on with that draft, or discard it first.",
        )
    version = short(version, "plan.version", "version")
    draft = Plan(
        area_id=plan.area_id, title=plan.title, version=version, dated=dated, supersedes=plan,
        terms=plan.terms,
    )  # fmt: skip
    if problems := check_version(version, names_before(draft)):
        raise Refused(problems)
    draft.save()
    _copy_tree(plan, draft)
    record(
        scope, "plan.version_begun", draft, area_id=plan.area_id,
        fields=("supersedes", "sections", "priorities", "actions", "milestones", "recurring", "criteria"),
    )  # fmt: skip
    return draft


@transaction.atomic
def discard_version(*, scope: Scope, plan_id: int) -> None:
    """Give up a draft version. UserError when it is no draft, no new version, or something refers to it."""
    plan = _locked(scope, plan_id)
    if plan.state != Plan.State.DRAFT or plan.supersedes_id is None:
        raise UserError(
            "not_a_draft_version",
            "Only a draft of a new version is discarded.",
            fix="A plan that was imported is taken back by undoing its import.",
        )
    remove_draft(scope, plan, "plan.version_discarded")


def _locked(scope: Scope, plan_id: int) -> Plan:
    plan = Plan.objects.visible_to(scope).select_for_update().filter(pk=plan_id).first()
    if plan is None:
        raise UserError("no_such_plan", "There is no such plan.")
    scope.need("plan.edit", plan.area_id)
    return plan


def _copy_tree(plan: Plan, draft: Plan) -> None:
    """Every kind of item with one query to read and one to write, however many there are."""
    sections = _copied(Section.objects.filter(plan=plan), lambda row: {"plan_id": draft.pk})

    def of_section(row: Any) -> dict[str, Any]:
        return {"section_id": sections[row.section_id].pk}

    _copied(GoodLooksLike.objects.filter(section__plan=plan), of_section)
    _copied(SectionDocument.objects.filter(section__plan=plan), of_section)
    _copy_criteria(plan, of_section)
    priorities = _copied(
        Priority.objects.filter(plan=plan), lambda row: {"plan_id": draft.pk, **of_section(row)}
    )

    def of_priority(row: Any) -> dict[str, Any]:
        return {"priority_id": priorities[row.priority_id].pk}

    _copied(Lead.objects.filter(priority__plan=plan), of_priority)
    _copied(Recurring.objects.filter(priority__plan=plan), of_priority)
    actions = _copied(Action.objects.filter(priority__plan=plan), of_priority)
    milestones = _copied(
        Milestone.objects.filter(plan=plan),
        lambda row: {
            "plan_id": draft.pk,
            "action_id": actions[row.action_id].pk if row.action_id else None,
            "due_when_copied": row.due,
            "version": 1,
            **of_priority(row),
        },
    )
    _copied(
        MilestoneLead.objects.filter(milestone__plan=plan),
        lambda row: {"milestone_id": milestones[row.milestone_id].pk},
    )


def _copy_criteria(plan: Plan, of_section: Callable[[Any], dict[str, Any]]) -> None:
    copies = _copied(
        SuccessCriterion.objects.filter(section__plan=plan),
        lambda row: {"parent_id": None, **of_section(row)},
    )
    below = []
    for row in SuccessCriterion.objects.filter(section__plan=plan, parent__isnull=False):
        copy = copies[row.pk]
        copy.parent = copies[row.parent_id or 0]
        below.append(copy)
    SuccessCriterion.objects.bulk_update(below, ["parent"])


def _copied(rows: Iterable[Row], changed: Callable[[Row], dict[str, Any]]) -> dict[int, Row]:
    """New rows like the old ones but for `changed`, written in bulk: each by the id of the old one."""
    old = list(rows)
    if not old:
        return {}
    model = type(old[0])
    new = model._default_manager.bulk_create(_copy(row, changed(row)) for row in old)
    return {was.pk: now for was, now in zip(old, new, strict=True)}


def _copy(row: Row, changed: dict[str, Any]) -> Row:
    values = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key
    }
    if isinstance(row, Threaded):
        values["thread_id"] = row.thread_pk
    return type(row)(**{**values, **changed})
