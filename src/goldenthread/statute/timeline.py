"""A case as it is given: settings, the child, dated events, exemptions as claimed. Reading is strict.

Every word stands in data/vocabulary.yaml. One that does not, a day that does not exist, a detail that is missing
or of the wrong kind is a UserError that names its place (`events[2].details.order`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from goldenthread.statute.settings import Settings


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, or is planned, on a day. `details` hold only what the vocabulary knows."""

    kind: str
    on: date
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Claim:
    """An exemption as claimed. `until` is the first day on which the ground no longer holds.

    `impractical`: it is shown that the ground made keeping the limit impractical.
    """

    ground: str
    limits: tuple[str, ...]
    since: date | None = None
    until: date | None = None
    advice_requested_on: date | None = None
    impractical: bool = False

    @property
    def days(self) -> int | None:
        """How long the ground held; None where a day is not given."""
        return (self.until - self.since).days if self.since and self.until else None


@dataclass(frozen=True, slots=True)
class Child:
    """The facts of a child that move a duty. `year_group` is the national curriculum year."""

    born: date | None = None
    setting: str | None = None
    year_group: int | None = None


@dataclass(frozen=True, slots=True)
class PracticeTarget:
    """A council's own target for a rule: so many days after its clock starts. Never a legal date."""

    rule: str
    days: int
    label: str


@dataclass(frozen=True, slots=True)
class Terms:
    """The days for which it is known whether schools are open: from the first term to the last one, both inside.

    Where no terms are known at all, `last` lies before `first`.
    """

    first: date
    last: date

    def has(self, day: date) -> bool:
        """Whether it is known of a day."""
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Case:
    """One child's timeline, the events in order of their days; `as_at` is the day on which it is looked at.

    `terms`: the days for which the caller knows when schools are open, the holidays in them given as `school_closed`;
    None where the closures among the events are all that a count in school days has to go by.
    """

    settings: Settings = field(default_factory=Settings)
    child: Child = field(default_factory=Child)
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    as_at: date | None = None
    targets: tuple[PracticeTarget, ...] = ()
    terms: Terms | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "events", tuple(sorted(self.events, key=lambda event: event.on)))

    def of(self, *kinds: str) -> list[Event]:
        """Its events of these kinds, the oldest first."""
        return [event for event in self.events if event.kind in kinds]

    def first(self, *kinds: str, since: date | None = None) -> Event | None:
        """The first of these kinds, on or after a day."""
        return next((one for one in self.of(*kinds) if since is None or one.on >= since), None)

    def last(self, *kinds: str, until: date | None = None) -> Event | None:
        """The last of these kinds, on or before a day."""
        return next(
            (one for one in reversed(self.of(*kinds)) if until is None or one.on <= until), None
        )

    def with_more(self, events: Sequence[Event] = (), claims: Sequence[Claim] = ()) -> Case:
        """The same case with these added."""
        return replace(self, events=(*self.events, *events), claims=(*self.claims, *claims))
