from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from goldenthread.improvement.rules.evidence import check_review, evidence_rules, is_stale
from goldenthread.improvement.rules.self_evaluation import (
    Shows,
    claim_standing,
    self_evaluation_rules,
)
from goldenthread.improvement.rules.status import Actor
from tests.spec.definitions import check_definition, names, rows, table

if TYPE_CHECKING:
    from collections.abc import Mapping

# Written by hand and not from the rules' own data.
AGES = """
| Kind | Speaks of | On | Out of date |
| --- | --- | --- | --- |
| audit | 2025-01-20 | 2026-01-20 | no |
| audit | 2025-01-20 | 2026-01-21 | yes |
| data | 2025-07-20 | 2026-01-20 | no |
| data | 2025-07-19 | 2026-01-20 | yes |
| survey | 2024-02-29 | 2025-02-28 | no |
| survey | 2024-02-29 | 2025-03-01 | yes |
| data | 2025-02-28 | 2025-08-31 | no |
| data | 2025-02-28 | 2025-09-01 | yes |
"""
# Each piece of evidence: its strength, whether it is accepted, whether it is in date.
STANDINGS = """
| Claim | Evidence | Stands | Noted |
| --- | --- | --- | --- |
| strength | - | No evidence | no |
| weakness | - | No evidence | no |
| strength | outcome waiting new | Evidence not accepted | no |
| strength | outcome refused new | Evidence not accepted | no |
| strength | outcome accepted old | Evidence out of date | no |
| strength | outcome accepted old, outcome waiting new | Evidence out of date | no |
| strength | outcome accepted old, output accepted new | Evidence in date | yes |
| strength | activity accepted new | Evidence in date | yes |
| strength | activity accepted new, experience accepted new | Evidence in date | no |
| weakness | activity accepted new | Evidence in date | no |
| weakness | data accepted old | Evidence out of date | no |
"""
REVIEWERS = """
| Who wants to review it | May they |
| --- | --- |
| somebody in a post that had no part in it | yes |
| whoever added it | no |
| whoever added it, now in another post | no |
| whoever changed it since | no |
| a successor in the post that added it | no |
| somebody who holds that post beside another | no |
"""
ON = date(2026, 1, 20)
WRITERS = [Actor("lead", "ann"), Actor("manager", "ben")]
ASKED = {
    "somebody in a post that had no part in it": Actor("quality", "cat"),
    "whoever added it": Actor("lead", "ann"),
    "whoever added it, now in another post": Actor("quality", "ann"),
    "whoever changed it since": Actor("manager", "ben"),
    "a successor in the post that added it": Actor("lead", "cat"),
    "somebody who holds that post beside another": Actor("quality", "cat", frozenset({"lead"})),
}


def shows_of(words: str) -> Shows:
    strength, review, age = words.split()
    dated = date(2025, 12, 1) if age == "new" else date(2020, 1, 1)
    kind = "audit"
    if strength not in evidence_rules().strengths:
        kind, strength = strength, "outcome"
    return Shows(kind, strength, dated, review == "accepted")


@pytest.mark.parametrize("row", rows(AGES), ids=lambda row: " / ".join(row.values()))
def test_age(row: dict[str, str]) -> None:
    dated, on = date.fromisoformat(row["Speaks of"]), date.fromisoformat(row["On"])
    assert is_stale(dated, row["Kind"], on) is (row["Out of date"] == "yes")


@pytest.mark.parametrize("row", rows(STANDINGS), ids=lambda row: " / ".join(row.values()))
def test_standing(row: dict[str, str]) -> None:
    given = [shows_of(words) for words in names(row["Evidence"])]
    found = claim_standing(given, ON, is_strength=row["Claim"] == "strength")
    assert self_evaluation_rules().standings[found.standing].word == row["Stands"]
    assert found.no_difference is (row["Noted"] == "yes")


@pytest.mark.parametrize("row", rows(REVIEWERS), ids=lambda row: " / ".join(row.values()))
def test_reviewer(row: dict[str, str]) -> None:
    problems = check_review(WRITERS, ASKED[row["Who wants to review it"]], True, "")
    assert (not problems) is (row["May they"] == "yes")


def head_of(head: Mapping[str, Any]) -> str:
    checked = f"{head['reviewer']}, {head['reviewed_on']}" if head["reviewer"] else "nobody yet"
    return (
        f"- Version {head['version']}, {head['kind']}, in force from {head['in_force_from']}\n"
        f"- Source: {head['source'].strip()}\n"
        f"- Checked by: {checked}. Next review: {head['next_review']}"
    )


def test_the_document_is_what_was_tested() -> None:
    rules, claims = evidence_rules(), self_evaluation_rules()
    parts = [
        f"# {rules.head['title']}",
        "Written by the spec tests in tests/spec/evidence: every row of the tables of examples is tested.",
        head_of(rules.head),
        "## Kinds of evidence",
        table(
            ("Kind", "What it is", "Out of date after"),
            [(o.word, o.meaning, f"{o.stale_after_months} months") for o in rules.types.values()],
        ),
        "The age is counted from the day that evidence speaks of, not from the day it was added.",
        AGES,
        "## How strong evidence is, from the weakest",
        table(
            ("Strength", "What it says", "What makes it"),
            [(one.word, one.meaning, one.makes) for one in rules.strengths.values()],
        ),
        "## Who reviews it",
        "Evidence that is changed after its review is reviewed again.",
        REVIEWERS,
        "## What a person is told",
        table(
            ("Message", "How to put it right"),
            [(p.message, p.fix) for p in rules.problems.values()],
        ),
        f"# {claims.head['title']}",
        head_of(claims.head),
        "The strands have been compared with the handbook: "
        f"{'yes' if claims.head['strands_checked'] else 'not yet'}.",
        table(("About", "Strand"), [(one.group, one.word) for one in claims.strands.values()]),
        "## How a claim stands",
        table(("State", "Meaning"), [(one.word, one.meaning) for one in claims.standings.values()]),
        "Every state but the last puts a claim on the list of claims to look at again. Beside a strength whose "
        "evidence in date is all weaker than "
        f"“{rules.strengths[claims.difference_from].word}” stands: “{claims.no_difference}”.",
        STANDINGS,
    ]
    check_definition("evidence.md", parts)
