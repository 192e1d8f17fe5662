"""Whose duties a reader may choose from."""

from __future__ import annotations

import pytest

from goldenthread.workspace.rules.whose import ALL, CHASE, MINE, NOBODY, Reader, choices, post_of


@pytest.mark.parametrize(
    ("reads", "has_cases", "offered"),
    [
        ("all", True, [MINE, CHASE, ALL, NOBODY]),
        ("all", False, [ALL, NOBODY]),
        ("setting", False, [MINE]),
        ("network", False, [ALL]),
        ("setting network", False, [MINE, ALL]),
    ],
)
def test_what_a_reader_is_offered_the_usual_first(
    reads: str, has_cases: bool, offered: list[str]
) -> None:
    reader = Reader("all" in reads, "setting" in reads, "network" in reads, has_cases)
    assert list(choices(reader)) == offered


@pytest.mark.parametrize(
    ("code", "post"),
    [("post-12", 12), ("post-", None), ("post-x", None), ("mine", None), ("12", None)],
)
def test_a_code_names_a_post_or_none(code: str, post: int | None) -> None:
    assert post_of(code) == post
