"""The rows of this room that the database itself refuses to change."""

from __future__ import annotations

from goldenthread.documents.freezing import Blanking, Guard


def _words(*columns: str) -> Blanking:
    """All these texts become empty at once."""
    return Blanking(tuple((column, f"NEW.{column} = ''") for column in columns))


SENT = (
    Guard(
        "reports_report",
        once="sent",
        blanking=_words("introduction", "asks", "change_notes"),
    ),
    Guard(
        "reports_highlight",
        once="presented",
        blanking=_words("done", "next_steps", "exceptions", "asks"),
    ),
    Guard("reports_recipient"),
    Guard("reports_ask", blanking=_words("text")),
    Guard("reports_decision"),
)
# Of a report since it keeps what was left out of it.
ASKED = (
    Guard(
        "reports_report",
        once="sent",
        blanking=Blanking(
            (
                ("introduction", "NEW.introduction = ''"),
                ("asks", "NEW.asks = ''"),
                ("change_notes", "NEW.change_notes = ''"),
                ("left_out", "CAST(NEW.left_out AS text) = '[]'"),
            )
        ),
    ),
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
# Of a page for families since it has words of its own for steps.
TOLD = (
    Guard(
        "reports_progress",
        once="published",
        blanking=Blanking(
            (
                ("opening", "NEW.opening = ''"),
                ("meanings", "CAST(NEW.meanings AS text) = '{}'"),
                ("steps", "CAST(NEW.steps AS text) = '{}'"),
                ("ask", "NEW.ask = ''"),
            )
        ),
    ),
)
# That the words of a sent report were taken out.
REDACTED = (Guard("reports_reportredaction"),)
GUARDS = ASKED + SENT[1:] + TOLD + PUBLISHED[1:] + REDACTED
