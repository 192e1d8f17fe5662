"""Writing a parsed plan, whole, and taking it back, whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.scope import Scope
from goldenthread.core.errors import UserError
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
    SourceDocument,
    SuccessCriterion,
)
from goldenthread.improvement.queries.sources import PrintedNames
from goldenthread.improvement.rules.importing import (
    ParsedAction,
    ParsedMilestone,
    ParsedPlan,
    ParsedPriority,
    ParsedSection,
)
from goldenthread.improvement.rules.importing.recording import own_leads, recorded
from goldenthread.organisations.names import name_key

PostIds = Mapping[str, int]
"""Name key of a lead as printed -> id of the post it stands for; a lead without one is kept as printed."""


@transaction.atomic
def create_plan(*, scope: Scope, area_id: int, parsed: ParsedPlan, posts: PostIds) -> Plan:
    """A draft plan with everything that `parsed` holds. Every finding that needed a decision has had one."""
    scope.need("plan.import", area_id)
    plan = Plan.objects.create(
        area_id=area_id,
        title=parsed.head.title or "",
        version=parsed.head.version or "",
        dated=parsed.head.date,
        terms=[{"term": one.term, "meaning": one.meaning} for one in parsed.terms],
    )
    for position, section in enumerate(parsed.sections, 1):
        _section(plan, section, position, posts)
    record(
        scope, "plan.imported", plan, area_id=area_id,
        fields=("sections", "priorities", "actions", "milestones", "recurring", "criteria"),
    )  # fmt: skip
    return plan


@transaction.atomic
def remove_imported_plan(*, scope: Scope, plan_id: int) -> None:
    """Take back a draft plan that an import made. UserError once anything stands on it or was written into it."""
    plan = Plan.objects.visible_to(scope).select_for_update().filter(pk=plan_id).first()
    if plan is None:
        raise UserError("no_such_plan", "The plan that this import made is no longer there.")
    scope.need("plan.import", plan.area_id)
    if plan.state != Plan.State.DRAFT:
        raise UserError(
            "plan_agreed",
            f"The plan has been {plan.get_state_display().lower()}: its history now stands on it.",
            fix="Make a new version of the plan instead.",
        )
    if plan.edited_at is not None:
        raise UserError(
            "plan_edited",
            "The draft has been changed on screen since it was imported, and undoing would throw that away.",
            fix="Keep the draft. If nobody needs what was written, discard it from the page on which it is written.",
        )
    remove_draft(scope, plan, "plan.import_undone")


def _section(plan: Plan, parsed: ParsedSection, position: int, posts: PostIds) -> None:
    section = Section.objects.create(
        plan=plan,
        position=position,
        number=parsed.number or "",
        title=parsed.title or "",
        area_for_improvement=parsed.area_for_improvement or "",
    )
    GoodLooksLike.objects.bulk_create(
        GoodLooksLike(section=section, position=place, text=text)
        for place, text in enumerate(parsed.what_good_looks_like, 1)
    )
    _criteria(section, parsed)
    _documents(plan, section, parsed)
    for place, priority in enumerate(parsed.priorities, 1):
        _priority(plan, section, priority, place, posts)


def _criteria(section: Section, parsed: ParsedSection) -> None:
    made: list[SuccessCriterion] = []
    for place, criterion in enumerate(parsed.success_criteria):
        made.append(
            SuccessCriterion.objects.create(
                section=section,
                position=place + 1,
                kind=criterion.kind,
                text=criterion.text,
                parent=None if criterion.parent is None else made[criterion.parent],
                source_line=criterion.source_line,
            )
        )


def _documents(plan: Plan, section: Section, parsed: ParsedSection) -> None:
    known = PrintedNames(plan.area_id)
    for place, printed in enumerate(parsed.interdependencies, 1):
        document_id = known.find(printed.text)
        if document_id is None:
            key = name_key(printed.text)
            document_id = SourceDocument.objects.create(
                area_id=plan.area_id, title=printed.text, title_key=key
            ).pk
            known.add(key, document_id)
        SectionDocument.objects.create(
            section=section,
            document_id=document_id,
            position=place,
            as_printed=printed.text,
            source_line=printed.source_line,
        )


def _priority(
    plan: Plan, section: Section, parsed: ParsedPriority, position: int, posts: PostIds
) -> None:
    priority = Priority.objects.create(
        plan=plan, section=section, position=position, code=parsed.code or "",
        title=parsed.title or "",
        printed_leads=_left(parsed.leads, posts),
    )  # fmt: skip
    Lead.objects.bulk_create(
        Lead(priority=priority, post_id=post_id, position=place, as_printed=name)
        for place, (post_id, name) in enumerate(_led_by(parsed.leads, posts).items(), 1)
    )
    actions: dict[ParsedAction | None, Action] = {
        action: Action.objects.create(
            priority=priority, position=place, letter=action.letter or "", text=action.text,
            source_line=action.source_line,
        )
        for place, action in enumerate(parsed.actions, 1)
    }  # fmt: skip
    own = [own_leads(milestone, parsed) for milestone in parsed.milestones]
    milestones = Milestone.objects.bulk_create(
        _milestone(
            plan, priority, milestone, place, actions.get(parsed.linked(milestone)),
            _left(names, posts),
        )
        for place, (milestone, names) in enumerate(zip(parsed.milestones, own, strict=True), 1)
    )  # fmt: skip
    MilestoneLead.objects.bulk_create(
        MilestoneLead(milestone=milestone, post_id=post_id, position=place, as_printed=name)
        for milestone, names in zip(milestones, own, strict=True)
        for place, (post_id, name) in enumerate(_led_by(names, posts).items(), 1)
    )
    Recurring.objects.bulk_create(
        Recurring(
            priority=priority, position=place, number=row.number or "",
            cadence=row.cadence_text or row.cadence, text=row.text, source_line=row.source_line,
        )
        for place, row in enumerate(parsed.recurring, 1)
    )  # fmt: skip


def _led_by(names: Sequence[str], posts: PostIds) -> dict[int, str]:
    """Each post that leads, with the first of the printed names that stand for it."""
    found: dict[int, str] = {}
    for name in [name for name in names if name_key(name) in posts]:
        found.setdefault(posts[name_key(name)], name)
    return found


def _left(names: Sequence[str], posts: PostIds) -> list[str]:
    """The names that stay as printed, without a post."""
    return [name for name in names if name_key(name) not in posts]


def _milestone(
    plan: Plan,
    priority: Priority,
    parsed: ParsedMilestone,
    position: int,
    action: Action | None,
    printed_leads: list[str],
) -> Milestone:
    told = recorded(parsed)
    return Milestone(
        plan=plan,
        priority=priority,
        action=action,
        position=position,
        number=parsed.number or "",
        text=parsed.text,
        due=parsed.due.last_day if parsed.due else None,
        due_as_printed=parsed.due_text or "",
        baseline_due=parsed.first_due.last_day if parsed.first_due else None,
        qualifier=parsed.qualifier or "",
        reported_status=told.status.value,
        imported_update=told.update,
        source_line=parsed.source_line,
        printed_leads=printed_leads,
    )
