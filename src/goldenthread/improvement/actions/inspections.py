"""Recording inspections and what they found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.db.models import F

from goldenthread.access.audit import record
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.improvement.actions.progress import Refused
from goldenthread.improvement.models import Inspection, InspectionFinding
from goldenthread.improvement.queries.inspections import facts_of
from goldenthread.improvement.rules.addresses import check_address
from goldenthread.improvement.rules.inspections import (
    InspectionFacts,
    check_facts,
    inspection_rules,
)
from goldenthread.organisations.models import LocalArea

MOST_FINDINGS = 60
# Places are counted from 1; while rows change places, the old ones stand far above.
_ASIDE = 10_000


@dataclass(frozen=True)
class Finding:
    """One finding as a person gives it; `id` is that of a finding already on record."""

    number: str
    kind: str
    text: str
    id: int | None = None


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
    need_version(inspection, version)
    _check(facts, today)
    for name in changed:
        setattr(inspection, name, getattr(facts, name))
    keep(scope, inspection, post_id, "inspection.changed", changed)
    return inspection


@transaction.atomic
def set_findings(
    *,
    scope: Scope,
    inspection_id: int,
    post_id: int,
    findings: Sequence[Finding],
    version: int,
) -> Inspection:
    """Make these, in this order, the findings of the inspection. One that a section answers cannot be left out."""
    inspection = locked(scope, inspection_id)
    need_post(scope, post_id, inspection.area_id)
    _check_findings(findings)
    there = {row.pk: row for row in inspection.findings.all()}
    if [_said(row) for row in there.values()] == [_said(row) for row in findings]:
        return inspection
    need_version(inspection, version)
    kept = {finding.id for finding in findings if finding.id is not None}
    if not kept <= there.keys():
        raise UserError(
            "no_such_finding", "One of these findings is not on record any more.",
            fix="Open the page again. What is to be a finding anew is added without the old one's place.",
        )  # fmt: skip
    _remove(inspection, [pk for pk in there if pk not in kept])
    inspection.findings.update(position=F("position") + _ASIDE)
    for place, finding in enumerate(findings, 1):
        row = there.get(finding.id or 0) or InspectionFinding(inspection=inspection)
        row.position, row.number, row.kind, row.text = (
            place, finding.number, finding.kind, finding.text
        )  # fmt: skip
        row.save()
    keep(
        scope, inspection, post_id, "inspection.findings_set", ("number", "kind", "text"),
        count=len(findings),
    )  # fmt: skip
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


def need_version(inspection: Inspection, version: int) -> None:
    """UserError where somebody else has changed the inspection since that version."""
    if inspection.version != version:
        raise UserError(
            "changed_meanwhile",
            "Somebody else has changed this inspection since you opened it.",
            fix="How it stands now is shown above. Check it, then send yours again.",
        )


def _check(facts: InspectionFacts, today: date) -> None:
    if problems := [*check_address(facts.link), *check_facts(facts, today)]:
        raise Refused(problems)


def _check_findings(findings: Sequence[Finding]) -> None:
    if len(findings) > MOST_FINDINGS:
        raise UserError(
            "too_many_findings", f"An inspection may have {MOST_FINDINGS} findings at most."
        )
    for finding in findings:
        if not finding.text.strip() or finding.kind not in inspection_rules()["kinds"]:
            raise UserError("finding_incomplete", "Every finding needs a text and a kind.")
    given = [finding.id for finding in findings if finding.id is not None]
    if len(given) > len(set(given)):
        raise UserError(
            "finding_twice", "One finding on record was sent twice.",
            fix="Open the page again, so that each stands in one box.",
        )  # fmt: skip


def _said(row: Finding | InspectionFinding) -> tuple[str, str, str]:
    return row.number, row.kind, row.text


def _remove(inspection: Inspection, ids: list[int]) -> None:
    gone = InspectionFinding.objects.filter(pk__in=ids)
    answered = gone.filter(answers__isnull=False).first()
    if answered is not None:
        raise UserError(
            "finding_answered",
            f"A section of a plan answers the finding “{answered.text[:80]}”.",
            fix="Take that link away first, or keep the finding.",
        )
    gone.delete()


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
