"""What may be told in public of counts of people, and that nothing beside them gives a small one away."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.core.small_numbers import Gate, gate

GATE = gate()


@pytest.mark.parametrize(
    ("count", "base", "words"),
    [
        (3, 8, "Too few to give a number"),
        (0, 9, "Too few to give a number"),
        (3, 90, "Fewer than 10"),
        (0, 90, "Fewer than 10"),
        (85, 90, "All or nearly all"),
        (90, 90, "All or nearly all"),
        (10, 20, ""),
        (45, 90, ""),
    ],
)
def test_a_count_of_a_base(count: int, base: int, words: str) -> None:
    assert GATE.holds_back(count, base) is bool(words)
    if words:
        assert GATE.in_words(count, base) == words


def test_a_single_hidden_cell_takes_another_with_it() -> None:
    assert GATE.hidden([[4, 30, 50]]) == {(0, 0), (0, 1)}
    # Without the total nothing can be worked out.
    assert GATE.hidden([[4, 30, 50]], row_totals=False) == {(0, 0)}


def test_two_small_ones_whose_sum_is_small_take_a_third() -> None:
    assert GATE.hidden([[0, 3, 30, 50]]) == {(0, 0), (0, 1), (0, 2)}
    assert GATE.hidden([[6, 8, 30, 50]]) == {(0, 0), (0, 1)}


def test_totals_of_both_kinds() -> None:
    hidden = GATE.hidden([[4, 30], [40, 50]], column_totals=True)
    assert hidden == {(0, 0), (0, 1), (1, 0), (1, 1)}
    # Where nothing else is left the total goes too.
    assert GATE.hidden([[4]]) == {(0, 0), (0, 1)}
    assert (0, 1) in GATE.hidden([[12, 4], [3, 40]], column_totals=True)


def test_a_table_of_large_counts_is_shown_whole() -> None:
    assert GATE.hidden([[12, 30], [40, 50]], column_totals=True) == frozenset()
    assert GATE.hidden([]) == frozenset()


@pytest.mark.parametrize("rows", [[[1, 2], [3]], [[-1, 2]]])
def test_what_is_no_table_of_counts(rows: list[list[int]]) -> None:
    with pytest.raises(ValueError, match="counts"):
        GATE.hidden(rows)


@settings(max_examples=15)
@given(st.lists(st.lists(st.integers(0, 4), min_size=2, max_size=2), min_size=2, max_size=2))
def test_no_small_cell_can_be_worked_out(rows: list[list[int]]) -> None:
    """Every table that agrees with what is shown is tried: a small cell must have more than one value in them."""
    own = Gate("test", 2, {})
    hidden = own.hidden(rows, column_totals=True)
    seen: dict[tuple[int, int], set[int]] = {cell: set() for cell in hidden}
    shown = {cell: n for cell, n in whole(rows).items() if cell not in hidden}
    for a, b, c, d in itertools.product(range(7), repeat=4):
        other = whole([[a, b], [c, d]])
        if all(other[cell] == n for cell, n in shown.items()):
            for cell in hidden:
                seen[cell].add(other[cell])
    mine = whole(rows)
    assert all(len(values) > 1 for cell, values in seen.items() if mine[cell] < 2)


def whole(rows: list[list[int]]) -> dict[tuple[int, int], int]:
    """Every cell of a table of two by two with its totals."""
    full = [[*row, sum(row)] for row in rows]
    full.append([sum(row[place] for row in full) for place in range(3)])
    return {(y, x): n for y, row in enumerate(full) for x, n in enumerate(row)}
