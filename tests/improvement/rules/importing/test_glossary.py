"""The glossary of a plan is kept as its words, in whatever form it stands."""

from __future__ import annotations

import pytest

from tests.improvement.rules.importing.reading import codes, read

PLAN = (
    "# Fellmoor Improvement Plan\n\n## 1a Hear families\n\n"
    "| Action | Lead | Milestones |\n|---|---|---|\n| A. Ask | Head | 1. Jul 2027: Asked |\n\n"
)
DCO = ("DCO", "Designated Clinical Officer")
SENCO = ("SENCo", "Special educational needs co-ordinator")


@pytest.mark.parametrize(
    "glossary",
    [
        "## Glossary\n\n| Term | Full form |\n|---|---|\n| DCO | {0} |\n| SENCo | {1} |\n",
        "## Abbreviations\n\n- DCO: {0}\n- SENCo: {1}\n",
        "## List of acronyms\n\nDCO – {0}\n\nSENCo – {1}\n",
        "## Words we use\n\nDCO = {0}\n\nSENCo = {1}\n",
        "## Jargon buster\n\nThese words stand in the plan.\n\nDCO - {0}\n\nSENCo - {1}\n",
        "| Abbreviation | Stands for |\n|---|---|\n| DCO | {0} |\n| SENCo | {1} |\n",
    ],
)
def test_its_words_are_kept_and_told_in_full(glossary: str) -> None:
    text = PLAN + glossary.format(DCO[1], SENCO[1])
    plan = read(f"{text}\n\nWritten by the partnership.\n", "plan.md")
    assert [(one.term, one.meaning) for one in plan.terms] == [DCO, SENCO]
    [finding] = [one for one in plan.findings if one.code == "glossary_kept"]
    assert DCO[1] in finding.text
    assert finding.message.startswith("2 words")
    assert any("Written by" in f.text for f in plan.findings if f.code == "not_imported")


def test_what_is_no_word_of_it_is_told_apart() -> None:
    plan = read(f"{PLAN}## Glossary\n\nThere is none yet.\n", "plan.md")
    assert plan.terms == ()
    [left] = [one.text for one in plan.findings if one.code == "not_imported"]
    assert left == "Glossary There is none yet."


def test_the_names_of_its_columns_alone_are_told() -> None:
    plan = read(f"{PLAN}## Glossary\n\n| Term | Meaning |\n|---|---|\n", "plan.md")
    assert plan.terms == ()
    assert any("Term" in one.text for one in plan.findings if one.code == "not_imported")


def test_a_plan_before_its_table_of_words_is_read_to_its_end() -> None:
    plan = read(f"{PLAN}| Term | Meaning |\n|---|---|\n| DCO | {DCO[1]} |\n", "plan.md")
    assert "row_unplaced" not in codes(plan)
    assert plan.counts["milestones"] == 1
