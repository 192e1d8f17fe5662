"""Who is asking, through which posts, in which areas: the start of every read and every write."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

from goldenthread.access.rules.roles import rolebook
from goldenthread.core.errors import NotAllowed

# Another system's token carries a role without holding a post.
NO_POST = 0
# The channel of what somebody without an account sends: by a link, or on a page for everybody.
PUBLIC = "public"


@dataclass(frozen=True)
class Grant:
    """One post's role in one local area. `post_id` is NO_POST where a token carries the role."""

    role: str
    area_id: int
    post_id: int
    organisation_id: int


@dataclass(frozen=True)
class Origin:
    """Where a request came from: for the audit trail."""

    address: str = ""
    request_id: str = ""
    channel: str = ""


RecordKey = tuple[str, int]
"""A record as the audit trail names it: `improvement.plan` and its key."""


@dataclass(frozen=True)
class Opening:
    """What a person has opened in an emergency and may read for now, without a right (access.break_glass)."""

    id: int
    records: frozenset[RecordKey]
    ends_at: datetime
    reason: str


@dataclass(frozen=True)
class Scope:
    """A person (or the system) with the grants that their posts carry today."""

    user_id: int | None
    name: str
    grants: tuple[Grant, ...] = ()
    origin: Origin = field(default_factory=Origin)
    # A post without a role gives no right, but whoever holds it still owns what it leads.
    posts_without_role: frozenset[int] = frozenset()
    # Only the pages that show what was opened in an emergency have any of these.
    openings: tuple[Opening, ...] = ()
    # What the posts are called, as `title, organisation`, in the order of their titles.
    post_names: Mapping[int, str] = field(default_factory=dict, compare=False)

    @cached_property
    def _areas_by_permission(self) -> dict[str, frozenset[int]]:
        areas: dict[str, set[int]] = {}
        for grant in self.grants:
            for permission in rolebook().role(grant.role).permissions:
                areas.setdefault(permission, set()).add(grant.area_id)
        return {name: frozenset(ids) for name, ids in areas.items()}

    @cached_property
    def post_ids(self) -> frozenset[int]:
        """Every post that the person holds today, with or without a role."""
        held = frozenset(grant.post_id for grant in self.grants) | self.posts_without_role
        return held - {NO_POST}

    def areas_with(self, permission: str) -> frozenset[int]:
        """The ids of the local areas in which this scope carries `permission` (a name in roles.yaml)."""
        if permission not in rolebook().permissions:
            raise KeyError(f"{permission!r} is not a permission of roles.yaml")
        return self._areas_by_permission.get(permission, frozenset())

    def posts_with(self, permission: str, area_id: int) -> frozenset[int]:
        """The posts whose role carries `permission` in that area."""
        book = rolebook()
        return frozenset(
            grant.post_id
            for grant in self.grants
            if grant.area_id == area_id
            and grant.post_id != NO_POST
            and permission in book.role(grant.role).permissions
        )

    def named_posts(self, permission: str, area_id: int) -> list[tuple[str, str]]:
        """Id (as text) and name of each of `posts_with`, for the forms that ask which post a person acts in."""
        carrying = self.posts_with(permission, area_id)
        return [(str(pk), name) for pk, name in self.post_names.items() if pk in carrying]

    def has(self, permission: str, area_id: int | None = None) -> bool:
        """Whether the scope carries `permission` in that area, or in any area when none is named."""
        areas = self.areas_with(permission)
        return bool(areas) if area_id is None else area_id in areas

    def need(self, permission: str, area_id: int | None = None) -> None:
        """Raise NotAllowed, in words, unless `has(permission, area_id)`."""
        if not self.has(permission, area_id):
            words = rolebook().permissions[permission].words
            raise NotAllowed(f"Your posts do not carry the right to: {words.lower()}.")

    def with_any(self, permissions: Collection[str]) -> Scope:
        """The same person through those grants alone that carry one of `permissions`."""
        book = rolebook()
        kept = (
            one for one in self.grants if book.role(one.role).permissions.intersection(permissions)
        )
        return replace(self, grants=tuple(kept))

    def opened(self, kind: str) -> frozenset[int]:
        """The keys of the records of that kind that are open to be read, by no right."""
        found = (record for opening in self.openings for record in opening.records)
        return frozenset(key for named, key in found if named == kind)

    def opening_of(self, kind: str, key: int) -> Opening | None:
        """The opening through which that record may be read."""
        return next((one for one in self.openings if (kind, key) in one.records), None)

    @cached_property
    def role_titles(self) -> tuple[str, ...]:
        """The titles of the roles held, each once, in the order of roles.yaml."""
        held = {grant.role for grant in self.grants}
        return tuple(role.title for name, role in rolebook().roles.items() if name in held)


def nobody(origin: Origin | None = None) -> Scope:
    """The scope of someone who has not signed in: no grants at all."""
    return Scope(None, "Not signed in", (), origin or Origin())


def without_account(origin: Origin | None = None) -> Scope:
    """The scope of somebody who sends something without an account: no grants, and the trail says how it came."""
    came = replace(origin or Origin(), channel=PUBLIC)
    return Scope(None, "Somebody without an account", (), came)
