from __future__ import annotations

from datetime import date

import pytest

from goldenthread.organisations.rules.vacancy import PostFacts, Spell, holding, vacancy_rules
from tests.spec.definitions import check_definition, rows, table

# Written by hand and not from the rules' own data. The day is 22 November 2026 in every row.
TODAY = date(2026, 11, 22)
CASES = """
| Held | Recorded as vacant since | Post ends | Statutory role | State | Since | Vacant from | Marks what depends on it |
| --- | --- | --- | --- | --- | --- | --- | --- |
| - | - | - | no | Nobody on record | - | - | no |
| - | - | - | yes | Nobody on record | - | - | yes |
| 2026-12-01 on | - | - | yes | Nobody on record | - | - | yes |
| 2026-01-01 on | - | - | yes | Held | - | - | no |
| 2026-01-01 on | - | - | no | Held | - | - | no |
| 2026-01-01 to 2026-11-22 | - | - | no | Held | - | 2026-11-23 | yes |
| 2026-01-01 to 2027-01-21 | - | - | no | Held | - | 2027-01-22 | yes |
| 2026-01-01 to 2027-01-22 | - | - | no | Held | - | - | no |
| 2026-01-01 to 2026-11-30, 2026-12-01 on | - | - | no | Held | - | - | no |
| 2026-01-01 to 2026-11-30, 2026-12-15 on | - | - | no | Held | - | 2026-12-01 | yes |
| 2026-01-01 to 2026-11-21 | - | - | no | Vacant | 2026-11-22 | - | yes |
| 2026-01-01 to 2026-03-02 | - | - | no | Vacant | 2026-03-03 | - | yes |
| 2026-01-01 to 2026-03-02 | 2026-02-01 | - | no | Vacant | 2026-03-03 | - | yes |
| 2026-01-01 to 2026-03-02 | 2026-06-01 | - | no | Vacant | 2026-06-01 | - | yes |
| 2026-12-01 on | - | - | no | Nobody on record | - | - | no |
| - | 2026-03-03 | - | no | Vacant | 2026-03-03 | - | yes |
| 2026-12-01 on | 2026-03-03 | - | no | Vacant | 2026-03-03 | - | yes |
| 2026-05-01 on | 2026-03-03 | - | no | Held | - | - | no |
| - | 2026-11-23 | - | no | Nobody on record | - | - | no |
| 2026-01-01 to 2026-11-30 | - | 2026-11-30 | no | Held | - | - | no |
| - | 2026-03-03 | 2026-11-22 | no | Vacant | 2026-03-03 | - | yes |
| - | 2026-03-03 | 2026-11-21 | no | Ended | 2026-11-22 | - | no |
"""


def day(cell: str) -> date | None:
    return None if cell == "-" else date.fromisoformat(cell)


def spells(cell: str) -> tuple[Spell, ...]:
    found = []
    for part in [] if cell == "-" else cell.split(", "):
        first, _, last = part.partition(" to ")
        found.append(Spell(date.fromisoformat(first.removesuffix(" on")), day(last or "-")))
    return tuple(found)


@pytest.mark.parametrize("row", rows(CASES), ids=lambda row: " / ".join(row.values()))
def test_how_a_post_stands(row: dict[str, str]) -> None:
    facts = PostFacts(
        day(row["Recorded as vacant since"]),
        day(row["Post ends"]),
        spells(row["Held"]),
        row["Statutory role"] == "yes",
    )
    found = holding(facts, TODAY)
    assert vacancy_rules()["states"][found.state.value]["word"] == row["State"]
    assert found.since == day(row["Since"])
    assert found.vacant_from == day(row["Vacant from"])
    assert found.marks == (row["Marks what depends on it"] == "yes")


def test_the_definition_that_is_published() -> None:
    rules = vacancy_rules()
    check_definition(
        "vacant-posts.md",
        [
            f"# {rules['title']}",
            f"Kind: {rules['kind']}. In force from {rules['in_force_from']}. {rules['source'].strip()}",
            "## States",
            "The first that fits is the state. Only a post that is vacant, or will be within "
            f"{rules['soon_days']} days, or that carries a statutory role without a holder on record, marks what "
            "depends on it. To record a holder takes no recorded vacancy "
            "back: the post is held while the holder's days run, and what was recorded counts again only "
            "where it is later than the last holder's leaving.",
            table(
                ["State", "Meaning"],
                [(state["word"], state["meaning"]) for state in rules["states"].values()],
            ),
            "## Cases, as tested, on 22 November 2026",
            CASES,
        ],
    )
