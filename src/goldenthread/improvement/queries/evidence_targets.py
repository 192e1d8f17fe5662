"""What evidence can be held to show: a milestone, a criterion or a claim, through the versions of a plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import F, Model, QuerySet
from django.db.models.functions import Coalesce

from goldenthread.access.scope import Scope
from goldenthread.improvement.models import (
    Claim,
    EvidenceUse,
    Milestone,
    Plan,
    Section,
    SuccessCriterion,
)

KINDS = ("milestone", "criterion", "claim")
LONGEST_LABEL = 110
Record = Milestone | SuccessCriterion | Claim
Item = TypeVar("Item", Milestone, SuccessCriterion)


@dataclass(frozen=True)
class Target:
    """One thing to show. `kind` is the field of EvidenceUse that names it; `record` is its newest version."""

    kind: str
    record: Record
    area_id: int

    @property
    def root_pk(self) -> int:
        """The id that a use names: that of the first version."""
        return self.record.pk if isinstance(self.record, Claim) else self.record.thread_pk

    @property
    def label(self) -> str:
        """`1a.2: Letters in use`, the criterion's words, `Strength: ...`."""
        record = self.record
        if isinstance(record, Milestone):
            return f"{record.reference}: {record.text}"
        if isinstance(record, Claim):
            return f"{record.get_kind_display()}: {record.text}"
        return record.text

    @property
    def words(self) -> str:
        """The label, with what kind of thing it is."""
        kinds = {"milestone": "Milestone ", "criterion": "Success criterion: ", "claim": "Claim. "}
        return f"{kinds[self.kind]}{self.label}"


def find_target(scope: Scope, kind: str, pk: int) -> Target | None:
    """The thing of that kind and id, if the scope may see it and evidence about its area: one query.

    Nothing in a draft: most people do not see drafts, and a draft that evidence hangs on could not be given up.
    """
    areas, draft = scope.areas_with("evidence.view"), Plan.State.DRAFT
    if kind == "milestone":
        milestones = _milestones(scope).exclude(plan__state=draft)
        milestone = milestones.filter(pk=pk, plan__area__in=areas).first()
        return Target(kind, milestone, milestone.plan.area_id) if milestone else None
    if kind == "criterion":
        criteria = _criteria(scope).exclude(section__plan__state=draft)
        criterion = criteria.filter(pk=pk, section__plan__area__in=areas).first()
        return Target(kind, criterion, criterion.section.plan.area_id) if criterion else None
    claim = Claim.objects.visible_to(scope).filter(pk=pk, withdrawn_on=None).first()
    return Target(kind, claim, claim.area_id) if claim else None


def targets_of(scope: Scope, uses: Iterable[EvidenceUse]) -> dict[int, Target]:
    """What each use names, by the use's id, in the newest version that the scope may see: at most three queries.

    What the scope may not see, such as a milestone of a draft, is left out.
    """
    found = list(uses)
    milestones = _newest(_milestones(scope), [use.milestone_id for use in found])
    criteria = _newest(_criteria(scope), [use.criterion_id for use in found])
    claims = {
        claim.pk: claim
        for claim in _claims(scope, [use.claim_id for use in found if use.claim_id is not None])
    }
    shown: dict[int, Target] = {}
    for use in found:
        if milestone := milestones.get(use.milestone_id):
            shown[use.pk] = Target("milestone", milestone, milestone.plan.area_id)
        elif criterion := criteria.get(use.criterion_id):
            shown[use.pk] = Target("criterion", criterion, criterion.section.plan.area_id)
        elif claim := claims.get(use.claim_id or 0):
            shown[use.pk] = Target("claim", claim, claim.area_id)
    return shown


def offered(scope: Scope, area_id: int) -> dict[str, list[tuple[str, str]]]:
    """What a person can say evidence shows, by kind: ids with words. Agreed plans only: three queries."""
    in_force = {"plan__area": area_id, "plan__state": Plan.State.AGREED}
    of_sections = {f"section__{name}": value for name, value in in_force.items()}
    rows: dict[str, Iterable[Target]] = {
        "milestone": (
            Target("milestone", row, area_id)
            for row in _milestones(scope)
            .filter(**in_force)
            .order_by("plan", "priority__section__position", "priority__position", "position")
        ),
        "criterion": (
            Target("criterion", row, area_id)
            for row in _criteria(scope)
            .filter(**of_sections)
            .order_by("section__plan", "section__position", "position")
        ),
        "claim": (
            Target("claim", row, area_id)
            for row in Claim.objects.visible_to(scope).filter(area=area_id, withdrawn_on=None)
        ),
    }
    return {
        kind: [(str(target.record.pk), _short(target.label)) for target in targets]
        for kind, targets in rows.items()
    }


def roots(rows: QuerySet[Milestone] | QuerySet[SuccessCriterion]) -> QuerySet[Model, int]:
    """The ids that uses of these items name."""
    return rows.annotate(root=Coalesce("thread_id", "pk")).values_list("root", flat=True)


def _short(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else label[: LONGEST_LABEL - 1].rstrip() + "…"


def _milestones(scope: Scope) -> QuerySet[Milestone]:
    return Milestone.objects.visible_to(scope).select_related("plan", "priority")


def _criteria(scope: Scope) -> QuerySet[SuccessCriterion]:
    sections = Section.objects.visible_to(scope)
    return SuccessCriterion.objects.filter(section__in=sections).select_related("section__plan")


def _claims(scope: Scope, ids: list[int]) -> Iterable[Claim]:
    return Claim.objects.visible_to(scope).filter(pk__in=ids) if ids else ()


def _newest(rows: QuerySet[Item], ids: Iterable[int | None]) -> dict[int | None, Item]:
    """The newest version of each item, by the id of its first version."""
    wanted = [pk for pk in ids if pk is not None]
    if not wanted:
        return {}
    found = rows.annotate(root=Coalesce("thread_id", F("pk"))).filter(root__in=wanted)
    return {row.thread_pk: row for row in found.order_by("pk")}
