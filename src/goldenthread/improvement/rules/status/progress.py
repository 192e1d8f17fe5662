"""How dates and statuses have moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goldenthread.improvement.rules.status.names import Direction, Status
from goldenthread.improvement.rules.status.scheme import Scheme, load_scheme
from goldenthread.improvement.rules.status.sentences import falls_due

if TYPE_CHECKING:
    from goldenthread.core.months import Month


def slippage_days(baseline: Month | None, current: Month | None) -> int | None:
    """Days between the last days of two months; positive is later. None without both."""
    if baseline is None or current is None:
        return None
    return (falls_due(current) - falls_due(baseline)).days


def direction(previous: Status | None, current: Status, scheme: Scheme | None = None) -> Direction:
    """Where a status has moved, by the scheme's order of concern: Blue, Green, Grey, Amber, Red.

    Grey stands between Green and Amber: starting on target is progress, falling behind before the
    start is not. `previous` None means that there was no report before.
    """
    if previous is None:
        return Direction.NEW
    scheme = scheme or load_scheme()
    before, now = scheme.concern(previous), scheme.concern(current)
    if now == before:
        return Direction.UNCHANGED
    return Direction.IMPROVED if now < before else Direction.WORSENED
