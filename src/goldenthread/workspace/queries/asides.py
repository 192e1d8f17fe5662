"""What Today shows beside the duties, and whether the reader coordinates anything: one query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Count, Min, Q, QuerySet, Value

from goldenthread.access.scope import Scope
from goldenthread.assessments.queries.decisions import NotTold, untold_decisions
from goldenthread.duties.models import Case
from goldenthread.messages.queries.families import Waiting, waiting_for
from goldenthread.workspace.queries.today import children_coordinated

_CASES, _FAMILIES, _UNTOLD = "cases", "families", "untold"


@dataclass(frozen=True)
class Asides:
    """`has_cases`: a post of the reader coordinates an open case; the others are None where nothing waits."""

    has_cases: bool
    families: Waiting | None
    not_told: NotTold | None


def asides(scope: Scope) -> Asides:
    """All of it. One query."""
    own = Q(person__in=children_coordinated(scope))
    mine = Case.objects.filter(coordinator__in=scope.post_ids, closed_on=None)
    parts = [_counted(_CASES, mine, Q(), Q(), "opened_on")]
    if (sent := waiting_for(scope)) is not None:
        parts.append(_counted(_FAMILIES, sent, own, Q(worry=True), "read_by"))
    if (taken := untold_decisions(scope)) is not None:
        owned = Q(consideration__case__coordinator__in=scope.post_ids)
        parts.append(_counted(_UNTOLD, taken, owned, Q(), "decided_on"))
    first, *others = parts
    found = {row[0]: row[1:] for row in first.union(*others, all=True)}
    families, untold = found.get(_FAMILIES), found.get(_UNTOLD)
    return Asides(
        has_cases=found.get(_CASES, (0,))[0] > 0,
        families=Waiting(*families) if families and families[0] else None,
        not_told=NotTold(untold[0], untold[1], untold[3]) if untold and untold[0] else None,
    )


def _counted(what: str, rows: QuerySet[Any], own: Q, more: Q, day: str) -> QuerySet[Any, Any]:
    """One row: what it is, how many, how many of them are the reader's own, how many stand out, the first day."""
    named = rows.order_by().annotate(what=Value(what, output_field=CharField()))
    return named.values_list("what").annotate(
        count=Count("pk"),
        own=Count("pk", filter=own),
        more=Count("pk", filter=more),
        first=Min(day),
    )
