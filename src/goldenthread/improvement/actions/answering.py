"""Saying which sections of a plan answer what an inspection found."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db import transaction

from goldenthread.access.scope import Scope
from goldenthread.core.errors import UserError
from goldenthread.improvement.actions.inspections import keep, locked, need_post, need_version
from goldenthread.improvement.models import FindingAnswer, Inspection, Plan
from goldenthread.improvement.queries.inspections import answers_in


@transaction.atomic
def answer_findings(
    *,
    scope: Scope,
    plan_id: int,
    inspection_id: int,
    post_id: int,
    chosen: Mapping[int, Collection[int]],
    version: int,
) -> Inspection:
    """Say which sections of the plan answer each finding: finding id -> ids of the plan's sections.

    Answers in other plans stay; the link hangs on the section's thread, so it holds in later versions.
    """
    inspection = locked(scope, inspection_id)
    need_post(scope, post_id, inspection.area_id)
    plan = _plan(scope, plan_id, inspection.area_id)
    threads = {section.pk: section.thread_pk for section in plan.sections.all()}
    findings = set(inspection.findings.values_list("pk", flat=True))
    if not findings >= set(chosen) or not all(set(ids) <= set(threads) for ids in chosen.values()):
        raise UserError("no_such_section", "A finding or a section is no longer there.")
    wanted = {(finding, threads[pk]) for finding, ids in chosen.items() for pk in ids}
    rows = {
        (row.finding_id, row.section_id): row for row in answers_in(inspection, threads.values())
    }
    if wanted == set(rows):
        return inspection
    need_version(scope, inspection, version)
    FindingAnswer.objects.filter(
        pk__in=[row.pk for pair, row in rows.items() if pair not in wanted]
    ).delete()
    FindingAnswer.objects.bulk_create(
        FindingAnswer(
            finding_id=finding, section_id=section, post_id=post_id, user_id=scope.user_id
        )
        for finding, section in sorted(wanted - set(rows))
    )
    keep(
        scope, inspection, post_id, "inspection.answers_set", ("finding", "section"),
        count=len(wanted),
    )  # fmt: skip
    return inspection


def _plan(scope: Scope, plan_id: int, area_id: int) -> Plan:
    plan = Plan.objects.visible_to(scope).filter(pk=plan_id, area=area_id).first()
    if plan is None:
        raise UserError("no_such_plan", "There is no such plan in the area that was inspected.")
    if plan.state == Plan.State.SUPERSEDED:
        raise UserError(
            "plan_superseded",
            "A newer version of this plan is in force.",
            fix="Link the findings in that version: its sections keep the links they had.",
        )
    return plan
