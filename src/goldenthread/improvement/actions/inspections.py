"""Recording inspections."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.audit.meanwhile import changed_meanwhile
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.improvement.actions.progress import Refused
from goldenthread.improvement.models import Inspection
from goldenthread.improvement.queries.inspections import facts_of
from goldenthread.improvement.rules.addresses import check_address
from goldenthread.improvement.rules.inspections import InspectionFacts, check_facts
from goldenthread.organisations.models import LocalArea


@transaction.atomic
def add_inspection(
    *, scope: Scope, area_id: int, post_id: int, facts: InspectionFacts, today: date
) -> Inspection:
    """Record an inspection of an area. The same one given again is the one that is there."""
    need_post(scope, post_id, area_id)
    _check(facts, today)
    # Whoever sends the same form again waits here, and then finds what they sent first.
    LocalArea.objects.select_for_update().get(pk=area_id)
    there = Inspection.objects.filter(
        area_id=area_id, title__iexact=facts.title, starts_on=facts.starts_on
    ).first()
    if there is not None:
        if facts_of(there) == facts:
            return there
        raise UserError(
            "inspection_known",
            "An inspection with this title and first day is on record already.",
            "title",
            "Open that one and change it.",
        )
    made = Inspection.objects.create(
        area_id=area_id, post_id=post_id, user_id=scope.user_id, **asdict(facts)
    )
    record(scope, "inspection.added", made, area_id=area_id, fields=asdict(facts))
    return made


@transaction.atomic
def change_inspection(
    *,
    scope: Scope,
    inspection_id: int,
    post_id: int,
    facts: InspectionFacts,
    version: int,
    today: date,
) -> Inspection:
    """Put right, or complete, what is known of an inspection."""
    inspection = locked(scope, inspection_id)
    need_post(scope, post_id, inspection.area_id)
    before = asdict(facts_of(inspection))
    changed = [name for name, value in asdict(facts).items() if before[name] != value]
    if not changed:
        return inspection
    need_version(scope, inspection, version)
    _check(facts, today)
    for name in changed:
        setattr(inspection, name, getattr(facts, name))
    keep(scope, inspection, post_id, "inspection.changed", changed)
    return inspection


def locked(scope: Scope, inspection_id: int) -> Inspection:
    """The inspection, held until the transaction ends; UserError where there is none to be seen."""
    found = (
        Inspection.objects.visible_to(scope)
        .select_for_update(of=("self",))
        .filter(pk=inspection_id)
        .first()
    )
    if found is None:
        raise UserError("no_such_inspection", "There is no such inspection.")
    return found


def need_post(scope: Scope, post_id: int, area_id: int) -> None:
    """NotAllowed unless the person holds that post and it may record inspections in the area."""
    if post_id not in scope.posts_with("inspection.edit", area_id):
        raise NotAllowed("That post does not carry the right to record inspections in this area.")


def need_version(scope: Scope, inspection: Inspection, version: int) -> None:
    """UserError where the inspection was changed since that version."""
    if inspection.version != version:
        raise changed_meanwhile(
            scope, inspection, "this inspection",
            fix="How it stands now is shown above. Check it, then send yours again.",
        )  # fmt: skip


def _check(facts: InspectionFacts, today: date) -> None:
    if problems := [*check_address(facts.link), *check_facts(facts, today)]:
        raise Refused(problems)


def keep(
    scope: Scope,
    inspection: Inspection,
    post_id: int,
    code: str,
    fields: Iterable[str],
    count: int | None = None,
) -> None:
    """Save a changed inspection with who changed it and its next version, and record the change as `code`."""
    inspection.post_id, inspection.user_id = post_id, scope.user_id
    inspection.at = clock.now()
    inspection.version += 1
    inspection.save()
    record(scope, code, inspection, area_id=inspection.area_id, fields=fields, count=count)
