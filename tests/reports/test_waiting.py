"""Work that is reported complete and not signed off is nowhere late, and a report stands beside what the date shows."""

from __future__ import annotations

from datetime import date

import pytest

from goldenthread.core.months import Month
from goldenthread.improvement.models import SuccessCriterion
from goldenthread.improvement.presenters import status_bar
from goldenthread.improvement.rules.status import Status
from goldenthread.reports.models import Progress
from goldenthread.reports.presenters import families_bodies
from goldenthread.reports.queries.families import compose_families
from goldenthread.reports.queries.pack import compose
from tests.improvement.criterion_steps import make_criterion
from tests.reports.papers import TODAY, Partnership
from tests.reports.test_pack import text_of

WAITS = "1 of them only waits for sign-off"


@pytest.fixture
def done(partnership: Partnership) -> Partnership:
    """The milestone that fell due on 31 March is reported complete within its date; nobody has signed it off."""
    partnership.says("1", Status.BLUE, completed_on=date(2026, 3, 20))
    return partnership


def test_a_report_says_that_it_waits_and_not_how_late_it_is(done: Partnership) -> None:
    report = done.drafted()
    said = text_of(done.body(report))
    assert "Reported complete on 20 March 2026, within its date; waits for sign-off" in said
    assert "so far" not in said
    assert f"new date needed (1; {WAITS})" in said
    pack = compose(done.manager.scope, report, TODAY)
    assert [row.note for row in pack.counts if row.count and row.note] == [WAITS]
    assert WAITS in status_bar(pack.page.milestones).summary


def test_families_read_of_it_under_a_heading_of_its_own(done: Partnership) -> None:
    progress = Progress(plan=done.plan, prepared_post=done.manager.post)
    told = compose_families(done.manager.scope, progress, TODAY)
    parts = {part.group.key: part for section in told.sections for part in section.parts}
    assert (len(parts["waiting"].steps), parts["late"].steps) == (1, [])
    both = families_bodies(told)
    assert "We think this is done; somebody else is checking" in both.page
    assert "We think 1 thing is done. Somebody else is checking." in both.easy
    assert not any("late" in line for line in told.counts)


def test_the_report_stands_beside_a_date_that_passed(partnership: Partnership) -> None:
    partnership.says("1", Status.AMBER, forecast=Month(2027, 2), reason="A hall was closed.")
    said = text_of(partnership.body(partnership.drafted()))
    assert "Last reported Amber, forecast February 2027" in said


def test_only_a_moved_date_is_called_moved(partnership: Partnership) -> None:
    partnership.says("1", Status.RED, new_due=Month(2026, 12), reason="The money came late.")
    partnership.says("2", Status.GREEN)
    pack = compose(partnership.manager.scope, partnership.drafted(), TODAY)
    (_, moved), (_, other) = pack.changes_told
    assert [[one.ref for one in rows] for rows in (moved, other)] == [["1a.1"], ["1a.2"]]


def test_printed_numbers_are_a_list_of_their_own(partnership: Partnership) -> None:
    make_criterion(partnership.plan)
    printed = make_criterion(partnership.plan)
    SuccessCriterion.objects.filter(pk=printed.pk).update(text="Reduce waits by 20%")
    said = text_of(partnership.body(partnership.drafted()))
    assert "Target not set (1)" in said
    assert "Number printed, not confirmed (1) Reduce waits by 20%" in said
