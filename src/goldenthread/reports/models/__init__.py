"""Highlight reports of leads, reports to the bodies above, and what those decided."""

from goldenthread.reports.models.highlight import Highlight
from goldenthread.reports.models.report import Report
from goldenthread.reports.models.sent import Ask, Decision, Recipient

__all__ = ["Ask", "Decision", "Highlight", "Recipient", "Report"]
