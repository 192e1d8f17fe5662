"""The rows of this room that the database itself refuses to change."""

from __future__ import annotations

from goldenthread.documents.freezing import Guard

GUARDS = (
    Guard("reports_report", once="sent"),
    Guard("reports_highlight", once="presented"),
    Guard("reports_recipient"),
    Guard("reports_ask"),
    Guard("reports_decision"),
)
