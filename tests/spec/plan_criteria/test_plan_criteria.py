from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from goldenthread.improvement.rules.criteria import (
    Comparator,
    CriterionFacts,
    Judgement,
    Kind,
    check_judgement,
    course,
    criteria_rules,
    criterion_standing,
)
from tests.improvement.rules.test_printed_numbers import NOTHING, READ, SHOWN, lines
from tests.spec.definitions import check_definition, rows, table

# Written by hand and not from the rules' own data. "yes" and "no" say whether the thing is on record.
STATES = """
| Criterion | Target | Baseline | Evidence | Judged | State |
| --- | --- | --- | --- | --- | --- |
| at least a number | no | no | no | - | Target not set |
| at least a number | no | no | yes | - | Target not set |
| at least a number | yes | no | no | - | Evidence missing |
| at least a number | yes | no | yes | - | Ready to judge |
| at least a number | yes | no | yes | met | Met |
| at least a number | yes | no | yes | not met | Not met |
| at least a number | yes | no | no | met | Evidence missing |
| at least a number | yes | no | no | not met | Not met |
| at least a number | no | no | yes | met | Met |
| at least a number | no | no | no | met | Target not set |
| a change by a number | no | no | no | - | Target not set |
| a change by a number | yes | no | no | - | Baseline missing |
| a change by a number | yes | no | yes | - | Baseline missing |
| a change by a number | yes | yes | no | - | Evidence missing |
| a change by a number | yes | yes | yes | - | Ready to judge |
| a change by a number | yes | yes | yes | met | Met |
| a change by a number | yes | no | yes | met | Baseline missing |
| a change by a number | yes | no | yes | not met | Not met |
| a change in one direction | no | no | no | - | Baseline missing |
| a change in one direction | no | yes | no | - | Evidence missing |
| a change in one direction | no | yes | yes | - | Ready to judge |
| a change in one direction | no | yes | yes | met | Met |
| a change in one direction | no | no | yes | met | Baseline missing |
| not said how to compare | no | no | yes | - | Target not set |
| not said how to compare | yes | no | yes | - | Ready to judge |
| qualitative | no | no | no | - | Evidence missing |
| qualitative | no | no | yes | - | Ready to judge |
| qualitative | no | no | yes | met | Met |
| qualitative | no | no | yes | not met | Not met |
| qualitative | no | no | no | met | Evidence missing |
| qualitative | no | no | no | not met | Not met |
"""
CRITERIA = {
    "at least a number": (Kind.QUANTITATIVE, Comparator.AT_LEAST),
    "a change by a number": (Kind.QUANTITATIVE, Comparator.DECREASE_BY_PERCENT),
    "a change in one direction": (Kind.QUANTITATIVE, Comparator.INCREASE),
    "not said how to compare": (Kind.QUANTITATIVE, None),
    "qualitative": (Kind.QUALITATIVE, None),
}
JUDGED = {"-": None, "met": True, "not met": False}


# The baseline is 50 weeks on 1 January 2025; the target is 20% less (40 weeks) by 1 January 2027, so that a straight
# line stands at 45 weeks on 1 January 2026. The day is 1 June 2026 unless the row says otherwise.
COURSES = """
| Latest figure | Of the day | Baseline known | Target set | Day of the target | Today | What it says |
| --- | --- | --- | --- | --- | --- | --- |
| 40 | 2026-01-01 | yes | yes | 2027-01-01 | 2026-06-01 | Target reached |
| 45 | 2026-01-01 | yes | yes | 2027-01-01 | 2026-06-01 | On course |
| 45.1 | 2026-01-01 | yes | yes | 2027-01-01 | 2026-06-01 | Behind |
| 44 | 2026-01-01 | yes | yes | 2027-01-01 | 2026-06-01 | On course |
| 51 | 2025-01-01 | yes | yes | 2027-01-01 | 2026-06-01 | Behind |
| 51 | 2024-12-31 | yes | yes | 2027-01-01 | 2026-06-01 | Not reached yet |
| 45 | 2026-01-01 | yes | yes | - | 2026-06-01 | Not reached yet |
| 41 | 2026-12-31 | yes | yes | 2027-01-01 | 2027-01-01 | Behind |
| 41 | 2026-12-31 | yes | yes | 2027-01-01 | 2027-01-02 | Figure due |
| 41 | 2027-01-01 | yes | yes | 2027-01-01 | 2027-01-02 | Missed |
| 40 | 2026-12-31 | yes | yes | 2027-01-01 | 2027-01-02 | Target reached |
| - | - | yes | yes | 2027-01-01 | 2026-06-01 | - |
| - | - | yes | yes | 2027-01-01 | 2027-01-02 | Figure due |
| 45 | 2026-01-01 | no | yes | 2027-01-01 | 2026-06-01 | - |
| 45 | 2026-01-01 | yes | no | 2027-01-01 | 2026-06-01 | - |
| 45 | 2027-01-05 | yes | no | 2027-01-01 | 2027-01-06 | - |
"""


@pytest.mark.parametrize("row", rows(COURSES), ids=lambda row: " / ".join(row.values()))
def test_course(row: dict[str, str]) -> None:
    def day(name: str) -> date | None:
        return None if row[name] == "-" else date.fromisoformat(row[name])

    facts = CriterionFacts(
        Kind.QUANTITATIVE,
        Comparator.DECREASE_BY_PERCENT,
        target=Decimal(20) if row["Target set"] == "yes" else None,
        baseline=Decimal(50) if row["Baseline known"] == "yes" else None,
        latest=None if row["Latest figure"] == "-" else Decimal(row["Latest figure"]),
        target_by=day("Day of the target"),
        baseline_on=date(2025, 1, 1) if row["Baseline known"] == "yes" else None,
        latest_on=day("Of the day"),
    )
    found = course(facts, date.fromisoformat(row["Today"]))
    word = "-" if found is None else criteria_rules()["courses"][found]["word"]
    assert word == row["What it says"]


