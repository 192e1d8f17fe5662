"""The improvement plan: what the partnership promised, who leads it, and how far it has come."""

from goldenthread.improvement.models.criteria import (
    SectionDocument,
    SourceDocument,
    SuccessCriterion,
)
from goldenthread.improvement.models.delivery import Action, Milestone, Recurring
from goldenthread.improvement.models.judgements import PartJudgement
from goldenthread.improvement.models.plan import GoodLooksLike, Lead, Plan, Priority, Section
from goldenthread.improvement.models.progress import MilestoneEvent

__all__ = [
    "Action",
    "GoodLooksLike",
    "Lead",
    "Milestone",
    "MilestoneEvent",
    "PartJudgement",
    "Plan",
    "Priority",
    "Recurring",
    "Section",
    "SectionDocument",
    "SourceDocument",
    "SuccessCriterion",
]
