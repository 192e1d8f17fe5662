"""What must hold for every file: each duty, field by field, is that of the scalar engine on the case alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from goldenthread.statute.batch import derive_file
from goldenthread.statute.batch.columns import DUTY
from goldenthread.statute.deriving import derive
from goldenthread.statute.settings import Settings
from goldenthread.statute.timeline import Case
from tests.statute.batch.makers import as_file, moving_case, random_case
from tests.statute.makers import cases, settings

FIELDS = [name for name in DUTY if name not in ("rule", "ordinal", "code")]
readings = settings.map(lambda given: Settings().with_values(given))
looked_at = st.none() | st.dates(date(2019, 1, 1), date(2028, 1, 1))
seeds = st.integers(0, 2**48)
# The difference names the case and the rule; to shrink the whole file would take minutes.
file_of_cases = hypothesis_settings(
    max_examples=3, deadline=None, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)  # fmt: skip
many = hypothesis_settings(file_of_cases, max_examples=40)


def one_by_one(found: Sequence[Case]) -> Iterator[tuple[tuple[Any, ...], dict[str, Any]]]:
    """Each duty of the scalar engine by case, rule and its place among those of the rule."""
    for number, case in enumerate(found):
        places: dict[str, int] = {}
        for duty in derive(case):
            place = places.setdefault(duty.rule, 0)
            places[duty.rule] += 1
            yield (number, duty.rule, place), {name: getattr(duty, name) for name in FIELDS}


def all_at_once(found: Sequence[Case], cases_at_once: int) -> dict[tuple[Any, ...], dict[str, Any]]:
    duties = pl.concat(derive_file(as_file(found), cases_at_once))
    rows = duties.drop("code").iter_rows(named=True)
    return {
        (row["case_id"], row["rule"], row["ordinal"]): {name: row[name] for name in FIELDS}
        for row in rows
    }


def check(found: Sequence[Case], reading: Settings, as_at: date | None, at_once: int) -> None:
    alike = [replace(case, settings=reading, as_at=as_at) for case in found]
    got, wanted = all_at_once(alike, at_once), dict(one_by_one(alike))
    other = [key for key in wanted if got.get(key) != wanted[key]]
    assert not other, (other[0], alike[other[0][0]], got.get(other[0]), wanted[other[0]])
    assert len(got) == len(wanted)


@file_of_cases
@given(st.lists(seeds, min_size=30, max_size=70), readings, looked_at)
def test_every_duty_is_that_of_the_case_alone(
    numbers: list[int], reading: Settings, as_at: date | None
) -> None:
    check([random_case(one) for one in numbers], reading, as_at, 1000)


@file_of_cases
@given(st.lists(cases(), min_size=1, max_size=4), readings, looked_at)
def test_cases_over_the_whole_vocabulary_are_equal_too(
    found: list[Case], reading: Settings, as_at: date | None
) -> None:
    check(found, reading, as_at, 1000)


def test_what_a_council_left_when_a_family_moved_is_equal_too() -> None:
    moving = [moving_case(one) for one in range(90)]
    for as_at in (date(2024, 8, 1), date(2025, 3, 1)):
        check(moving, Settings(), as_at, 1000)


def test_cases_in_portions_are_those_of_one_piece() -> None:
    check([random_case(one) for one in range(100)], Settings(), date(2025, 3, 1), 60)


@pytest.mark.long
@many
@given(st.lists(seeds, min_size=100, max_size=400), readings, looked_at, st.integers(60, 500))
def test_every_duty_of_many_files_is_that_of_the_case_alone(
    numbers: list[int], reading: Settings, as_at: date | None, at_once: int
) -> None:
    check([random_case(one) for one in numbers], reading, as_at, at_once)