def facts_of(row: dict[str, str]) -> CriterionFacts:
    kind, comparator = CRITERIA[row["Criterion"]]
    met = JUDGED[row["Judged"]]
    return CriterionFacts(
        kind=kind,
        comparator=comparator,
        target=Decimal(20) if row["Target"] == "yes" else None,
        baseline=Decimal(60) if row["Baseline"] == "yes" else None,
        evidence=1 if row["Evidence"] == "yes" else 0,
        judgement=None if met is None else Judgement(met, date(2026, 1, 10)),
    )


@pytest.mark.parametrize("row", rows(STATES), ids=lambda row: " / ".join(row.values()))
def test_state(row: dict[str, str]) -> None:
    state = criterion_standing(facts_of(row)).state
    assert criteria_rules()["states"][state]["word"] == row["State"]


@pytest.mark.parametrize(
    ("day", "word"),
    [(date(2027, 3, 30), "Not due yet"), (date(2027, 3, 31), "Ready to judge")],
)
def test_it_is_ready_to_judge_once_the_day_of_its_target_has_come(day: date, word: str) -> None:
    facts = CriterionFacts(Kind.QUALITATIVE, evidence=1, target_by=date(2027, 3, 31))
    state = criterion_standing(facts, day).state
    assert criteria_rules()["states"][state]["word"] == word


@pytest.mark.parametrize("row", rows(STATES), ids=lambda row: " / ".join(row.values()))
def test_a_judgement_with_a_reason_is_accepted_exactly_when_it_would_count(
    row: dict[str, str],
) -> None:
    facts = facts_of(row)
    for met, state in ((True, "met"), (False, "not_met")):
        judged = CriterionFacts(
            facts.kind,
            facts.comparator,
            facts.target,
            facts.baseline,
            facts.latest,
            facts.evidence,
            Judgement(met, date(2026, 1, 10)),
        )
        accepted = not check_judgement(facts, met, "Agreed by the board.")
        assert accepted is (criterion_standing(judged).state == state)


def test_the_document_is_what_was_tested() -> None:
    rules = criteria_rules()
    checked = f"{rules['reviewer']}, {rules['reviewed_on']}" if rules["reviewer"] else "nobody yet"
    states = [(entry["word"], entry["meaning"]) for entry in rules["states"].values()]
    words = {True: "yes", False: "no"}
    comparators = [
        (entry["word"], words[entry["change"]], words[entry["needs_target"]], entry["phrase"])
        for entry in rules["comparators"].values()
    ]
    courses = [(entry["word"], entry["meaning"]) for entry in rules["courses"].values()]
    told = ("Message", "How to put it right")

    def problems(name: str) -> str:
        return table(told, [(p["message"], p["fix"]) for p in rules[name].values()])

    parts = [
        f"# {rules['title']}",
        "Written by the spec tests in tests/spec/plan_criteria: every row of the last two tables is tested.",
        f"- Version {rules['version']}, {rules['kind']}, in force from {rules['in_force_from']}\n"
        f"- Source: {rules['source'].strip()}\n"
        f"- Checked by: {checked}. Next review: {rules['next_review']}",
        "## The states",
        table(("State", "Meaning"), states),
        "A target that is not set, or a missing baseline, is a state and not an error. Beside a criterion, "
        "“Not due yet” is told as “" + "” or “".join(rules["due_words"].values()) + "”.",
        "## Numbers that the words print",
        "A number in the words of a criterion is proposed as its target and never set by itself: until somebody has "
        "confirmed it, or said otherwise, the criterion is “Number printed, not confirmed”. The import reads numbers "
        "in the same way. What the words do not say clearly is proposed as “not said”: a person has to choose how the "
        "figure is held against it.",
        table(("Words", "Proposed as", "Number", "Unit"), lines(READ)),
        "Shown and not proposed are ranges, several numbers, and shares that would have to be rounded:",
        table(("Words", "Shown"), lines(SHOWN)),
        "Years, dates, ages, school years, and numbers of milestones, sections and the like are no amounts: "
        + "; ".join(one for one in NOTHING if one)
        + ".",
        "## How a figure is held against its target",
        table(
            ("Comparator", "A change from a baseline", "Needs a target", "In words"), comparators
        ),
        "The newest target counts; those before it stay on record. The newest figure is the one of the latest day "
        "that is not withdrawn. A count and its base make a share, rounded half up to one decimal place; the share as "
        "it is shown is held against the target. A figure that was typed is kept with every digit, up to four places.",
        "## What the latest figure says",
        table(("Word", "Meaning"), courses),
        "## What a person is told who judges",
        "Met is refused without evidence and, for a change, without its baseline. It needs a reason where no target "
        "is set or where the figures say otherwise. Not met needs a reason where there is no evidence or where the "
        "figures say otherwise. Either needs a reason before the day of the target, and shows as judged early. Met is "
        "said by somebody who neither set the target nor recorded the latest figure, nor holds a post that did; where "
        "nobody else in the area can, the partnership manager may, with a reason, and it shows.",
        problems("problems"),
        "## What a person is told who sets a target",
        problems("target_problems"),
        "## What a person is told who records a measurement",
        problems("measurement_problems"),
        "## What a person is told whose number cannot be read",
        problems("figure_problems"),
        "## Which state a criterion has",
        STATES,
        "## What a figure says on its way to the target",
        "The baseline is 50 weeks on 1 January 2025, and the target is 20% less: a straight line to 40 weeks on "
        "1 January 2027.",
        COURSES,
    ]
    check_definition("plan-criteria.md", parts)
