"""Highlight reports of leads, reports to the bodies above, what those decided, and pages for families."""

from goldenthread.reports.models.highlight import Highlight
from goldenthread.reports.models.progress import Progress, ProgressCopy, Redaction, Withdrawal
from goldenthread.reports.models.report import Report
from goldenthread.reports.models.sent import Ask, Decision, Recipient, ReportRedaction

__all__ = [
    "Ask",
    "Decision",
    "Highlight",
    "Progress",
    "ProgressCopy",
    "Recipient",
    "Redaction",
    "Report",
    "ReportRedaction",
    "Withdrawal",
]
