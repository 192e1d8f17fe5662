"""Which roles somebody may give to a post, or take from it. Pure."""

from __future__ import annotations

from goldenthread.access.rules.roles import HeldBy, RoleBook


def may_give(
    book: RoleBook, held: frozenset[str], *, any_role: bool, to: HeldBy = HeldBy.POST
) -> frozenset[str]:
    """The roles that can be given by somebody with the rights `held`: none that would give more than they have.

    `any_role` is for those who set installations up, who may give every role that a post can hold.
    """
    return frozenset(
        name
        for name, role in book.roles.items()
        if role.held_by is to and (any_role or role.permissions <= held)
    )
