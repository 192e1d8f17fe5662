"""Who may change organisations, posts and roles: never more than the areas that they look after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from goldenthread.access.rules.roles import HeldBy, rolebook
from goldenthread.access.scope import Scope
from goldenthread.core.errors import NotAllowed
from goldenthread.organisations.models import Membership, Organisation, Post, PostRole
from goldenthread.organisations.models.tokens import KEEP
from goldenthread.organisations.queries.who_can import EDIT, who_can
from goldenthread.organisations.rules.giving import may_give
from goldenthread.ui.filters import plural

COPY = "plan.export"


def areas_of_post(post: Post) -> set[int]:
    """The areas that a change of the post touches."""
    # Through all(), so that a page that has them already asks no second time.
    carried = {role.area_id for role in post.roles.all()}
    return touched(carried, areas_of_organisation(post.organisation))


def touched(carried: set[int], served: set[int]) -> set[int]:
    """Of the areas that the organisation serves those in which the post carries a role, else all of them.

    A role in an area that it does not serve is how a new area begins: what is said of the post stays with
    those who look after it where it stands. Who holds it gives rights there too: see `need_to_fill`.
    """
    return carried & served or served


def areas_of_organisation(organisation: Organisation) -> set[int]:
    return {area.pk for area in organisation.areas.all()}


def need_all_areas(scope: Scope, post: Post) -> None:
    """NotAllowed unless the scope may change the post, in every area that a change of it touches."""
    _need(scope, areas_of_post(post), "post")


def need_every_area_of(scope: Scope, organisation: Organisation) -> None:
    """NotAllowed unless the scope may change organisations in every area that this one serves."""
    _need(scope, areas_of_organisation(organisation), "organisation")


def _need(scope: Scope, areas: set[int], what: str) -> None:
    """NotAllowed, with who can, unless the scope may change what belongs to these areas."""
    ours = scope.areas_with(EDIT)
    if areas <= ours:
        return
    words = "Your posts do not carry the right to change it, or who holds it."
    if areas & ours:
        words = f"This {what} also belongs to {plural(len(areas - ours), 'area')} that you do not look after."
    raise NotAllowed(words, who_can(scope, areas))


def need_to_fill(scope: Scope, post: Post) -> None:
    """NotAllowed unless the scope may say who holds the post: that gives and takes every right of its roles."""
    need_all_areas(scope, post)
    if beyond := _beyond(scope, post.roles.all()):
        raise NotAllowed(
            f"This post carries roles with rights that you do not hold yourself: {', '.join(beyond)}.",
            who_can(scope, areas_of_post(post), {role.area_id for role in post.roles.all()}),
        )


def may_fill(scope: Scope, roles: Iterable[PostRole], served: set[int]) -> bool:
    """Whether `need_to_fill` lets a post with these roles pass whose organisation serves these areas."""
    carried = list(roles)
    areas = touched({role.area_id for role in carried}, served)
    return areas <= scope.areas_with(EDIT) and not _beyond(scope, carried)


def _beyond(scope: Scope, roles: Iterable[PostRole]) -> list[str]:
    """The titles of the roles that the scope may not give where they are carried."""
    by_area: dict[int, list[PostRole]] = defaultdict(list)
    for role in roles:
        by_area[role.area_id].append(role)
    return sorted(
        {
            role.role_title
            for area_id, carried in by_area.items()
            for role in carried
            if role.role not in roles_to_give(scope, area_id)
        }
    )


def roles_to_give(scope: Scope, area_id: int) -> frozenset[str]:
    """The roles that the scope may give or take in that area: none with rights that it does not hold there."""
    return _roles_to_give(scope, area_id, EDIT, HeldBy.POST)


def token_roles_to_give(scope: Scope, area_id: int) -> frozenset[str]:
    """The roles that the scope may give to a token that reads that area, by the same rule."""
    return _roles_to_give(scope, area_id, KEEP, HeldBy.TOKEN)


def _roles_to_give(scope: Scope, area_id: int, right: str, to: HeldBy) -> frozenset[str]:
    book = rolebook()
    if not scope.has(right, area_id):
        return frozenset()
    held = frozenset(name for name in book.permissions if scope.has(name, area_id))
    # Whoever makes a token knows it and reads with it: even who sets installations up gives none more than they read.
    any_role = to is HeldBy.POST and scope.has("organisation.set_up", area_id)
    return may_give(book, held, any_role=any_role, to=to)


def may_copy(scope: Scope, area_id: int) -> bool:
    """Whether the scope may take a list of organisations and posts of that area away: whoever keeps them may, too."""
    seen = scope.has("organisation.view", area_id)
    return seen and (scope.has(COPY, area_id) or scope.has(EDIT, area_id))


def need_to_copy(scope: Scope, area_id: int) -> None:
    """NotAllowed unless `may_copy`."""
    if not may_copy(scope, area_id):
        scope.need("organisation.view", area_id)
        scope.need(COPY, area_id)


def shared_area(scope: Scope, organisation: Organisation) -> int | None:
    """The area under which an entry of the audit trail about the organisation stands: one that the scope sees."""
    seen = scope.areas_with("organisation.view")
    return min(areas_of_organisation(organisation) & seen, default=None)


def need_to_give(scope: Scope, area_id: int, roles: frozenset[str]) -> None:
    """NotAllowed where one of the roles would give more than the scope holds."""
    book = rolebook()
    if beyond := sorted(roles - roles_to_give(scope, area_id)):
        titles = ", ".join(book.roles[name].title for name in beyond if name in book.roles)
        raise NotAllowed(
            f"You can give and take only roles whose rights you hold yourself in that area, not: {titles}.",
            "Ask the system administrator to give this role.",
        )


def may_keep_person(scope: Scope, held: Iterable[Membership]) -> bool:
    """Whether `need_to_keep_person` lets it pass."""
    spells = list(held)
    if not spells:
        return scope.has("organisation.set_up")
    return all(
        may_fill(scope, spell.post.roles.all(), areas_of_organisation(spell.post.organisation))
        for spell in spells
    )


def need_to_keep_person(scope: Scope, held: Iterable[Membership]) -> None:
    """NotAllowed unless the scope may say who holds each post that the person holds, or held last.

    Whoever never held one is kept by those who set the installation up.
    """
    spells = list(held)
    if not spells:
        scope.need("organisation.set_up")
    for spell in spells:
        need_to_fill(scope, spell.post)
