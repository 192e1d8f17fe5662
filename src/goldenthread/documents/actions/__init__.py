"""What writes documents: freezing and clearing of papers, keeping of files that people sent in."""

from goldenthread.documents.actions.papers import Words, clear, freeze, redact

__all__ = ["Words", "clear", "freeze", "redact"]
