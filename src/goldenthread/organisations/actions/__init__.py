"""The only writers of areas, organisations, posts and memberships."""

from goldenthread.organisations.actions.leads import LEAD, find_or_create_post, make_lead

__all__ = ["LEAD", "find_or_create_post", "make_lead"]
