"""What a draft lacks before it can be agreed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from goldenthread.core.months import Month
from goldenthread.improvement.rules.agreement import check_agreed_head
from goldenthread.improvement.rules.readiness import (
    DraftMilestone,
    DraftPriority,
    DraftSection,
    remarks,
)

DATED = date(2026, 5, 28)
MILESTONE = DraftMilestone(1, "1", "Letters rewritten", Month(2026, 9))
PRIORITY = DraftPriority(1, 1, "1a", "Tell families", 1, 1, 0, (MILESTONE,))
SECTION = DraftSection(1, 1, "1", "Communication", 1, 1, 0, (PRIORITY,))


def found(dated: date | None, *sections: DraftSection) -> dict[str, str]:
    return {remark.code: remark.severity for remark in remarks(dated, sections)}


def with_priority(**changes: object) -> DraftSection:
    return replace(SECTION, priorities=(replace(PRIORITY, **changes),))  # type: ignore[arg-type]


def with_milestones(*milestones: DraftMilestone) -> DraftSection:
    return with_priority(milestones=milestones)


def test_a_whole_plan_lacks_nothing() -> None:
    assert found(DATED, SECTION) == {}


@pytest.mark.parametrize("sections", [(), (with_priority(milestones=(), recurring=2),)])
def test_without_a_milestone_it_cannot_be_agreed(sections: tuple[DraftSection, ...]) -> None:
    assert found(DATED, *sections) == {"no_milestone": "error"}


@pytest.mark.parametrize(
    ("code", "dated", "sections"),
    [
        ("duplicate_number", DATED, [SECTION, replace(SECTION, id=2)]),
        ("section_missing", DATED, [SECTION, replace(SECTION, id=2, number="3")]),
        ("section_title_missing", DATED, [replace(SECTION, title="")]),
        ("section_empty", DATED, [SECTION, replace(SECTION, number="2", priorities=())]),
        ("criteria_missing", DATED, [replace(SECTION, criteria=0)]),
        ("priority_missing", DATED,
         [replace(SECTION, priorities=(PRIORITY, replace(PRIORITY, id=2, code="1c")))]),
        ("priority_title_missing", DATED, [with_priority(title="")]),
        ("lead_missing", DATED, [with_priority(leads=0)]),
        ("empty_priority", DATED,
         [replace(SECTION, priorities=(PRIORITY, replace(PRIORITY, code="1b", milestones=())))]),
        ("due_missing", DATED, [with_milestones(replace(MILESTONE, due=None))]),
        ("due_before_plan_date", DATED, [with_milestones(replace(MILESTONE, due=Month(2026, 4)))]),
        ("due_year_doubtful", DATED, [with_milestones(replace(MILESTONE, due=Month(1926, 5)))]),
        ("due_year_doubtful", DATED, [with_milestones(replace(MILESTONE, due=Month(2042, 1)))]),
        ("duplicate_number", DATED, [with_milestones(MILESTONE, replace(MILESTONE, id=2))]),
    ],
)  # fmt: skip
def test_each_other_lack_is_a_warning(
    code: str, dated: date | None, sections: list[DraftSection]
) -> None:
    assert found(dated, *sections) == {code: "warning"}


@pytest.mark.parametrize(
    ("version", "dated", "codes"),
    [
        ("1.0", DATED, []),
        ("", DATED, ["version_missing"]),
        ("  ", None, ["version_missing", "dated_missing"]),
        ("final", DATED, ["version_taken"]),
        (" FINAL ", None, ["version_taken", "dated_missing"]),
    ],
)
def test_what_a_version_must_say_of_itself_is_asked_for_when_it_is_agreed(
    version: str, dated: date | None, codes: list[str]
) -> None:
    lacking = check_agreed_head(version, dated, ["Final", "Draft 2"])
    assert [problem.code for problem in lacking] == codes
    told = remarks(dated, [SECTION], lacking)
    assert [(one.code, one.severity, one.thing) for one in told] == [
        (code, "warning", "head") for code in codes
    ]


def test_a_milestone_of_the_month_of_the_plan_is_not_before_it() -> None:
    assert found(DATED, with_milestones(replace(MILESTONE, due=Month(2026, 5)))) == {}
