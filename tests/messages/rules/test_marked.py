"""The words of a letter as headings, lists and paragraphs."""

from __future__ import annotations

from goldenthread.messages.rules.marked import Block, blocks


def test_marks_become_blocks_in_order() -> None:
    words = "Dear Ms Hythe\n\n# Why\n\nOne.\nTwo.\n\n- a\n- b\nc\n\n  \n\n#not a heading"
    assert blocks(words) == (
        Block("text", ("Dear Ms Hythe",)), Block("heading", ("Why",)), Block("text", ("One.", "Two.")),
        Block("list", ("a", "b")), Block("text", ("c",)), Block("text", ("#not a heading",)),
    )  # fmt: skip
    assert blocks("") == ()
