"""The published plan of the reference material, and its invented twin, read exactly."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from goldenthread.core.errors import UserError
from goldenthread.improvement.rules.importing import ParsedPlan, to_json
from tests.improvement.rules.importing.reading import dues, lines, priority, read, sample


@pytest.fixture(scope="module")
def seed(reference: Path) -> ParsedPlan:
    name = "001_eca05b2657f591e4.txt"
    return read((reference / "seeds" / name).read_bytes(), name)


def test_published_plan_counts(seed: ParsedPlan) -> None:
    counts = {k: v for k, v in to_json(seed)["counts"].items() if not k.startswith("findings")}
    assert counts == {
        "sections": 4,
        "priorities": 19,
        "actions": 41,
        "milestones": 80,
        "milestones_unplaced": 1,
        "recurring": 5,
        "criteria_quantitative": 25,
        "criteria_qualitative": 30,
        "interdependencies": 17,
    }


def test_published_plan_by_section(seed: ParsedPlan) -> None:
    kinds = ("quantitative", "qualitative")
    assert [
        [sum(c.kind == kind for c in s.success_criteria) for kind in kinds] for s in seed.sections
    ] == [[4, 9], [7, 8], [7, 4], [7, 9]]
    assert [len(s.interdependencies) for s in seed.sections] == [5, 3, 4, 5]
    assert [len(s.what_good_looks_like) for s in seed.sections] == [7, 5, 4, 8]
    assert [s.number for s in seed.sections] == ["1", "2", "3", "4"]
    assert [p.code for p in seed.priorities] == [
        "1a", "1b", "1c", "2a", "2b", "2c", "2d", "2e", "3a", "3b", "3c", "3d", "3e",
        "4a", "4b", "4c", "4d", "4e", "4f",
    ]  # fmt: skip


def test_published_plan_head_and_details(seed: ParsedPlan) -> None:
    plan = to_json(seed)["plan"]
    assert plan["date"] == "2025-05-28"
    assert plan["version"] == "Final"
    assert plan["title"].endswith("Improvement Plan 2025-2028")
    assert dues(seed, "1b") == ["2025-09", "2026-01", "2025-12"]
    fifth = priority(seed, "1a").milestones[4]
    assert fifth.qualifier == "quarterly reviews following this"
    assert fifth.text.startswith("Programme of review")
    assert {m.action for m in seed.milestones()} == {None}
    assert [m.source_line for m in seed.unplaced] == [127]
    assert seed.unplaced[0].number == "11"
    assert [(r.number, r.cadence) for r in priority(seed, "4c").recurring] == [
        ("1", "weekly"), ("2", "six-monthly"), ("2", "six-monthly"), ("3", "yearly"),
        ("3", "yearly"),
    ]  # fmt: skip
    parents = [c.parent for c in seed.sections[3].success_criteria]
    assert parents.count(1) == 2
    assert priority(seed, "4a").leads == (
        "Assistant Director for Quality, Resources & Transformation",
    )
    assert len({lead for p in seed.priorities for lead in p.leads}) == 9
    assert priority(seed, "2b").leads == priority(seed, "2c").leads


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("milestone_unplaced", [127]),
        ("priority_missing", [127]),
        ("split_header", [119, 123, 185, 189, 249, 253]),
        ("unnumbered_list", [187, 191, 251, 255]),
        ("month_spelling", [345]),
        ("due_before_plan_date", [340]),
        ("list_broken", [290]),
        ("criterion_parent_heading", [286]),
        ("footnote", [291, 314]),
        ("dates_out_of_order", [121, 247, 247, 255, 255, 255, 334]),
        ("row_unplaced", []),
        ("due_unreadable", []),
    ],
)
def test_published_plan_findings(seed: ParsedPlan, code: str, expected: list[int]) -> None:
    assert lines(seed, code) == expected


def test_published_plan_only_waits_for_the_stray_milestone(seed: ParsedPlan) -> None:
    assert [finding.code for finding in seed.open_errors] == ["milestone_unplaced"]


def test_published_plan_is_read_in_far_less_than_two_seconds(reference: Path) -> None:
    data = (reference / "seeds" / "001_eca05b2657f591e4.txt").read_bytes()
    started = time.process_time()
    read(data)
    assert time.process_time() - started < 2


@pytest.mark.parametrize("number", ["000", "002", "003", "004"])
def test_documents_that_are_no_plan_are_refused(reference: Path, number: str) -> None:
    path = next((reference / "seeds").glob(f"{number}_*.txt"))
    with pytest.raises(UserError, match="Looked for sections") as caught:
        read(path.read_bytes(), path.name)
    assert caught.value.code == "no_plan_found"


def test_twin_counts() -> None:
    counts = {k: v for k, v in to_json(sample("twin.txt"))["counts"].items() if "find" not in k}
    assert counts == {
        "sections": 2,
        "priorities": 4,
        "actions": 5,
        "milestones": 8,
        "milestones_unplaced": 1,
        "recurring": 3,
        "criteria_quantitative": 7,
        "criteria_qualitative": 3,
        "interdependencies": 3,
    }


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("milestone_unplaced", [76]),
        ("priority_missing", [76, 110]),
        ("split_header", [71]),
        ("unnumbered_list", [73]),
        ("month_spelling", [73]),
        ("due_before_plan_date", [108]),
        ("due_unreadable", [108]),
        ("list_broken", [52]),
        ("criterion_parent_heading", [48]),
        ("criterion_without_number", [47, 52]),
        ("footnote", [62, 64]),
        ("dates_out_of_order", [69]),
        ("bracketed_note", [69, 73]),
        ("mixed_apostrophes", [62, 108]),
        ("duplicate_text", [103]),
        ("not_imported", [6, 10, 17, 23, 77, 121]),
        ("glossary_kept", [115]),
    ],
)
def test_twin_findings(code: str, expected: list[int]) -> None:
    assert lines(sample("twin.txt"), code) == expected


def test_twin_details() -> None:
    plan = sample("twin.txt")
    assert [m.action for m in priority(plan, "1a").milestones] == [None, None, "B"]
    assert priority(plan, "2a").leads == ("Chair of the Parents’ Panel",)
    assert dues(plan, "2a") == ["2025-12", None]
    assert plan.sections[0].success_criteria[3].parent == 2
    assert plan.sections[0].success_criteria[5].parent is None
