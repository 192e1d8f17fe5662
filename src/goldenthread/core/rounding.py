"""The one rounding rule: half up, one decimal place (architecture, section 7)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

_TENTH = Decimal("0.1")


def round_half_up(value: Decimal | int | str, places: Decimal = _TENTH) -> Decimal:
    """`value` rounded half up (away from nought). Floats are refused: they have already lost the half."""
    if isinstance(value, float):
        raise TypeError("round_half_up takes Decimal, int or str, never float")
    return Decimal(value).quantize(places, rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Share:
    """A count out of a base, and the percentage they make."""

    count: int
    base: int

    def __post_init__(self) -> None:
        if not 0 <= self.count <= self.base:
            raise ValueError(f"{self.count} of {self.base} is not a share")

    @property
    def percentage(self) -> Decimal | None:
        """0.0 to 100.0, or None where there is no base."""
        return round_half_up(Decimal(self.count) * 100 / self.base) if self.base else None

    @property
    def words(self) -> str:
        """`4 of 6 (66.7%)`, or `0 of 0` where there is no base."""
        shown = "" if self.percentage is None else f" ({self.percentage}%)"
        return f"{self.count} of {self.base}{shown}"
