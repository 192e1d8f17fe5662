"""The improvement plan: what the partnership promised, who leads it, and how far it has come."""

from goldenthread.improvement.models.criteria import (
    CriterionJudgement,
    CriterionTarget,
    Measurement,
    SuccessCriterion,
)
from goldenthread.improvement.models.delivery import Action, Milestone, MilestoneLead, Recurring
from goldenthread.improvement.models.evidence import (
    Claim,
    EvidenceEvent,
    EvidenceItem,
    EvidenceUse,
)
from goldenthread.improvement.models.inspections import (
    FindingAnswer,
    Inspection,
    InspectionFinding,
)
from goldenthread.improvement.models.judgements import PartJudgement
from goldenthread.improvement.models.links import PostNeeded, PriorityDropped, PriorityMapping
from goldenthread.improvement.models.plan import (
    GoodLooksLike,
    Lead,
    Plan,
    PlanReview,
    Priority,
    Section,
)
from goldenthread.improvement.models.progress import LeadsChange, MilestoneEvent
from goldenthread.improvement.models.risks import PlanRisk
from goldenthread.improvement.models.sources import SectionDocument, SourceDocument

__all__ = [
    "Action",
    "Claim",
    "CriterionJudgement",
    "CriterionTarget",
    "EvidenceEvent",
    "EvidenceItem",
    "EvidenceUse",
    "FindingAnswer",
    "GoodLooksLike",
    "Inspection",
    "InspectionFinding",
    "Lead",
    "LeadsChange",
    "Measurement",
    "Milestone",
    "MilestoneEvent",
    "MilestoneLead",
    "PartJudgement",
    "Plan",
    "PlanReview",
    "PlanRisk",
    "PostNeeded",
    "Priority",
    "PriorityDropped",
    "PriorityMapping",
    "Recurring",
    "Section",
    "SectionDocument",
    "SourceDocument",
    "SuccessCriterion",
]
