"""Opening a plan in an emergency: drafts too, and what its risks and issues are."""

from __future__ import annotations

import re

from django.db.models import Q
from django.urls import reverse

from goldenthread.access.break_glass.kinds import Found, Openable, register
from goldenthread.access.scope import RecordKey, Scope
from goldenthread.improvement.models import Plan, PlanRisk
from goldenthread.improvement.queries.versions import ancestry

KIND, ENTRY = "improvement.plan", "registers.entry"
_REFERENCE = re.compile(r"PLAN[-\s]?([0-9]{1,9})", re.IGNORECASE)


def reference_of(plan_id: int) -> str:
    """What is printed on a plan's page: `PLAN-12`."""
    return f"PLAN-{plan_id}"


def find(reference: str) -> Found | None:
    """The plan of that reference: one query, whether or not there is one."""
    read = _REFERENCE.fullmatch(reference.strip())
    row = Plan.objects.filter(pk=int(read[1]) if read else 0).values_list("pk", "area_id").first()
    return Found(*row) if row else None


def opens(plan_id: int) -> frozenset[RecordKey]:
    """The plan, with the entries of registers that concern it or anything in it, in this version or an earlier one.

    Nothing where there is no such plan any more.
    """
    plan = Plan.objects.filter(pk=plan_id).first()
    if plan is None:
        return frozenset()
    line = ancestry(plan)
    links = PlanRisk.objects.filter(
        Q(plan__in=line)
        | Q(section__plan__in=line)
        | Q(priority__plan__in=line)
        | Q(milestone__plan__in=line)
    )
    entries = links.values_list("entry_id", flat=True)
    return frozenset({(KIND, plan_id), *((ENTRY, entry) for entry in entries)})


def _seen(scope: Scope, plan_id: int) -> bool:
    return Plan.objects.visible_to(scope).filter(pk=plan_id).exists()


def _href(plan_id: int) -> str:
    return reverse("improvement:plan", args=[plan_id])


def register_kinds() -> None:
    register(
        Openable(
            kind=KIND,
            title="Improvement plan, with its risks and issues",
            example="PLAN-12",
            owner_right="plan.agree",
            find=find,
            reference=reference_of,
            seen=_seen,
            opens=opens,
            href=_href,
        )
    )
