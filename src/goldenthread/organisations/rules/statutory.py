"""Which organisations carry which statutory roles, and what a place without a post means. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from goldenthread.core.rulesfile import load_rules
from goldenthread.organisations.rules.vacancy import Holding, State

DATA = Path(__file__).parent / "data" / "statutory_roles.yaml"


@dataclass(frozen=True)
class StatutoryRoleRule:
    """One role: who carries it, in which organisations its post may stand, whether a place without a post is a
    gap, and where that comes from. Organisations are told by their kind.
    """

    code: str
    title: str
    abbreviation: str
    about: str
    carried_by: frozenset[str]
    posts_in: frozenset[str]
    expected: bool
    fills: str
    kind: str
    citation: str
    evidence: str


@dataclass(frozen=True)
class Word:
    """A word of the file with its meaning."""

    word: str
    meaning: str


@dataclass(frozen=True)
class StatutoryRules:
    """The roles in the order of the file, and the words for their kinds and evidence and for organisations."""

    version: str
    roles: dict[str, StatutoryRoleRule]
    kinds: dict[str, Word]
    evidence: dict[str, Word]
    organisations: dict[str, str]

    def one_of(self, kinds: Collection[str]) -> str:
        """`an integrated care board or an NHS provider`."""
        return " or ".join(words for kind, words in self.organisations.items() if kind in kinds)

    def carried_by(self, kind: str) -> list[StatutoryRoleRule]:
        """The roles that organisations of this kind carry."""
        return [role for role in self.roles.values() if kind in role.carried_by]


class Place(StrEnum):
    """What stands where a role meets an organisation."""

    NOT_CARRIED = "not_carried"  # organisations of this kind do not have the role
    NAMED = "named"
    NOT_NEEDED = "not_needed"  # decided, with a reason
    FILLED = "filled"  # a post in another role does the work
    MISSING = "missing"
    OPTIONAL = "optional"


class Gap(StrEnum):
    """Why a place needs somebody's attention."""

    MISSING = "missing"
    MISPLACED = "misplaced"  # the post stands in an organisation of a kind that cannot have it
    ENDED = "ended"
    VACANT = "vacant"
    UNRECORDED = "unrecorded"  # nobody was ever recorded in the post
    SOON = "soon"


@dataclass(frozen=True)
class Decision:
    """What was decided for one role at one organisation."""

    role: str
    post_id: int | None
    needed: bool = True


def build(data: dict[str, Any]) -> StatutoryRules:
    """Check the rules. ValueError for a kind, an evidence mark, a filled role or an organisation not defined."""
    kinds = {name: Word(**entry) for name, entry in data["kinds"].items()}
    evidence = {name: Word(**entry) for name, entry in data["evidence"].items()}
    roles = {code: _role(code, entry) for code, entry in data["roles"].items()}
    for role in roles.values():
        if role.kind not in kinds or role.evidence not in evidence:
            raise ValueError(f"{role.code} has an unknown kind or evidence mark")
        if role.fills and role.fills not in roles:
            raise ValueError(f"{role.code} fills {role.fills}, which is no role")
        if not role.carried_by | role.posts_in <= set(data["organisations"]):
            raise ValueError(f"{role.code} names an unknown kind of organisation")
    return StatutoryRules(str(data["version"]), roles, kinds, evidence, data["organisations"])


def _role(code: str, entry: dict[str, Any]) -> StatutoryRoleRule:
    return StatutoryRoleRule(
        code=code,
        title=entry["title"],
        abbreviation=entry["abbreviation"],
        about=entry["about"],
        carried_by=frozenset(entry["carried_by"]),
        posts_in=frozenset(entry["posts_in"]),
        expected=entry["expected"],
        fills=entry.get("fills", ""),
        kind=entry["kind"],
        citation=entry["citation"],
        evidence=entry["evidence"],
    )


@cache
def statutory_rules() -> StatutoryRules:
    """The roles in force."""
    return build(load_rules(DATA))


def place(
    rules: StatutoryRules, role: StatutoryRoleRule, kind: str, decisions: list[Decision]
) -> Place:
    """What stands where `role` meets an organisation of `kind`, given what was decided for that organisation."""
    if kind not in role.carried_by:
        return Place.NOT_CARRIED
    own = next((one for one in decisions if one.role == role.code), None)
    if own is not None and own.post_id is not None:
        return Place.NAMED
    if own is not None and not own.needed:
        return Place.NOT_NEEDED
    named = [rules.roles[one.role] for one in decisions if one.post_id is not None]
    if any(other.fills == role.code for other in named):
        return Place.FILLED
    return Place.MISSING if role.expected else Place.OPTIONAL


def gaps(
    found: Place, role: StatutoryRoleRule, post_in: str, holding: Holding | None
) -> tuple[Gap, ...]:
    """Why the place needs attention; empty where it does not.

    `post_in` is the kind of organisation in which the post named stands, and `holding` how that post stands.
    """
    if found is Place.MISSING:
        return (Gap.MISSING,)
    if found is not Place.NAMED or holding is None:
        return ()
    reasons = () if post_in in role.posts_in else (Gap.MISPLACED,)
    if holding.state in _EMPTY:
        return (*reasons, _EMPTY[holding.state])
    return (*reasons, Gap.SOON) if holding.vacant_from else reasons


def misplaced(rules: StatutoryRules, role: StatutoryRoleRule, organisation: str, kind: str) -> str:
    """Why no post of this organisation can carry the role."""
    return (
        f"A post of {organisation}, {rules.organisations[kind]}, cannot carry this role: "
        f"the {role.title} has to be a post of {rules.one_of(role.posts_in)}."
    )


_EMPTY = {State.ENDED: Gap.ENDED, State.VACANT: Gap.VACANT, State.UNKNOWN: Gap.UNRECORDED}
