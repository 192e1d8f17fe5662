"""The only writers of areas, organisations, posts and memberships."""

from goldenthread.organisations.actions.posts import find_or_create_post, make_lead

__all__ = ["find_or_create_post", "make_lead"]
