"""What a demonstration holds."""

from __future__ import annotations

from typing import Any

from goldenthread.access.models import AuditEntry, User
from goldenthread.demo.models import Filling
from goldenthread.demo.sizes import SMALL
from goldenthread.duties.models import Case, CaseEvent, Duty
from goldenthread.improvement.models import EvidenceItem, Milestone, MilestoneEvent, Plan, Priority
from goldenthread.organisations.models import LocalArea, Organisation, Post
from goldenthread.people.models import Person
from goldenthread.registers.models import Entry

_COUNTED = {
    "areas": LocalArea, "children": Person, "cases": Case, "events": CaseEvent, "duties": Duty,
    "organisations": Organisation, "posts": Post, "people": User, "plans": Plan,
    "priorities": Priority, "milestones": Milestone, "reports_and_sign_offs": MilestoneEvent,
    "register_entries": Entry, "evidence_items": EvidenceItem, "audit_entries": AuditEntry,
}  # fmt: skip


def contents() -> dict[str, Any]:
    """Size, seed and day that it was made with (null where nobody kept them), and the rows of its main tables."""
    made = Filling.objects.first()
    return {
        "size": made.size if made else SMALL,
        "seed": made.seed if made else None,
        "as_at": made.as_at.isoformat() if made else None,
        "counts": {name: model._default_manager.count() for name, model in _COUNTED.items()},
    }
