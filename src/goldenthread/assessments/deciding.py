"""What this room makes known of decisions whether to assess: what follows when a letter goes, and a copy."""

from __future__ import annotations

from goldenthread.assessments.actions.notifying import decision_sent
from goldenthread.assessments.actions.telling import KINDS
from goldenthread.assessments.decision_jobs import register_decision_kind
from goldenthread.messages.sending import register_sent


def register_deciding() -> None:
    """Register it; called once when the product starts."""
    for kind in KINDS.values():
        register_sent(kind, decision_sent)
    register_decision_kind()
