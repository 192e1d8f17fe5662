"""The rows of this room that the database itself refuses to change."""

from __future__ import annotations

from goldenthread.documents.freezing import Blanking, Guard

SENT = (
    Guard("reports_report", once="sent"),
    Guard("reports_highlight", once="presented"),
    Guard("reports_recipient"),
    Guard("reports_ask"),
    Guard("reports_decision"),
)
# A page for families, what stands for it on paper, that it was taken back, and that its words were taken out.
PUBLISHED = (
    Guard(
        "reports_progress",
        once="published",
        blanking=Blanking(
            (
                ("opening", "NEW.opening = ''"),
                ("meanings", "CAST(NEW.meanings AS text) = '{}'"),
                ("ask", "NEW.ask = ''"),
            )
        ),
    ),
    Guard("reports_progresscopy", blanking=Blanking((("content", "length(NEW.content) = 0"),))),
    Guard("reports_withdrawal"),
    Guard("reports_redaction"),
)
GUARDS = SENT + PUBLISHED
