"""Sentences that had to go are gone, and nothing else."""

from __future__ import annotations

import pytest

from goldenthread.reports.rules.taking_out import without


@pytest.mark.parametrize(
    ("text", "gone", "left"),
    [
        ("Amira told us. We listened.", "Amira told us.", "We listened."),
        ("AMIRA  told us! We listened.", "Hello. Amira told us.", "We listened."),
        ("- Amira told us\n- Ask the forum", "Amira told us.", "- Ask the forum"),
        ("Hello.\n\nAmira told us.", "Amira told us.", "Hello."),
        ("Amira told us more.", "Amira told us.", "Amira told us more."),
        ("Hello.", "", "Hello."),
        ("", "Hello.", ""),
        ("Amira told us.", "Amira told us.", ""),
        ("Up to 2.5 hours. Amira.", "Amira.", "Up to 2.5 hours."),
    ],
)
def test_without(text: str, gone: str, left: str) -> None:
    assert without(text, [gone]) == left
