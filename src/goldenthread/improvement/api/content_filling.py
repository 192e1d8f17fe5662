"""From rows of queries to documents of what stands in a plan. What is not known is null, never an empty text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from goldenthread.core.months import Month
from goldenthread.improvement.api import content_documents as to
from goldenthread.improvement.api.filling import post, shown
from goldenthread.improvement.models import Recurring
from goldenthread.improvement.queries.criteria import CriterionRow
from goldenthread.improvement.queries.status import MilestoneStatus
from goldenthread.improvement.queries.vacancies import PostBehind


def milestone(row: MilestoneStatus, leads: Sequence[PostBehind]) -> to.MilestoneDocument:
    """One milestone; `leads` are its own."""
    facts = row.facts
    return to.MilestoneDocument(
        id=row.id, number=row.number or None, text=row.text,
        priority=to.PriorityRef(id=row.priority_id, code=row.priority_code), action_id=row.action_id,
        leads=[post(one) for one in leads], leads_as_printed=row.printed_leads,
        due=row.due, due_as_printed=row.due_as_printed or None, qualifier=row.qualifier or None,
        baseline_due=row.baseline_due, forecast=_last_day(facts.forecast), slippage_days=row.slippage,
        days_overdue=row.days_overdue,
        reported=to.ReportedDocument(status=facts.reported.value, on=facts.reported_on),
        shown=shown(row.shown), completed_on=facts.completed_on,
        sent_back_on=facts.sent_back_on,
        signed_off_on=facts.signed_off.on if facts.signed_off else None,
    )  # fmt: skip


def criterion(row: CriterionRow) -> to.CriterionDocument:
    """One success criterion."""
    judged = row.facts.judgement
    course = row.course
    latest = None
    if row.latest:
        latest = to.FigureDocument(
            value=_exact(row.latest.value), as_at=row.latest.on, count=row.latest.count,
            base=row.latest.base,
        )  # fmt: skip
    return to.CriterionDocument(
        id=row.id, section=to.SectionRef(id=row.section_id, title=row.section), kind=row.kind.value,
        text=row.text, below_another=bool(row.depth), state=row.state.value,
        state_words=row.state_word, missing=[one.value for one in row.standing.missing],
        target=_target(row), latest=latest, course=course.value if course else None,
        judged_met=judged.met if judged else None, judged_on=judged.on if judged else None,
    )  # fmt: skip


def recurring(row: Recurring) -> to.RecurringDocument:
    """One recurring commitment."""
    return to.RecurringDocument(
        id=row.pk, number=row.number or None, cadence=row.cadence, text=row.text,
        priority=to.PriorityRef(id=row.priority_id, code=row.priority.code),
    )  # fmt: skip


def _target(row: CriterionRow) -> to.TargetDocument | None:
    if not row.quantitative or not row.target_pk:
        return None
    found = row.target
    return to.TargetDocument(
        measure=found.measure or None, unit=found.unit or None,
        comparator=found.comparator.value if found.comparator else None,
        target=_exact_or_none(found.target), target_by=found.target_by,
        baseline=_exact_or_none(found.baseline), baseline_on=found.baseline_on,
        source=found.source or None,
    )  # fmt: skip


def _exact_or_none(value: Decimal | None) -> str | None:
    return None if value is None else _exact(value)


def _exact(value: Decimal) -> str:
    """`12.5`, never `12.5000` or `1E+3`."""
    return f"{value.normalize():f}"


def _last_day(month: Month | None) -> date | None:
    return month.last_day if month else None
