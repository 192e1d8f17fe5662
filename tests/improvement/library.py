"""An area with its plan, its people and evidence, for the tests of the library and the self-evaluation."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from goldenthread.improvement.actions.claims import Claimed, add_claim
from goldenthread.improvement.actions.evidence import Written, add_evidence, review_evidence
from goldenthread.improvement.models import (
    Claim,
    EvidenceItem,
    Milestone,
    Plan,
    SuccessCriterion,
)
from goldenthread.organisations.models import LocalArea
from tests.factories import Person, make_area, make_person, make_plan

TODAY = date(2026, 3, 27)
WRITTEN = Written(
    title="Joint audit week", type="audit", strength="outcome", source="Six plans, all agencies",
    dated=date(2026, 1, 20), kept_at="Board papers, item 4",
    shows="Health advice is now there in five of six plans.",
)  # fmt: skip


@dataclass
class Library:
    """Who works with the evidence of one area."""

    area: LocalArea = field(default_factory=make_area)

    def __post_init__(self) -> None:
        self.manager = make_person(self.area, "partnership_manager")
        self.lead = make_person(self.area, "priority_lead")
        self.quality = make_person(self.area, "quality_lead")
        self.plan: Plan = make_plan(self.area, agreed_by=self.manager.post)
        section = self.plan.sections.get()
        self.criterion = SuccessCriterion.objects.create(
            section=section, position=1, kind="qualitative", text="Families did not have to chase"
        )
        self.milestone = Milestone.objects.filter(plan=self.plan)[0]

    def add(self, by: Person | None = None, shows: Any = None, **other: Any) -> EvidenceItem:
        by = by or self.lead
        return add_evidence(
            scope=by.scope, area_id=self.area.pk, post_id=by.post.pk, today=TODAY, shows=shows,
            written=replace(WRITTEN, **other),
        )  # fmt: skip

    def review(
        self, item: EvidenceItem, by: Person | None = None, accepted: bool = True, note: str = ""
    ) -> EvidenceItem:
        by = by or self.quality
        item.refresh_from_db()
        return review_evidence(
            scope=by.scope, evidence_id=item.pk, post_id=by.post.pk, accepted=accepted, note=note,
            version=item.version, today=TODAY,
        )  # fmt: skip

    def claim(self, text: str = "Letters are plain", kind: str = "strength") -> Claim:
        claimed = Claimed(kind, "take_part", text, self.lead.post.pk)
        by = self.manager
        return add_claim(scope=by.scope, area_id=self.area.pk, post_id=by.post.pk, claimed=claimed)
