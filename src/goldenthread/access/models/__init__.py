"""People who sign in, and the trail of what they did."""

from goldenthread.access.models.audit import AuditEntry, AuditEntryQuerySet, AuditSeal
from goldenthread.access.models.user import User, UserManager

__all__ = ["AuditEntry", "AuditEntryQuerySet", "AuditSeal", "User", "UserManager"]
