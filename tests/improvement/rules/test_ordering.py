"""The order of lists: whatever is moved, nothing is lost and parts stay behind what heads them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from goldenthread.improvement.rules.ordering import Placed, moved, settled, ways

UP, DOWN = -1, 1


@st.composite
def lists(draw: st.DrawFn) -> list[Placed]:
    """A list of criteria: two kinds, some below others of their kind, in any order."""
    heads = [
        Placed(pk, None, draw(st.sampled_from("ab"))) for pk in range(1, draw(st.integers(2, 6)))
    ]
    parts = [
        Placed(100 + pk, head.id, head.group)
        for pk in range(draw(st.integers(0, 6)))
        for head in [draw(st.sampled_from(heads))]
    ]
    return list(draw(st.permutations([*heads, *parts])))


def sound(before: list[Placed], after: list[int]) -> bool:
    """The same things, and each part behind its heading with nothing between but other parts."""
    rows = {row.id: row for row in before}
    heading = None
    for pk in after:
        if rows[pk].under is None:
            heading = pk
        elif rows[pk].under != heading:
            return False
    return sorted(after) == sorted(rows)


@given(lists(), st.data())
def test_any_moves_keep_everything_in_a_sound_order(
    rows: list[Placed], data: st.DataObject
) -> None:
    for _ in range(4):
        wanted = data.draw(st.sampled_from(rows)).id
        after = moved(rows, wanted, data.draw(st.sampled_from([UP, DOWN])))
        assert sound(rows, after)
        by_id = {row.id: row for row in rows}
        rows = [by_id[pk] for pk in after]


@given(lists(), st.data())
def test_up_and_down_again_is_where_it_was(rows: list[Placed], data: st.DataObject) -> None:
    by_id = {row.id: row for row in rows}
    rows = [by_id[pk] for pk in settled(rows)]
    wanted = data.draw(st.sampled_from(rows)).id
    up, down = ways(rows, wanted)
    for can, there, back in ((up, UP, DOWN), (down, DOWN, UP)):
        after = moved(rows, wanted, there)
        assert (after != settled(rows)) == can
        if can:
            assert moved([by_id[pk] for pk in after], wanted, back) == settled(rows)


def test_a_heading_takes_its_parts_along_and_passes_only_its_own_kind() -> None:
    rows = [Placed(1, None, "a"), Placed(2, 1, "a"), Placed(3, None, "b"), Placed(4, None, "a")]
    assert moved(rows, 1, DOWN) == [4, 3, 1, 2]
    assert moved(rows, 2, UP) == [1, 2, 3, 4]
    assert ways(rows, 3) == (False, False)
