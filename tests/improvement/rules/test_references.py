"""A milestone is called by its printed number, or by its place in brackets."""

from __future__ import annotations

import re

from goldenthread.improvement.rules.references import milestone_place, milestone_reference
from tests.conftest import ROOT

BY_HAND = re.compile(r"\bnumber'?\]?\s+or\s+(?:str\()?[\w.\[']*(?:position|place)\b")


def test_a_printed_number_stands_as_it_is() -> None:
    assert milestone_reference("2c", "3", 7) == "2c.3"
    assert milestone_place("A.2", 1) == "A.2"


def test_a_place_cannot_be_taken_for_a_number() -> None:
    assert milestone_reference("2c", "", 3) == "2c.(3)"
    assert milestone_place(None, 3) == "(3)"


def test_no_page_or_paper_makes_a_reference_of_its_own() -> None:
    room = ROOT / "src" / "goldenthread"
    sources = [*room.rglob("*.py"), *room.rglob("*.html")]
    made = [
        f"{path.relative_to(room)}: {line.strip()[:90]}"
        for path in sources
        for line in path.read_text(encoding="utf-8").splitlines()
        if BY_HAND.search(line) and "finding" not in line
    ]
    assert made == []
