from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.registers.rules.matrix import Matrix
from goldenthread.registers.rules.matrix_reading import LOOKS, MatrixError, read_matrix, shipped


@st.composite
def axes(draw: st.DrawFn) -> list[dict[str, Any]]:
    steps = draw(st.lists(st.integers(1, 4), min_size=2, max_size=7))
    values = [sum(steps[: place + 1]) for place in range(len(steps))]
    return [{"label": f"Level {value}", "value": value, "meaning": ""} for value in values]


@st.composite
def matrices(draw: st.DrawFn) -> dict[str, Any]:
    """Data of a matrix, its bands beginning at scores that cells have, so that none is empty."""
    likelihood, impact = draw(axes()), draw(axes())
    scores = sorted({one["value"] * two["value"] for one in likelihood for two in impact})
    later = st.lists(st.sampled_from(scores[1:]), min_size=1, max_size=4, unique=True)
    starts = [1, *sorted(draw(later))]
    days = sorted(draw(st.lists(st.integers(1, 400), min_size=len(starts), max_size=len(starts))))
    first = draw(st.integers(0, len(starts)))
    bands = [
        {
            "code": f"b{place}", "name": f"Band {place}", "from": start, "look": LOOKS[place % 4],
            "review_days": days[-1 - place], "must_escalate": place >= first,
        }
        for place, start in enumerate(starts)
    ]  # fmt: skip
    return {"likelihood": likelihood, "impact": impact, "bands": bands}


@given(matrices())
def test_every_cell_has_one_band_and_every_band_a_cell(data: dict[str, Any]) -> None:
    matrix = read_matrix(data)
    cells = [cell for row in matrix.rows() for cell in row]
    assert len(cells) == len(matrix.likelihood) * len(matrix.impact)
    assert {cell.band.rank for cell in cells} == {band.rank for band in matrix.bands}
    for cell in cells:
        after = [band.starts for band in matrix.bands if band.rank > cell.band.rank]
        assert cell.band.starts <= cell.score
        assert all(cell.score < start for start in after)


@given(matrices())
def test_more_likely_or_worse_never_scores_lower_nor_is_looked_at_less(
    data: dict[str, Any],
) -> None:
    matrix = read_matrix(data)
    for one in (cell for row in matrix.rows() for cell in row):
        for other in (cell for row in matrix.rows() for cell in row):
            if one.likelihood <= other.likelihood and one.impact <= other.impact and one != other:
                assert one.score < other.score
                assert one.band.rank <= other.band.rank
                assert one.band.review_days >= other.band.review_days
                assert other.band.must_escalate or not one.band.must_escalate


@given(matrices())
def test_what_is_stored_reads_the_same(data: dict[str, Any]) -> None:
    matrix = read_matrix(data)
    assert read_matrix(matrix.as_data()) == matrix


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        (("likelihood",), [], "likelihood"),
        (("impact", 0, "label"), " ", "impact.1"),
        (("impact", 0, "label"), "x" * 41, "impact.1"),
        (("impact", 1, "label"), "minimal", "impact"),
        (("impact", 2, "value"), 2, "impact.3"),
        (("impact", 0, "value"), 0, "impact.1"),
        (("impact", 0, "value"), True, "impact.1"),
        (("bands",), [], "bands"),
        (("bands", 0, "from"), 2, "bands.1.from"),
        (("bands", 2, "from"), 5, "bands.3.from"),
        (("bands", 3, "from"), 26, "bands.4.from"),
        (("bands", 1, "from"), "5", "bands.2.from"),
        (("bands", 1, "name"), "High", "bands"),
        (("bands", 1, "code"), "Medium!", "bands.2"),
        (("bands", 1, "look"), "purple", "bands.2"),
        (("bands", 3, "review_days"), 43, "bands.4.review_days"),
        (("bands", 0, "must_escalate"), True, "bands.2.must_escalate"),
    ],
)
def test_what_is_wrong_is_named(path: tuple[Any, ...], value: object, where: str) -> None:
    data: Any = shipped()["five-by-five"].matrix.as_data()
    at = data
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    with pytest.raises(MatrixError) as problem:
        read_matrix(data)
    assert problem.value.where == where


@pytest.mark.parametrize("levels", [(0, 1), (1, 0), (6, 1), (1, 6)])
def test_levels_count_from_one(levels: tuple[int, int]) -> None:
    with pytest.raises(IndexError):
        shipped()["five-by-five"].matrix.score(*levels)


def test_the_shipped_matrices_have_their_sizes() -> None:
    def size(matrix: Matrix) -> tuple[int, int]:
        return len(matrix.likelihood), len(matrix.impact)

    assert {code: size(one.matrix) for code, one in shipped().items()} == {
        "five-by-five": (5, 5),
        "four-by-four": (4, 4),
    }
