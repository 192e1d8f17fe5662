"""One piece of evidence, and the evidence for one thing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.http import Http404

from goldenthread.access.scope import Scope
from goldenthread.improvement.models import (
    Claim,
    EvidenceEvent,
    EvidenceItem,
    EvidenceUse,
    Milestone,
    SuccessCriterion,
)
from goldenthread.improvement.permissions import changing_posts, ending_posts
from goldenthread.improvement.queries.barriers import Barrier, review_barrier
from goldenthread.improvement.queries.criteria_then import uses_by
from goldenthread.improvement.queries.evidence_targets import Target, targets_of
from goldenthread.improvement.rules.evidence import (
    EvidenceType,
    Strength,
    evidence_rules,
    is_stale,
)
from goldenthread.improvement.rules.status import Actor
from goldenthread.organisations.models import LocalArea

# What makes somebody a writer of evidence, who does not review it.
WRITING = (EvidenceEvent.Kind.ADDED, EvidenceEvent.Kind.CHANGED, EvidenceEvent.Kind.REOPENED)


@dataclass(frozen=True)
class EvidenceRow:
    """A piece of evidence with its words. `uses` counts what it is said to show, as far as the reader may see that."""

    item: EvidenceItem
    stale: bool
    uses: int = 0

    @property
    def type(self) -> EvidenceType:
        return evidence_rules().types[self.item.type]

    @property
    def strength(self) -> Strength:
        return evidence_rules().strengths[self.item.strength]


@dataclass(frozen=True)
class UseRow:
    """One thing that evidence is said to show, and whether this person may take it back."""

    use: EvidenceUse
    target: Target
    may_end: bool


@dataclass(frozen=True)
class EvidencePage:
    """One piece of evidence for its page."""

    row: EvidenceRow
    uses: list[UseRow]
    events: list[EvidenceEvent]
    may_change: bool
    may_use: bool
    may_review: bool
    #: Why somebody who reviews the area's evidence cannot review this now.
    barrier: Barrier | None = None

    @property
    def item(self) -> EvidenceItem:
        return self.row.item


def chosen_area(
    scope: Scope, params: Mapping[str, str], permission: str = "evidence.view"
) -> tuple[LocalArea, list[LocalArea]]:
    """The area that `area` in the parameters names, else the first, and all there are. Http404 where there is none."""
    areas = list(LocalArea.objects.filter(pk__in=scope.areas_with(permission)))
    wanted = params.get("area", "")
    chosen = [area for area in areas if not wanted or str(area.pk) == wanted]
    if not chosen:
        raise Http404("There is no such area.")
    return chosen[0], areas


def evidence_for(
    scope: Scope,
    *,
    as_at: date,
    milestone: Milestone | None = None,
    criterion: SuccessCriterion | None = None,
    claim: Claim | None = None,
    end: date | None = None,
) -> list[EvidenceRow]:
    """The evidence for exactly one of these, in any version of its plan, the newest first: one query.

    Of a plan that ended on the day `end`, what was said until then.
    """
    if milestone is not None:
        named = {"milestone": milestone.thread_pk}
    elif criterion is not None:
        named = {"criterion": criterion.thread_pk}
    else:
        named = {"claim": claim.pk if claim else 0}
    uses = uses_by(end).filter(**named)
    rows = EvidenceItem.objects.visible_to(scope).filter(pk__in=uses.values("evidence"))
    return [
        EvidenceRow(item, is_stale(item.dated, item.type, as_at))
        for item in rows.select_related("post__organisation")
    ]


def evidence_page(scope: Scope, evidence_id: int, as_at: date) -> EvidencePage:
    """One piece of evidence with what it shows and its history; Http404 where there is none to be seen."""
    item = (
        EvidenceItem.objects.visible_to(scope)
        .select_related("area", "post__organisation", "user", "reviewed_by__organisation")
        .filter(pk=evidence_id)
        .first()
    )
    if item is None:
        raise Http404("There is no such evidence.")
    uses = list(item.uses.select_related("post"))
    targets = targets_of(scope, uses)
    events = list(item.events.select_related("post__organisation", "user"))
    barrier = review_barrier(scope, item, _writers(events), as_at)
    return EvidencePage(
        row=EvidenceRow(item, is_stale(item.dated, item.type, as_at), len(targets)),
        uses=[
            UseRow(use, targets[use.pk], bool(ending_posts(scope, item, use)))
            for use in uses
            if use.pk in targets
        ],
        events=events,
        may_change=bool(changing_posts(scope, item)),
        may_use=scope.has("evidence.add", item.area_id),
        may_review=barrier is None and scope.has("evidence.review", item.area_id),
        barrier=barrier,
    )


def writers_of(item: EvidenceItem) -> list[Actor]:
    """Everybody who added or changed the evidence."""
    return _writers(item.events.all())


def _writers(events: Iterable[EvidenceEvent]) -> list[Actor]:
    return [
        Actor(str(event.post_id), None if event.user_id is None else str(event.user_id))
        for event in events
        if event.kind in WRITING
    ]
