"""The day on which a letter counts as served, by the counting of the engine."""

from __future__ import annotations

from datetime import date

import pytest

from goldenthread.core.errors import UserError
from goldenthread.messages.models import Copy
from goldenthread.messages.rules.service import methods, served
from goldenthread.statute.checks.days import deemed_service
from goldenthread.statute.timeline import Case


@pytest.mark.parametrize(("method", "day", "wanted"), [
    ("post_first", date(2025, 5, 2), date(2025, 5, 7)),  # A bank holiday between.
    ("post_second", date(2025, 5, 2), date(2025, 5, 9)),
    ("held", date(2026, 11, 20), date(2026, 11, 24)),
    ("by_hand", date(2025, 5, 3), date(2025, 5, 3)),
    ("link", date(2025, 5, 3), date(2025, 5, 3)),
])  # fmt: skip
def test_each_way_has_its_day(method: str, day: date, wanted: date) -> None:
    found = served(method, day)
    assert found.on == wanted
    assert found.because.endswith(").")


@pytest.mark.parametrize("day", [date(2026, 12, 24), date(2026, 4, 2), date(2025, 8, 22)])
def test_first_class_post_counts_as_the_engine_counts(day: date) -> None:
    told = {"posted_on": day.isoformat(), "post_class": "first"}
    assert served("post_first", day).on == deemed_service(Case(), told, "check")["served_on"]


def test_the_file_knows_every_way_and_no_other() -> None:
    assert set(methods()) == set(Copy.Method.values)
    with pytest.raises(UserError, match="do not go that way"):
        served("pigeon", date(2026, 1, 5))
