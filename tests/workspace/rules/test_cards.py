"""A count says what it counts."""

from __future__ import annotations

import pytest

from goldenthread.workspace.presenters.today import of

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("duties", "children", "words"),
    [(0, 0, ""), (1, 1, "duty of 1 child"), (3, 1, "duties of 1 child"), (5, 4, "duties of 4 children")],
)  # fmt: skip
def test_duties_of_so_many_children(duties: int, children: int, words: str) -> None:
    assert of(duties, children) == words
