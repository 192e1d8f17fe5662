"""Success criteria and vacant posts in reports, and what all of it comes to on paper."""

from __future__ import annotations

import io
from datetime import date, datetime
from zoneinfo import ZoneInfo

import docx
import lxml.html
import pytest

from goldenthread.core import clock
from goldenthread.documents.files import write
from goldenthread.improvement.actions.posts_needed import need_post
from goldenthread.improvement.models import Milestone, Priority
from goldenthread.improvement.rules.criteria import Comparator, TargetGiven, read_figure
from goldenthread.organisations.models import Post
from goldenthread.reports.models import Report
from goldenthread.reports.queries.pack import compose
from tests.factories import make_person, make_post
from tests.improvement.criterion_steps import add_evidence, aim, judge, make_criterion, measure
from tests.reports.papers import TODAY, Partnership
from tests.reports.test_pack import text_of

SHARE = TargetGiven(
    measure="Reviews in time", comparator=Comparator.AT_LEAST, target=read_figure("60%"),
    source="Return",
)  # fmt: skip


@pytest.fixture
def criteria(partnership: Partnership) -> Partnership:
    """One without a target, one measured often, one measured on few, one judged met and one not met."""
    plan, by = partnership.plan, partnership.manager
    make_criterion(plan)
    for count, base in ((45, 90), (3, 8)):
        measured = make_criterion(plan)
        aim(by, measured, SHARE)
        measure(by, measured, count=count, base=base)
    for met in (True, False):
        judged = make_criterion(plan, "qualitative")
        add_evidence(by, judged, "accepted")
        judge(by, judged, met)
    return partnership


def needs(partnership: Partnership, item: Priority | Milestone, post: Post) -> None:
    manager = partnership.manager
    need_post(
        scope=manager.scope, item=item, needed_id=post.pk, why="Advice", post_id=manager.post.pk
    )


@pytest.fixture
def vacant(partnership: Partnership) -> Partnership:
    """Two vacant posts: one is needed by the priority and by a milestone of it, one by the priority alone."""
    for title in ("Designated Social Care Officer", "Family link worker"):
        post = make_post(partnership.manager.post.organisation, {}, title=title)
        Post.objects.filter(pk=post.pk).update(vacant_since=date(2026, 3, 3))
        needs(partnership, partnership.priority, post)
    officer = Post.objects.get(title="Designated Social Care Officer")
    needs(partnership, partnership.milestone("2"), officer)
    return partnership


def test_not_met_comes_first_and_figures_have_day_and_base(criteria: Partnership) -> None:
    pack = compose(criteria.manager.scope, criteria.drafted(), TODAY)
    assert pack.criteria is not None
    assert [row.text for row in pack.criteria.told] == [
        "Criterion 5", "Criterion 4", "Criterion 2", "Criterion 3",
    ]  # fmt: skip
    said = text_of(criteria.body(Report.objects.get()))
    assert "Target not set 1 of 3 criteria in numbers" in said
    assert "Met 1 of 5 criteria" in said
    assert "50% (45 of 90), 31 January 2026" in said
    assert f"Not met, 10 February 2026, {criteria.manager.post.title}" in said
    assert "Target not set (1) Criterion 1" in said


def test_a_small_count_is_held_back_from_public_papers(criteria: Partnership) -> None:
    member = text_of(criteria.body(criteria.drafted("dmt")))
    public = text_of(criteria.body(criteria.drafted("scrutiny")))
    assert "37.5% (3 of 8)" in member
    assert "50% (45 of 90)" in public
    for told in ("3 of 8", "37.5%"):
        assert told not in public
    assert "Too few to give a number. The figure of 31 January 2026 is held back" in public


def test_vacant_posts_are_told_once_with_what_they_hold_up(vacant: Partnership) -> None:
    said = text_of(vacant.body(vacant.drafted()))
    assert "2 vacant posts, now or soon, behind 1 of 1 priority:" in said
    assert (
        "Vacant: Designated Social Care Officer, since 3 March 2026. Priority 1a; milestone 1a.2."
    ) in said
    assert "Vacant: Family link worker, since 3 March 2026. Priority 1a." in said


def test_a_plan_with_neither_says_so(partnership: Partnership) -> None:
    said = text_of(partnership.body(partnership.drafted()))
    assert "The plan names no success criteria." in said
    assert "is recorded as vacant." in said


def whole(partnership: Partnership) -> Report:
    partnership.risk(score=(5, 5), title="Nobody to assess")
    partnership.risk(title="Money ends")
    partnership.highlight()
    return partnership.drafted()


def test_all_of_it_gives_the_same_bytes(criteria: Partnership, vacant: Partnership) -> None:
    report = whole(criteria)
    bodies = set()
    for hour in (7, 23):
        with clock.fixed(datetime(2026, 5, 12, hour, 5, tzinfo=ZoneInfo("Europe/London"))):
            bodies.add(criteria.body(report))
    criteria.manager = make_person(criteria.area, "partnership_manager")
    bodies.add(criteria.body(Report.objects.get()))
    assert len(bodies) == 1


def test_every_table_has_its_caption_and_its_headings(
    criteria: Partnership, vacant: Partnership
) -> None:
    body = lxml.html.fragment_fromstring(criteria.body(whole(criteria)), create_parent="div")
    tables = list(body.iter("table"))
    assert len(tables) >= 8
    for table in tables:
        assert table.findtext("caption"), "a caption"
        assert table.xpath("thead/tr/th[@scope='col']")
        assert all(row.xpath("th[@scope]") for row in table.xpath("tbody/tr"))


def test_the_copies_hold_it(criteria: Partnership, vacant: Partnership) -> None:
    snapshot = criteria.send(whole(criteria)).snapshot
    assert snapshot is not None
    made = docx.Document(io.BytesIO(write(snapshot, "docx").content))
    cells = {
        cell.text for table in made.tables for row in table.rows for cell in row.cells
    }  # fmt: skip
    assert any("Nobody to assess" in text for text in cells)
    assert any("45 of 90" in text for text in cells)
    assert any("Family link worker" in line.text for line in made.paragraphs)
    assert write(snapshot, "pdf").content.startswith(b"%PDF")
