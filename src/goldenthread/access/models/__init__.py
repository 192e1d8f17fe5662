"""People who sign in, the trail of what they did, and links that need no account."""

from goldenthread.access.models.audit import AuditEntry, AuditEntryQuerySet, AuditSeal
from goldenthread.access.models.link import Link
from goldenthread.access.models.user import User, UserManager

__all__ = ["AuditEntry", "AuditEntryQuerySet", "AuditSeal", "Link", "User", "UserManager"]
