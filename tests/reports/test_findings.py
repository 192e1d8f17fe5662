"""What inspectors found, in the papers: each finding with its sections and their status, or counts in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from goldenthread.improvement.actions.findings import Finding, set_findings
from goldenthread.improvement.actions.inspections import add_inspection
from goldenthread.improvement.models import FindingAnswer, Inspection
from goldenthread.reports.presenters import body_of
from goldenthread.reports.queries.pack import compose
from goldenthread.reports.queries.still_open import still_open
from goldenthread.reports.rules.audiences import chain
from tests.improvement.inspecting import FACTS, TODAY, add_section, make_inspection
from tests.reports.papers import Partnership
from tests.reports.test_pack import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def inspection(partnership: Partnership) -> Inspection:
    """Three findings: the first is answered by two sections, the second by one, the third by none."""
    made = make_inspection(
        partnership.plan.area, partnership.manager, ("Waits are long.", "Letters confuse.", "Nobody asks.")
    )  # fmt: skip
    first, second, _ = made.findings.all()
    section, further = partnership.priority.section, add_section(partnership.plan, 2)
    for finding, answer in ((first, section), (first, further), (second, further)):
        FindingAnswer.objects.create(
            finding=finding, section=answer, post=partnership.manager.post,
            user=partnership.manager.user,
        )  # fmt: skip
    return made


def test_the_board_and_the_dfe_read_each_finding_with_what_answers_it(
    partnership: Partnership, inspection: Inspection
) -> None:
    for audience in ("board", "dmt", "dfe"):
        said = text_of(partnership.body(partnership.drafted(audience)))
        assert f"{inspection.title}: 3 findings, 2 answered by the plan" in said
        first = said.split("1. Waits are long.")[1].split("2. Letters confuse.")[0]
        assert partnership.plan.sections.get(position=1).title in first
        assert "0 of 2" in first
        assert "2. Section title 2" in first
        last = said.split("3. Nobody asks.")[1]
        assert "Nobody has linked it to the plan yet." in last[:80]


def test_public_papers_count_findings_in_words(
    partnership: Partnership, inspection: Inspection
) -> None:
    public = [key for key, one in chain().audiences.items() if one.public]
    assert public
    for audience in public:
        said = text_of(partnership.body(partnership.drafted(audience)))
        assert (
            f"{inspection.title}: 3 findings. The plan answers 2 of them. Nobody has linked the rest"
            in said
        )
        assert "Waits are long." not in said


def test_a_paper_says_so_where_nothing_was_found(partnership: Partnership) -> None:
    said = text_of(partnership.body(partnership.drafted("board")))
    assert "No finding of an inspection is linked to the plan" in said


def test_an_inspection_that_the_plan_does_not_answer_gives_way_to_one_that_it_does(
    partnership: Partnership, inspection: Inspection
) -> None:
    newer = add_inspection(
        scope=partnership.manager.scope, area_id=partnership.plan.area_id, today=TODAY,
        post_id=partnership.manager.post.pk,
        facts=replace(FACTS, title="Monitoring visit", starts_on=FACTS.starts_on + timedelta(days=30),
                      ends_on=FACTS.ends_on + timedelta(days=30)),
    )  # fmt: skip
    set_findings(
        scope=partnership.manager.scope, inspection_id=newer.pk, version=newer.version,
        post_id=partnership.manager.post.pk,
        findings=[Finding("1", "improvement", "Something new.")],
    )  # fmt: skip
    said = text_of(partnership.body(partnership.drafted("board")))
    assert "Something new." not in said
    assert "Waits are long." in said
    FindingAnswer.objects.all().delete()
    Inspection.objects.update(report_on=partnership.plan.agreed_on)
    said = text_of(partnership.body(partnership.drafted("board")))
    assert "Something new." in said
    assert "Waits are long." not in said


def test_nobody_is_accused_of_what_nobody_has_linked(
    partnership: Partnership, inspection: Inspection
) -> None:
    FindingAnswer.objects.all().delete()
    Inspection.objects.update(report_on=partnership.plan.agreed_on)
    for audience in ("board", "cabinet"):
        said = text_of(partnership.body(partnership.drafted(audience)))
        assert "3 findings. Nobody has linked these findings to the plan yet." in said
        for accused in ("0 answered", "answers none", "No section of the plan"):
            assert accused not in said


def test_what_was_published_after_the_plan_was_agreed_is_left_out_until_it_is_linked(
    partnership: Partnership, inspection: Inspection
) -> None:
    assert partnership.plan.agreed_on is not None
    Inspection.objects.update(report_on=partnership.plan.agreed_on + timedelta(days=1))
    for audience in ("board", "cabinet"):
        assert inspection.title in text_of(partnership.body(partnership.drafted(audience)))
    FindingAnswer.objects.all().delete()
    for audience in ("board", "cabinet"):
        assert inspection.title not in text_of(partnership.body(partnership.drafted(audience)))


def test_paper_and_sending_say_one_thing_of_findings_that_came_later(
    partnership: Partnership,
) -> None:
    made = make_inspection(partnership.area, partnership.manager)
    pack = compose(partnership.manager.scope, partnership.drafted(), TODAY)
    said = text_of(body_of(pack))
    count = made.findings.count()
    assert f"{count} findings on record were published after the plan was agreed" in said
    assert [row.count for row in still_open(pack) if "inspectors" in row.words] == [count]
