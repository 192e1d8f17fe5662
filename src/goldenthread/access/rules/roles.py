"""Reads roles.yaml and answers what a role may do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from goldenthread.core.rulesfile import load_rules

DATA = Path(__file__).parent / "data" / "roles.yaml"


@dataclass(frozen=True)
class Permission:
    """A right: its name, what it lets a person do, and the rights that it brings along."""

    name: str
    words: str
    implies: frozenset[str]


class HeldBy(StrEnum):
    """Who can hold a role."""

    POST = "post"
    TOKEN = "token"  # noqa: S105  (a word, no secret)
    NOBODY = "nobody"


@dataclass(frozen=True)
class Role:
    """A role: its title, what it is for, every right it carries (implied ones included), and who holds it."""

    name: str
    title: str
    about: str
    permissions: frozenset[str]
    held_by: HeldBy = HeldBy.POST


@dataclass(frozen=True)
class RoleBook:
    """All roles and rights of one version of the rules."""

    version: str
    permissions: dict[str, Permission]
    roles: dict[str, Role]

    def role(self, name: str) -> Role:
        """The role called `name`; KeyError lists the roles there are."""
        try:
            return self.roles[name]
        except KeyError:
            raise KeyError(f"no role {name!r}; there are {', '.join(self.roles)}") from None


def build(data: dict[str, Any]) -> RoleBook:
    """Check and close the rules.

    ValueError where a role or a right names a right that is not defined, and for a role of tokens that could do
    more than look.
    """
    permissions = {
        name: Permission(name, entry["words"], frozenset(entry.get("implies", ())))
        for name, entry in data["permissions"].items()
    }
    known = frozenset(permissions)
    for permission in permissions.values():
        if unknown := permission.implies - known:
            raise ValueError(f"{permission.name} implies unknown rights: {sorted(unknown)}")
    roles = {}
    for name, entry in data["roles"].items():
        given = frozenset(entry["permissions"])
        if unknown := given - known:
            raise ValueError(f"role {name} has unknown rights: {sorted(unknown)}")
        held_by = HeldBy(entry.get("held_by", HeldBy.POST))
        rights = _closed(given, permissions)
        if held_by is HeldBy.TOKEN and (acts := [one for one in rights if not _looks(one)]):
            raise ValueError(f"role {name} is held by tokens, which only read: {sorted(acts)}")
        roles[name] = Role(name, entry["title"], entry["about"], rights, held_by)
    return RoleBook(str(data["version"]), permissions, roles)


def _looks(permission: str) -> bool:
    """Whether the right is one to look, as its name says: `plan.view`, `plan.view_draft`."""
    return permission.partition(".")[2].startswith("view")


def _closed(given: frozenset[str], permissions: dict[str, Permission]) -> frozenset[str]:
    """`given` with everything it implies, however many steps away."""
    found = set(given)
    while True:
        more = {right for name in found for right in permissions[name].implies} - found
        if not more:
            return frozenset(found)
        found |= more


@cache
def rolebook() -> RoleBook:
    """The roles in force."""
    return build(load_rules(DATA))
