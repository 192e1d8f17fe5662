"""Looks at a sample of what was written in bulk as if each row had come by itself."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model

from goldenthread.core.errors import UserError
from goldenthread.core.months import Month
from goldenthread.demo.filling.names import chance_of
from goldenthread.improvement.models import EvidenceItem, Lead, Milestone, MilestoneEvent
from goldenthread.improvement.queries.status import facts_of
from goldenthread.improvement.rules.status import (
    Actor,
    MilestoneFacts,
    Report,
    Status,
    apply_report,
    apply_sign_off,
    check_report,
    check_sign_off,
    shown_status,
)
from goldenthread.organisations.models import Membership, Organisation, Post
from goldenthread.registers.models import Entry

# Of each table: one row in so many, within these.
ONE_IN, LEAST, MOST = 80, 20, 150
_CHECKED: tuple[type[Model], ...] = (
    Organisation, Post, Membership, Milestone, MilestoneEvent, Entry, EvidenceItem,
)  # fmt: skip


def check_sample(seed: int, today: date) -> int:
    """Check rows of each table by their models' rules, and derive milestones' statuses anew from their events.

    Returns how many rows were looked at. UserError for the first that does not hold.
    """
    looked = 0
    for model in _CHECKED:
        for row in _some(model, seed):
            try:
                row.full_clean()
            except ValidationError as problem:
                raise wrong(row, str(problem)) from None
            looked += 1
            # A date first agreed is where the derivation starts.
            if isinstance(row, Milestone) and row.baseline_due and row.thread_id is None:
                _derive(row, today)
    return looked


def _some(model: type[Any], seed: int) -> list[Any]:
    keys = list(model.objects.order_by("pk").values_list("pk", flat=True))
    count = min(len(keys), MOST, max(LEAST, len(keys) // ONE_IN))
    wanted = chance_of(seed, f"sample:{model.__name__}").sample(keys, count)
    return list(model.objects.filter(pk__in=wanted))


def _derive(milestone: Milestone, today: date) -> None:
    """From the date first agreed, report by report, to the status that is shown: as it stands in the row."""
    leads = Lead.objects.filter(priority=milestone.priority_id).values_list("post_id", flat=True)
    owners = frozenset(map(str, leads))
    values = {field.attname: getattr(milestone, field.attname) for field in milestone._meta.fields}
    stored = facts_of(values, owners)
    first = stored.baseline_due
    facts = MilestoneFacts(baseline_due=first, due=first, owners=owners)
    for event in milestone.events.order_by("at", "pk"):
        facts = _apply(facts, event, milestone)
    if facts != stored or shown_status(facts, today) != shown_status(stored, today):
        raise wrong(milestone, "its columns differ from what its reports make of it")


def _apply(facts: MilestoneFacts, event: MilestoneEvent, milestone: Milestone) -> MilestoneFacts:
    by = Actor(str(event.post_id), str(event.user_id))
    if event.kind == MilestoneEvent.Kind.SIGN_OFF:
        problems = check_sign_off(facts, by, event.on)
        after = apply_sign_off(facts, by, event.on)
    else:
        status = Status(event.status)
        report = Report(
            status, by, completed_on=event.completed_on, reason=event.reason,
            new_due=_month(event.due_after) if status is Status.RED else None,
            forecast=_month(event.forecast) if status is Status.AMBER else None,
        )  # fmt: skip
        problems = check_report(facts, report, event.on)
        after = apply_report(facts, report, event.on)
    if problems:
        raise wrong(milestone, problems[0].message)
    return after


def _month(day: date | None) -> Month | None:
    return Month.of(day) if day else None


def wrong(row: Model, why: str) -> UserError:
    """What is said of a row that does not hold."""
    return UserError(
        "demo_not_in_order",
        f"What was made does not hold: {row._meta.verbose_name} {row.pk}: {why}.",
        fix="Nothing was kept. This is a fault of the product: please report it with the size and the seed.",
    )
