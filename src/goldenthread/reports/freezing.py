"""The rows of this room that the database itself refuses to change."""

from __future__ import annotations

from goldenthread.documents.freezing import Guard

SENT = (
    Guard("reports_report", once="sent"),
    Guard("reports_highlight", once="presented"),
    Guard("reports_recipient"),
    Guard("reports_ask"),
    Guard("reports_decision"),
)
# A page for families, what stands for it on paper, and that it was taken back.
PUBLISHED = (
    Guard("reports_progress", once="published"),
    Guard("reports_progresscopy"),
    Guard("reports_withdrawal"),
)
GUARDS = SENT + PUBLISHED
