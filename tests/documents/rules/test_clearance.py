"""What counts as a reason, and for how long a draft stands still."""

from __future__ import annotations

from datetime import date

import pytest

from goldenthread.documents.rules.clearance import reads_on, says_why


@pytest.mark.parametrize(
    "reason",
    [
        "They asked to be named.",
        "Agreed with her mother, in writing.",
        "Public figure: leader of the council",
        "Mae'r teulu wedi cytuno.",
        "Семья согласилась на это.",
    ],
)
def test_a_sentence_is_a_reason(reason: str) -> None:
    assert says_why(reason)


@pytest.mark.parametrize(
    "thin",
    [
        "", "ok", "okokokokokokokok", "ok ok ok ok ok ok ok ok", "it is fine",
        "aaaaaa bbbbbb cccccc", "a b c d e f g h i j k l m n o p", "1234 5678 9012 3456 7890",
        "........ ........ ........", "agreed agreed Agreed AGREED", "Approvedwithoutanyspaces",
    ],
)  # fmt: skip
def test_what_says_nothing_is_none(thin: str) -> None:
    assert not says_why(thin)


def test_a_draft_stands_for_a_week() -> None:
    asked = date(2026, 5, 12)
    assert reads_on(None, asked) == asked
    assert reads_on(asked, date(2026, 5, 19)) == asked
    assert reads_on(asked, date(2026, 5, 20)) == date(2026, 5, 20)
