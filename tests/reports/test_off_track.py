"""What is off track is told as it is: nothing ahead of its date is called past it, and imported words are told."""

from __future__ import annotations

from datetime import date

import pytest

from goldenthread.improvement.models import Milestone
from goldenthread.reports.queries.pack import compose
from tests.reports.papers import TODAY, Partnership
from tests.reports.test_pack import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def imported(partnership: Partnership) -> Partnership:
    """Its second milestone was printed Red and is due in a month; the first is past its date."""
    Milestone.objects.filter(plan=partnership.plan, number="2").update(
        reported_status="red", imported_update="Two vacancies; locums sought"
    )
    return partnership


def test_red_before_its_date_stands_apart_and_is_never_late_by_less_than_nothing(
    imported: Partnership,
) -> None:
    report = imported.drafted("board", "exceptions")
    pack = compose(imported.manager.scope, report, TODAY)
    assert [(group.key, [row.ref for row in group.rows]) for group in pack.groups] == [
        ("passed", ["1a.1"]), ("ahead", ["1a.2"]), ("red", []), ("amber", []),
    ]  # fmt: skip
    said = text_of(imported.body(report))
    assert "Red ahead of its date: new date needed (1)" in said
    assert "Due Jun 2026; new date needed Not past its date" in said
    assert "42 days so far" in said
    assert "-" not in "".join(word for word in said.split() if word.lstrip("-").isdigit())


def test_words_that_were_imported_are_told(imported: Partnership) -> None:
    said = text_of(imported.body(imported.drafted("board", "exceptions")))
    assert "As imported: Two vacancies; locums sought" in said
    assert said.count("Nothing has been reported.") == 1, "of the other milestone"


def test_a_date_that_was_brought_forward_is_not_late_by_less_than_nothing(
    imported: Partnership,
) -> None:
    Milestone.objects.filter(plan=imported.plan, number="1").update(
        baseline_due=date(2026, 9, 30), due=date(2026, 4, 30)
    )
    said = text_of(imported.body(imported.drafted("board", "exceptions")))
    assert "12 days so far" in said
