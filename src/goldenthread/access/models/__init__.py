"""People who sign in, the trail of what they did, links that need no account, records opened in an emergency."""

from goldenthread.access.models.audit import AuditEntry, AuditEntryQuerySet, AuditSeal
from goldenthread.access.models.break_glass import BreakGlass
from goldenthread.access.models.link import Link, LinkCode, LinkNumber
from goldenthread.access.models.user import User, UserManager

__all__ = [
    "AuditEntry",
    "AuditEntryQuerySet",
    "AuditSeal",
    "BreakGlass",
    "Link",
    "LinkCode",
    "LinkNumber",
    "User",
    "UserManager",
]
