from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from goldenthread.core import clock


def test_fixed_holds_the_clock_and_lets_it_go() -> None:
    with clock.fixed(date(2026, 2, 28)):
        assert clock.today() == date(2026, 2, 28)
        with clock.fixed(datetime(2027, 1, 1, 12, tzinfo=UTC)):
            assert clock.now() == datetime(2027, 1, 1, 12, tzinfo=UTC)
        assert clock.today() == date(2026, 2, 28)
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(minutes=1)


def test_today_is_the_day_in_england() -> None:
    with clock.fixed(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)):
        assert clock.today() == date(2026, 7, 1)
    with clock.fixed(datetime(2026, 12, 31, 23, 30, tzinfo=UTC)):
        assert clock.today() == date(2026, 12, 31)


def test_a_chosen_day_for_a_demonstration(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOLDENTHREAD_TODAY", "2026-03-04")
    assert clock.today() == date(2026, 3, 4)


def test_fixed_refuses_a_time_without_a_zone() -> None:
    with pytest.raises(ValueError, match="aware"), clock.fixed(datetime(2026, 1, 1)):  # noqa: DTZ001
        pass
