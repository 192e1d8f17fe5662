"""By when a worry is read, why something is no request, when it was taken in late."""

from __future__ import annotations

from datetime import date

import pytest

from goldenthread.assessments.rules import inbox
from goldenthread.core.errors import UserError

FRIDAY = date(2026, 11, 20)


def test_a_worry_is_read_by_the_next_working_day() -> None:
    assert inbox.read_by(FRIDAY) == date(2026, 11, 23)
    assert inbox.read_by(date(2026, 12, 24)) == date(2026, 12, 29)
    # Where bank holidays are not known yet, a day too early.
    assert inbox.read_by(date(2090, 1, 2)) == date(2090, 1, 2)


def test_what_is_put_away_is_asked_about() -> None:
    young = inbox.doubts_of_declining("too_old", date(2010, 1, 1), FRIDAY)
    assert young[0].startswith("By the date of birth that was given, the person was 16")
    assert len(inbox.doubts_of_declining("too_old", date(1990, 1, 1), FRIDAY)) == 1
    assert all(inbox.doubts_of_declining(code, None, FRIDAY) for code in inbox.reasons())
    with pytest.raises(UserError):
        inbox.doubts_of_declining("because", None, FRIDAY)


def test_late_is_more_than_two_days() -> None:
    assert not inbox.is_late(FRIDAY, date(2026, 11, 22))
    assert inbox.is_late(FRIDAY, date(2026, 11, 23))
