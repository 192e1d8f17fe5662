"""What is told of one invented child, before a row is written. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Step:
    """An event of the case: its kind in the statute's vocabulary, its day and its details."""

    kind: str
    on: date
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Course:
    """The life of a case up to today. `closed_why` is given with `closed_on`."""

    steps: list[Step]
    closed_on: date | None = None
    closed_why: str = ""

    @property
    def opened_on(self) -> date:
        """The first day of it here: of a child who came with a plan of another council, the day of the move."""
        moved = [one.on for one in self.steps if one.kind == "family_moved"]
        return min(moved or (one.on for one in self.steps))


@dataclass(slots=True)
class Home:
    """An address. `kind` as in the codes of a record."""

    lines: str
    postcode: str
    starts_on: date | None = None
    kind: str = "home"


@dataclass(slots=True)
class Stay:
    """Where the child learns: an organisation by its key, a setting by its name, or what stands in its place."""

    organisation_id: int | None = None
    name: str = ""
    sen_setting: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    year_group: int | None = None
    phase: str = ""


@dataclass(slots=True)
class Grown:
    """A grown-up of the family. `key` names them once for all of their children. `points`: kind and value."""

    key: str
    title: str
    forename: str
    surname: str
    points: list[tuple[str, str]] = field(default_factory=list)
    language: str = ""
    needs: str = ""


@dataclass(slots=True)
class Tie:
    """What a grown-up is to the child."""

    grown: Grown
    relation: str
    parental_responsibility: str = "yes"
    lives_with: bool = True
    gets_letters: bool = True
    shared_care: str = ""
    restriction: str = "none"
    basis: str = ""


@dataclass(slots=True)
class Member:
    """Somebody of the network: one of our posts, or anybody by name."""

    role: str
    post_id: int | None = None
    name: str = ""
    organisation_name: str = ""


@dataclass(slots=True)
class Agreed:
    """An answer for a purpose. `grown` is empty where the young person gave it."""

    purpose: str
    answer: str
    how: str
    grown: Grown | None = None


@dataclass(slots=True)
class Guarded:
    """Something of the record that only these posts may see."""

    what: str
    why: str
    post_ids: tuple[int, ...]


@dataclass(slots=True)
class Told:
    """One child with all that hangs on it. `fields` are the columns of the person. `family` joins siblings.

    `coordinator`: the key of the post, and of whoever holds it.
    """

    fields: dict[str, Any]
    course: Course
    child_setting: str
    family: str
    coordinator: tuple[int, int | None] | None = None
    sibling_kind: str = "sibling"
    homes: list[Home] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)
    needs: list[str] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    points: list[tuple[str, str]] = field(default_factory=list)
    network: list[Member] = field(default_factory=list)
    agreed: list[Agreed] = field(default_factory=list)
    guarded: Guarded | None = None
    capacity: dict[str, Any] | None = None

    @property
    def written_by(self) -> int | None:
        """Whoever wrote it down: the one who holds the coordinator's post."""
        return self.coordinator[1] if self.coordinator else None
