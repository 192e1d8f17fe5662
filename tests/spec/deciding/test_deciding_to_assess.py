"""Who is told at the start of a case, the test of the law, and on which day a family was told: published as docs."""

from __future__ import annotations

from datetime import date

import pytest

from goldenthread.assessments.rules.deciding import (
    ASSESS,
    REFUSE,
    deciding_rules,
    doubts_of_deciding,
    evidence_kinds,
    limbs,
    need_lawful,
)
from goldenthread.assessments.rules.notified import Went, notified_on
from goldenthread.assessments.rules.telling import telling_rules, to_tell
from goldenthread.core.errors import UserError
from goldenthread.core.months import day_words
from goldenthread.people.rules.rights import FamilyRights
from tests.spec.definitions import check_definition, names, rows, table

# Written by hand.
TOLD = """
| Where the child learns | Told beside the family, health and social care |
| --- | --- |
| nursery | Who leads on special educational needs at the nursery or early years provider |
| primary | The head teacher of the school |
| secondary | The head teacher of the school |
| college | The principal of the college |
| youth_accommodation | The person in charge of the youth accommodation, The youth offending team |
| educated_otherwise | - |
| not_in_education | - |
"""
TEST = """
| Has or may have special educational needs | Provision under a plan may be necessary | To assess | Not to assess |
| --- | --- | --- | --- |
| yes | yes | follows | is not allowed |
| yes | no | is asked about | follows |
| no | yes | is asked about | follows |
| no | no | is asked about | follows |
"""
DAYS = """
| Whose the rights are | Copies went | The family was told on |
| --- | --- | --- |
| the parents | first parent 3 November 2026, second parent 6 November 2026 | 3 November 2026 |
| the young person | first parent 3 November 2026, young person 6 November 2026 | 6 November 2026 |
| the young person | first parent 3 November 2026 | - |
| the young person, for whom the second parent stands in | young person 3 November 2026, second parent 6 November 2026 | 6 November 2026 |
"""
RIGHTS = {
    "the parents": FamilyRights(False, True),
    "the young person": FamilyRights(True, True),
    "the young person, for whom the second parent stands in": FamilyRights(True, True, frozenset({2})),
}  # fmt: skip
READERS = {"first parent": 1, "second parent": 2, "young person": None}
ALWAYS = ["family", "health", "social_care"]


@pytest.mark.parametrize("row", rows(TOLD), ids=lambda row: row["Where the child learns"])
def test_who_is_told(row: dict[str, str]) -> None:
    found = to_tell(row["Where the child learns"], young_person=False).parties
    assert [one.code for one in found[:3]] == ALWAYS
    assert [one.words for one in found[3:]] == names(list(row.values())[1])


@pytest.mark.parametrize("row", rows(TEST), ids=lambda row: "-".join(list(row.values())[:2]))
def test_what_follows_from_the_test(row: dict[str, str]) -> None:
    needs, plan, *told = row.values()
    assert [
        _allowed(outcome, needs == "yes", plan == "yes") for outcome in (ASSESS, REFUSE)
    ] == told


def _allowed(outcome: str, needs: bool, plan: bool) -> str:
    try:
        need_lawful(outcome, needs, plan, asked=True)
    except UserError:
        return "is not allowed"
    doubts = doubts_of_deciding(outcome, needs, plan, looked_at=True, asked=True)
    return "is asked about" if doubts else "follows"


@pytest.mark.parametrize("row", rows(DAYS), ids=lambda row: row["Copies went"])
def test_on_which_day_the_family_was_told(row: dict[str, str]) -> None:
    went = []
    for one in names(row["Copies went"]):
        reader, day = one.rsplit(" ", 3)[0], int(one.split()[-3])
        went.append(Went(READERS[reader], date(2026, 11, day)))
    on = notified_on(went, RIGHTS[row["Whose the rights are"]])
    assert (day_words(on) if on else "-") == row["The family was told on"]


def test_the_definition_is_published() -> None:
    parties = telling_rules()["parties"].values()
    check_definition(
        "deciding-to-assess.md",
        (
            "# Deciding whether to assess",
            "Written by tests/spec/deciding from goldenthread/assessments/rules/data/telling.yaml and deciding.yaml. Law, as far "
            "as a citation stands beside it; no lawyer has checked it yet.",
            "## Who is asked and told at the start",
            "The law gives no number of days for it, so the product shows none.",
            table(
                ("Who", "What for", "Authority", "Evidence"),
                [(_words(one["words"]), one["duty"], one["citation"], one["evidence"]) for one in parties],
            ),
            TOLD,
            "## The test",
            "Both questions are answered, each with why. There is no other threshold.",
            table(
                ("Question", "Authority"), [(one.title, one.citation) for one in limbs().values()]
            ),
            TEST,
            "What is asked about can be confirmed; what is not allowed cannot. A refusal is not allowed either where the family "
            "was neither asked by a letter that went nor has answered (CFA 2014 s.36(4)); a decision to assess is then asked "
            "about. It is also asked about where nothing is marked as looked at.",
            "What may be marked as looked at (practice): " + "; ".join(evidence_kinds().values()) + ".",
            "## The day on which a family was told",
            "A decision keeps no time; the letter does. [Why the first day](../adr/0026-the-day-of-a-decision.md).",
            DAYS,
            "## What a letter says of advice",
            "A letter that tells of an assessment names whose advice will be asked for (practice): "
            + ", ".join(deciding_rules()["advice"]["lines"]).replace("{setting}", "the school or setting")
            + ".",
        ),
    )  # fmt: skip


def _words(said: str | dict[str, str]) -> str:
    return said if isinstance(said, str) else "; ".join(dict.fromkeys(said.values()))
