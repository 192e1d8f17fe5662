"""Keeping what an inspection found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from goldenthread.access.scope import Scope
from goldenthread.core.errors import UserError
from goldenthread.improvement.actions.inspections import keep, locked, need_post, need_version
from goldenthread.improvement.models import Inspection, InspectionFinding
from goldenthread.improvement.rules.inspections import inspection_rules

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
    need_version(scope, inspection, version)
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
