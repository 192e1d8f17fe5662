"""The values that the rules on success criteria take and give."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from goldenthread.improvement.rules.criteria.names import Comparator, CriterionState, Kind


@dataclass(frozen=True, slots=True)
class Judgement:
    """What someone judged, and when; `own` if on their own target or figure, `early` if before the target's day."""

    met: bool
    on: date
    note: str = ""
    own: bool = False
    early: bool = False


@dataclass(frozen=True, slots=True)
class CriterionFacts:
    """All that decides the state. Figures are in the criterion's own unit.

    For a change by per cent, `target` is the per cent of the baseline (20 for "reduced by 20%").
    `evidence` is the number of evidence items, refused ones left out; a measured figure is evidence too.
    The days say of when the figures are, and by when the target is to be reached. `printed`: the words print a
    number, and nobody has yet said anything of a target.
    """

    kind: Kind
    comparator: Comparator | None = None
    target: Decimal | None = None
    baseline: Decimal | None = None
    latest: Decimal | None = None
    evidence: int = 0
    judgement: Judgement | None = None
    target_by: date | None = None
    baseline_on: date | None = None
    latest_on: date | None = None
    printed: bool = False


@dataclass(frozen=True, slots=True)
class CriterionStanding:
    """The state, and everything that is missing, whatever the state."""

    state: CriterionState
    missing: tuple[CriterionState, ...]

    def counts_as(self, state: str) -> bool:
        """Whether it is counted and listed so: what a criterion lacks counts whatever was judged.

        Of "Target not set" and "Number printed, not confirmed" no criterion is both: they never add up to one list.
        """
        return state in (self.state, *self.missing)


@dataclass(frozen=True, slots=True)
class Target:
    """What would be enough, as it is kept. A change by per cent gives the per cent in `target`."""

    measure: str = ""
    unit: str = ""
    comparator: Comparator | None = None
    target: Decimal | None = None
    target_by: date | None = None
    baseline: Decimal | None = None
    baseline_on: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as typed, with the unit typed beside it ("" where none was)."""

    value: Decimal
    unit: str = ""


@dataclass(frozen=True, slots=True)
class TargetGiven:
    """What somebody says would be enough. Any part may be left out, not all of them.

    `sure`: asked about a figure that looked like a slip, they said that it is right.
    """

    measure: str = ""
    unit: str = ""
    comparator: Comparator | None = None
    target: Figure | None = None
    target_by: date | None = None
    baseline: Figure | None = None
    baseline_on: date | None = None
    source: str = ""
    reason: str = ""
    sure: bool = False


@dataclass(frozen=True, slots=True)
class MeasurementGiven:
    """How things stood on a day: a figure, or a count and its base, which make a share.

    `replaces` is the id of the figure of the same day that this one corrects, and `why` the reason; 0 for none.
    """

    on: date
    source: str
    value: Figure | None = None
    count: int | None = None
    base: int | None = None
    note: str = ""
    sure: bool = False
    replaces: int = 0
    why: str = ""
