from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.core.rounding import Share, round_half_up


@pytest.mark.parametrize(
    ("value", "rounded"),
    [
        ("0.05", "0.1"),
        ("0.04", "0.0"),
        ("2.25", "2.3"),
        ("2.35", "2.4"),
        ("-0.05", "-0.1"),
        (3, "3.0"),
    ],
)
def test_half_goes_up(value: str | int, rounded: str) -> None:
    assert round_half_up(value) == Decimal(rounded)


def test_floats_are_refused() -> None:
    with pytest.raises(TypeError, match="float"):
        round_half_up(0.05)  # type: ignore[arg-type]


@given(st.integers(0, 10_000), st.integers(1, 10_000))
def test_a_share_is_within_a_twentieth_of_the_truth(count: int, base: int) -> None:
    count = min(count, base)
    shown = Share(count, base).percentage
    assert shown is not None
    assert abs(Fraction(shown) - Fraction(100 * count, base)) <= Fraction(1, 20)


def test_words() -> None:
    assert Share(4, 6).words == "4 of 6 (66.7%)"
    assert Share(0, 0).words == "0 of 0"
    with pytest.raises(ValueError, match="not a share"):
        Share(7, 6)
