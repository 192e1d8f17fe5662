"""Codes of priorities: missing ones asked for, and the columns in which they stand."""

from __future__ import annotations

import pytest

from goldenthread.core.errors import UserError
from goldenthread.improvement.rules.importing import Decision, ParsedPlan, decide
from tests.improvement.rules.importing.reading import codes, read

HEAD = "Fellmoor Improvement Plan\nVersion,1\nDate,2 May 2025\n"
TWO = ["Hear families|A. Ask|1. Asked|Jul 2025", "Hear schools|A. Tell|1. Told|Aug 2025"]


def flat(header: str, *rows: str) -> ParsedPlan:
    lines = [line.replace("|", ",") for line in (header, *rows)]
    return read(HEAD + "\n".join(lines), "plan.csv")


def missing(plan: ParsedPlan) -> list[str]:
    return [f.id for f in plan.findings if f.code == "priority_code_missing"]


def test_each_priority_without_a_code_must_be_given_one() -> None:
    plan = flat("Priority|Action|Milestone|Due", *TWO)
    first, second = missing(plan)
    assert {f.code for f in plan.open_errors} == {"priority_code_missing"}
    half = decide(plan, {first: Decision("give_code", "1a")})
    assert [f.id for f in half.open_errors] == [second]
    done = decide(plan, {first: Decision("give_code", "1a"), second: Decision("give_code", "1b")})
    assert [p.code for p in done.priorities] == ["1a", "1b"]
    assert done.open_errors == ()


@pytest.mark.parametrize(
    ("code", "refusal"), [("1A", "decision_wrong"), (" ", "decision_incomplete")]
)
def test_a_code_that_is_taken_or_empty_is_refused(code: str, refusal: str) -> None:
    plan = flat("Priority|Action|Milestone|Due", *TWO)
    first, second = missing(plan)
    answers = {first: Decision("give_code", "1a"), second: Decision("give_code", code)}
    with pytest.raises(UserError) as caught:
        decide(plan, answers)
    assert caught.value.code == refusal


@pytest.mark.parametrize("name", ["Code", "Ref", "Reference", "Priority ref", "Priority code"])
@pytest.mark.parametrize("after", [False, True])
def test_a_column_of_references_beside_the_priorities_holds_their_codes(
    name: str, after: bool
) -> None:
    header, rows = f"{name}|Priority", ["P1|Hear families", "|", "P2|Hear schools"]
    if after:
        header, rows = f"Priority|{name}", ["Hear families|P1", "|", "Hear schools|P2"]
    texts = ["A. Ask|1. Asked|Jul 2025", "B. Write|2. Written|Aug 2025", "A. Tell|1. Told|Sep 2025"]
    plan = flat(f"{header}|Action|Milestone|Due", *map("|".join, zip(rows, texts, strict=True)))
    assert [(p.code, p.title) for p in plan.priorities] == [
        ("P1", "Hear families"), ("P2", "Hear schools"),
    ]  # fmt: skip
    assert [len(p.milestones) for p in plan.priorities] == [2, 1]
    assert "unknown_column" not in codes(plan)


def test_a_reference_that_changes_within_a_priority_numbers_its_rows() -> None:
    plan = flat(
        "Ref|Priority|Milestone|Due", "1|Hear families|Asked|Jul 2025",
        "2|Hear families|Written|Aug 2025",
    )  # fmt: skip
    (priority,) = plan.priorities
    assert priority.code is None
    assert [m.number for m in priority.milestones] == ["1", "2"]


def test_references_beside_titles_with_codes_number_the_rows() -> None:
    plan = flat(
        "Priority|Ref|Milestone|Due", "1a Hear families|1|Asked|Jul 2025",
        "1b Hear schools|2|Told|Aug 2025",
    )  # fmt: skip
    assert [p.code for p in plan.priorities] == ["1a", "1b"]
    assert [m.number for m in plan.milestones()] == ["1", "2"]


def test_a_row_that_repeats_a_title_without_its_code_goes_on_with_it() -> None:
    plan = flat(
        "Priority code|Priority|Milestone|Due", "1a|Hear families|Asked|Jul 2025",
        "|Hear families|Told|Aug 2025",
    )  # fmt: skip
    assert [(p.code, len(p.milestones)) for p in plan.priorities] == [("1a", 2)]


def test_an_answer_may_place_a_milestone_under_a_code_that_another_answer_gives() -> None:
    plan = flat("Priority|Action|Milestone|Due", "|A. Do|9. Lost|Jun 2025", *TWO)
    (stray,) = [f.id for f in plan.findings if f.code == "milestone_unplaced"]
    first, second = missing(plan)
    done = decide(
        plan,
        {
            stray: Decision("place", "1b"),
            first: Decision("give_code", "1a"),
            second: Decision("give_code", "1b"),
        },
    )
    assert [len(p.milestones) for p in done.priorities] == [1, 2]
