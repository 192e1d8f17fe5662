"""The publication check on texts made to slow it down: no pattern may take time out of all proportion to the text."""

from __future__ import annotations

from time import process_time

import pytest

from goldenthread.documents.rules.publication import Block, check

# Each is repeated to some thousands of characters: what a pattern with nested repeats would choke on.
PIECES = (
    "a", "A", "1", " ", "\n", ".", "@", "0 ", "A.", "A. ", "Aa ", "AA ", "Aa-", "A-", "x'", "X's ", "1 of ", "2 to ",
    "from 3 to ", "the only ", "two more ", "her long own ", "the chair, who ", "the chair ", "she is ", "Mum of ",
    "born on ", "UPN ", "Flat 1, 2 St Aa ", "1 Aa Bb Cc ", "0044 ", "(0", "a.b@", "@a.", "Children: ",
    "of the children ", "parent (", '"(', "agreed with ", "because Aa ", "NHS number ", "case ", "É", "e\u0301",
)  # fmt: skip
LONG = 6_000
# Far above what any of them needs (under a fifth of a second), far below what a runaway pattern takes.
SECONDS = 3.0


@pytest.mark.parametrize("piece", PIECES)
def test_no_text_holds_the_check_up(piece: str) -> None:
    text = (piece * (LONG // len(piece) + 1))[:LONG]
    check([Block("", "Warm up: 3 children, her illness.")])
    begun = process_time()
    check([Block("", text + "!")], known=["Fellmoor Council", "Kent"], places=["Aa School"])
    assert process_time() - begun < SECONDS
