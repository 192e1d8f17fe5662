"""Which kinds of record can be opened in an emergency. Rooms above register theirs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from goldenthread.access.scope import RecordKey, Scope


@dataclass(frozen=True)
class Found:
    """A record that a reference leads to: its key, and the area that it belongs to."""

    key: int
    area_id: int


@dataclass(frozen=True)
class Openable:
    """One kind of record, named as the audit trail names it, such as `improvement.plan`.

    `find` reads a reference as it is printed; `reference` prints it. `owner_right` is the right that the posts
    that own such records carry in their area: they are told. `seen` asks whether a scope may read the record
    anyhow. `opens` gives the record itself and those that open along with it; nothing where it is gone.
    """

    kind: str
    title: str
    example: str
    owner_right: str
    find: Callable[[str], Found | None]
    reference: Callable[[int], str]
    seen: Callable[[Scope, int], bool]
    opens: Callable[[int], frozenset[RecordKey]]
    href: Callable[[int], str]


@dataclass(frozen=True)
class Told:
    """Somebody who is told: their key, name and address."""

    user_id: int
    name: str
    email: str


# Takes a right and an area and gives whoever carries it there today.
Holders = Callable[[str, int], list[Told]]

_kinds: dict[str, Openable] = {}
_holders: list[Holders] = []


def register(openable: Openable) -> None:
    """Make a kind known; called once by its room when the product starts."""
    _kinds[openable.kind] = openable


def register_holders(holders: Holders) -> None:
    """Make known who carries a right; called once by the room that keeps posts."""
    _holders[:] = [holders]


def get_kind(kind: str) -> Openable:
    """The kind of that name; KeyError for any other."""
    return _kinds[kind]


def all_kinds() -> list[Openable]:
    return [_kinds[kind] for kind in sorted(_kinds)]


def holders_of(right: str, area_id: int) -> list[Told]:
    """Whoever carries `right` in that area today."""
    return [one for holders in _holders for one in holders(right, area_id)]
