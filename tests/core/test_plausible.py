"""Years that can be meant, and years that are most likely a slip."""

from __future__ import annotations

import pytest

from goldenthread.core.plausible import doubt, year_rules, years


@pytest.mark.parametrize(
    ("kind", "anchor", "first", "last"),
    [("any", 2026, 2000, 2041), ("held", 2026, 1960, 2041), ("planned", 2015, 2010, 2030)],
)
def test_the_years_at_both_ends_can_be_meant_and_the_next_ones_not(
    kind: str, anchor: int, first: int, last: int
) -> None:
    assert years(kind, anchor) == (first, last)
    for year in (first, last):
        assert doubt(year, kind, anchor=anchor, subject="Due date") is None
    for year in (first - 1, last + 1, 1926, 2126):
        found = doubt(year, kind, anchor=anchor, subject="Due date")
        assert found is not None
        assert found.question == f"Due date is in {year}. Is the year right?"
        assert found.fix == f"Enter a year from {first} to {last}."


def test_every_kind_says_what_it_is_for() -> None:
    assert all(kind["word"] for kind in year_rules()["kinds"].values())
