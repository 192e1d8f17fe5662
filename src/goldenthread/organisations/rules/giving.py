"""Which roles somebody may give to a post, or take from it. Pure."""

from __future__ import annotations

from goldenthread.access.rules.roles import RoleBook

# What everybody may see belongs to no post.
NEVER = frozenset({"public"})


def may_give(book: RoleBook, held: frozenset[str], *, any_role: bool) -> frozenset[str]:
    """The roles that can be given by somebody with the rights `held`: none that would give more than they have.

    `any_role` is for those who set installations up, who may give every role but that of the public.
    """
    return frozenset(
        name
        for name, role in book.roles.items()
        if name not in NEVER and (any_role or role.permissions <= held)
    )
