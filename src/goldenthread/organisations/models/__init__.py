"""Areas, organisations, posts, and who holds them: work belongs to a post and survives a leaver."""

from goldenthread.organisations.models.memberships import Membership, running
from goldenthread.organisations.models.places import LocalArea, Organisation, Post, PostRole
from goldenthread.organisations.models.statutory import StatutoryRole
from goldenthread.organisations.models.terms import SchoolTerm, SchoolYear
from goldenthread.organisations.models.tokens import ApiToken

__all__ = [
    "ApiToken",
    "LocalArea",
    "Membership",
    "Organisation",
    "Post",
    "PostRole",
    "SchoolTerm",
    "SchoolYear",
    "StatutoryRole",
    "running",
]
