"""Whole numbers out of requests."""

from __future__ import annotations

import pytest

from goldenthread.core.numbers import MOST_DIGITS, whole_number


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("007", 7), ("12", 12)])
def test_digits_are_a_number(text: str, number: int) -> None:
    assert whole_number(text) == number


def test_the_longest_number_fits_a_column() -> None:
    assert whole_number("9" * MOST_DIGITS) == 10**MOST_DIGITS - 1 < 2**63


@pytest.mark.parametrize(
    "text", ["", " 1", "1 ", "-1", "+1", "1.0", "1_0", "²", "٣", "9" * 19, "9" * 4500]
)
def test_anything_else_is_none(text: str) -> None:
    assert whole_number(text) is None
