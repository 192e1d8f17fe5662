"""Publishes who of a family may be told what, and what a family is asked to agree to."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from goldenthread.people.rules.codes import codes
from goldenthread.people.rules.purposes import WORDS, purpose_rules, purposes
from goldenthread.people.rules.recipients import (
    Tie,
    letters_to,
    may_be_named_to,
    may_be_told,
    may_know_place,
    restriction_rules,
)
from goldenthread.people.rules.rights import CITATION, FamilyRights, rights_pass_on
from tests.spec.definitions import check_definition, rows, table

pytestmark = pytest.mark.pure

TODAY = date(2026, 11, 22)
# Written by hand and not from the rules' own data. Another carer without a restriction is there in every row.
TOLD = """
| Rights are held by | Restriction | Gets letters | Stands in | A letter goes to them | May be told | May know where the child lives and learns | Is named to others |
| --- | --- | --- | --- | --- | --- | --- | --- |
| parents | none | yes | no | yes | yes | yes | yes |
| parents | none | no | no | no | yes | yes | yes |
| parents | no_address | yes | no | yes | yes | no | yes |
| parents | no_information | yes | no | no | no | no | no |
| parents | no_contact | yes | no | no | no | no | no |
| young person, parents not told | none | yes | no | no | no | no | no |
| young person, parents not told | none | yes | yes | yes | yes | yes | no |
| young person, parents not told | no_contact | yes | yes | no | no | no | no |
| young person, parents told | none | yes | no | yes | yes | yes | yes |
| young person, parents told | no_address | yes | no | yes | yes | no | yes |
| young person, parents told | no_information | yes | no | no | no | no | no |
"""
PASSING = """
| Born | First day of the young person's own rights |
| --- | --- |
| 2010-09-01 | 2027-06-26 |
| 2011-03-01 | 2027-06-26 |
| 2011-08-31 | 2027-06-26 |
| 2011-09-01 | 2028-07-01 |
"""
HEAD = "Version {version}, kind {kind}, in force from {in_force_from}. {source}"


def rights(row: dict[str, str]) -> FamilyRights:
    who = row["Rights are held by"]
    standing_in = frozenset({1}) if row["Stands in"] == "yes" else frozenset()
    return FamilyRights(who != "parents", "not told" not in who, standing_in)


@pytest.mark.parametrize("row", rows(TOLD), ids=lambda row: " / ".join(row.values()))
def test_what_a_carer_may_be_told(row: dict[str, str]) -> None:
    ties = (Tie(1, row["Restriction"], row["Gets letters"] == "yes"), Tie(2))
    found = {
        "A letter goes to them": 1 in letters_to(ties, TODAY, rights(row)).carers,
        "May be told": may_be_told(1, ties, TODAY, rights(row)),
        "May know where the child lives and learns": may_know_place(1, ties, TODAY, rights(row)),
        "Is named to others": may_be_named_to(1, 2, ties, TODAY, rights(row)),
    }
    assert {name: row[name] == "yes" for name in found} == found


@pytest.mark.parametrize("row", rows(PASSING), ids=lambda row: row["Born"])
def test_when_the_rights_pass(row: dict[str, str]) -> None:
    born = date.fromisoformat(row["Born"])
    first = row["First day of the young person's own rights"]
    assert rights_pass_on(born).isoformat() == first


def test_the_definition_of_who_may_be_told() -> None:
    rules = restriction_rules()
    left = [
        (code, codes("restriction")[code], _yes(one["told"]), _yes(one["place"]))
        for code, one in rules["restrictions"].items()
    ]
    check_definition(
        "who-may-be-told.md",
        [
            f"# {rules['title']}",
            _head(rules),
            "A restriction is obeyed from the moment it is written down until somebody takes it away. The days of the "
            "order beside it lift nothing. It wins over parental responsibility, over getting letters, over any "
            "consent, and over standing in for a young person; of two ties on one day the stricter one counts. What "
            "is protected in a record goes to nobody by letter, whoever may know where the child lives.",
            "## Restrictions",
            table(
                ["Code", "Words", "May be told", "May know where the child lives and learns"], left
            ),
            "## Whose the rights are",
            f"The parents' until the end of compulsory school age, then the young person's own ({CITATION}). From that "
            "day parents are told nothing until the young person has agreed to it.",
            PASSING,
            "## Cases, as tested",
            TOLD,
        ],
    )


def test_the_definition_of_consents() -> None:
    rules = purpose_rules()
    check_definition(
        "consents.md",
        [
            f"# {rules['title']}",
            _head(rules),
            rules["duty"],
            "## Purposes",
            table(
                ["Code", "Title", "Words", "Answered by", "Kind", "Source"],
                [
                    (
                        one.code,
                        one.title,
                        one.words,
                        ", ".join(sorted(one.given_by)),
                        one.kind,
                        one.source,
                    )
                    for one in purposes().values()
                ],
            ),
            "## How an answer stands",
            "Only an agreement that stands lets anything happen.",
            table(
                ["Code", "Words"], [(standing.value, words) for standing, words in WORDS.items()]
            ),
        ],
    )


def _head(rules: dict[str, Any]) -> str:
    reviewer = (
        f" Checked by {rules['reviewer']}." if rules["reviewer"] else " Nobody has checked it yet."
    )
    return HEAD.format(**{**rules, "source": rules["source"].strip()}) + reviewer


def _yes(value: bool) -> str:
    return "yes" if value else "no"
