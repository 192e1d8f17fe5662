"""The evidence library of an area as a list, and what waits for a review."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from goldenthread.access.scope import Scope
from goldenthread.improvement.models import (
    EvidenceEvent,
    EvidenceItem,
    EvidenceUse,
    Milestone,
    Plan,
    SuccessCriterion,
)
from goldenthread.improvement.queries.evidence import WRITING, EvidenceRow
from goldenthread.improvement.queries.evidence_targets import roots, targets_of
from goldenthread.improvement.rules.evidence import evidence_rules, is_stale, stale_before
from goldenthread.organisations.models import LocalArea
from goldenthread.ui.pagination import Page, paginate


@dataclass(frozen=True)
class Wanted:
    """What narrows the library. `show` is a key of SHOW; the others are empty where they do not narrow."""

    show: str = ""
    type: str = ""
    strength: str = ""
    plan_id: int | None = None
    sought: str = ""


SHOW = {
    "waiting": "Waiting for a review",
    "accepted": "Accepted",
    "refused": "Not accepted",
    "stale": "Out of date",
    "unused": "Said to show nothing yet",
}


def library(
    scope: Scope, area: LocalArea, wanted: Wanted, params: Mapping[str, str], size: int, as_at: date
) -> tuple[list[EvidenceRow], Page[EvidenceItem]]:
    """A page of the area's evidence, the newest first: five queries at most."""
    rows = narrowed(scope, area, wanted, as_at).select_related("post__organisation")
    page = paginate(rows, ("-dated", "-pk"), params, size)
    return _rows(scope, page.rows, as_at), page


def narrowed(scope: Scope, area: LocalArea, wanted: Wanted, as_at: date) -> QuerySet[EvidenceItem]:
    """The area's evidence that fits. Each word sought stands in the title or the source."""
    rows = EvidenceItem.objects.visible_to(scope).filter(area=area)
    if wanted.type:
        rows = rows.filter(type=wanted.type)
    if wanted.strength:
        rows = rows.filter(strength=wanted.strength)
    if wanted.plan_id is not None:
        rows = rows.filter(pk__in=_shown_in(wanted.plan_id))
    for word in wanted.sought.split():
        rows = rows.filter(Q(title__icontains=word) | Q(source__icontains=word))
    if wanted.show == "stale":
        return rows.filter(_stale(as_at))
    if wanted.show == "unused":
        return rows.filter(~Exists(EvidenceUse.objects.filter(evidence=OuterRef("pk"))))
    return rows.filter(review=wanted.show) if wanted.show else rows


def plans_of(scope: Scope, area: LocalArea) -> list[tuple[str, str]]:
    """The area's plans that the scope may see, as choices: one query."""
    return [(str(plan.pk), plan.title) for plan in Plan.objects.visible_to(scope).filter(area=area)]


def waiting_for(
    scope: Scope, params: Mapping[str, str], size: int, as_at: date
) -> tuple[list[EvidenceRow], Page[EvidenceItem]]:
    """Evidence that waits for a review and that this person may review, the longest waiting first: five at most."""
    own = EvidenceEvent.objects.filter(evidence=OuterRef("pk"), kind__in=WRITING).filter(
        Q(user=scope.user_id) | Q(post__in=scope.post_ids)
    )
    rows = EvidenceItem.objects.visible_to(scope).filter(
        ~Exists(own),
        area__in=scope.areas_with("evidence.review"),
        review=EvidenceItem.Review.WAITING,
    )
    page = paginate(rows.select_related("post__organisation"), ("at", "pk"), params, size)
    return _rows(scope, page.rows, as_at), page


def _rows(scope: Scope, items: Iterable[EvidenceItem], as_at: date) -> list[EvidenceRow]:
    found = list(items)
    uses = list(EvidenceUse.objects.filter(evidence__in=[item.pk for item in found]))
    shown = targets_of(scope, uses)
    counts = Counter(use.evidence_id for use in uses if use.pk in shown)
    return [
        EvidenceRow(item, is_stale(item.dated, item.type, as_at), counts[item.pk]) for item in found
    ]


def _stale(as_at: date) -> Q:
    found = Q(pk__in=[])
    for code in evidence_rules().types:
        found |= Q(type=code, dated__lt=stale_before(code, as_at))
    return found


def _shown_in(plan_id: int) -> QuerySet[EvidenceUse, int]:
    """The evidence for anything in the plan."""
    milestones = roots(Milestone.objects.filter(plan=plan_id))
    criteria = roots(SuccessCriterion.objects.filter(section__plan=plan_id))
    uses = EvidenceUse.objects.filter(Q(milestone__in=milestones) | Q(criterion__in=criteria))
    return uses.values_list("evidence_id", flat=True)
