from __future__ import annotations

from datetime import date, timedelta

import pytest

from goldenthread.core.rulesfile import load_rules
from goldenthread.organisations.rules.councils import council_for, council_name
from goldenthread.people.rules.codes import codes, words_of
from goldenthread.people.rules.following import Held, place
from goldenthread.people.rules.responsible import lives
from goldenthread.people.rules.stays import StayFacts, questions, setting_word
from tests.conftest import ROOT
from tests.spec.definitions import check_definition, rows, table

pytestmark = pytest.mark.pure

DATA = ROOT / "src" / "goldenthread"
# Written by hand and not from the rules' own data.
FOLLOWING = """
| On record | New | What comes of it |
| --- | --- | --- |
| 2020-01-01 on | 2026-03-01 on | the one before ends on 2026-02-28 |
| since nobody knows when | 2026-03-01 on | the one before ends on 2026-02-28 |
| 2020-01-01 to 2025-12-31 | 2026-03-01 on | both stand |
| 2020-01-01 to 2026-03-01 | 2026-03-01 on | refused: they share a day |
| 2020-01-01 on | 2022-01-01 to 2022-12-31 | refused: they share a day |
| 2020-01-01 on | 2020-01-01 on | refused: they share a day |
| 2020-01-01 on | since nobody knows when | refused: they share a day |
| 2020-01-01 on | 2019-01-01 to 2019-12-31 | both stand |
"""
COUNCILS = """
| The directory says | Which is | Responsible in the area of Westmorland and Furness |
| --- | --- | --- |
| E06000064 | Westmorland and Furness | ours |
| E07000027 | Westmorland and Furness | ours |
| E07000030 | Westmorland and Furness | ours |
| E07000031 | Westmorland and Furness | ours |
| E06000063 | Cumberland | elsewhere |
| E07000029 | Cumberland | elsewhere |
| E07000121 | Lancashire | elsewhere |
| S12000036 | a council in Scotland | elsewhere |
| E07999999 | - | unknown |
| - | - | unknown |
"""
SETTINGS = """
| Kind of setting | In place of a setting | The engine's word |
| --- | --- | --- |
| nursery | - | nursery |
| primary | - | primary |
| secondary | - | secondary |
| college | - | college |
| youth_accommodation | - | youth_accommodation |
| - | OLA | educated_otherwise |
| - | OPA | educated_otherwise |
| - | EHE | educated_otherwise |
| - | EYP | nursery |
| - | NEET | not_in_education |
| - | NIEC | not_in_education |
| - | NIEO | not_in_education |
| - | OTH | - |
| secondary | OTH | secondary |
"""
ASKED = """
| Born | In place of a setting | What else | What a return will ask |
| --- | --- | --- | --- |
| 2015-03-27 | - | no number | S2-070 |
| 2015-03-27 | - | numbered | - |
| 2015-03-27 | - | numbered, second without a first | S2-075 |
| 2015-03-27 | NIEO | - | S2-070 |
| 2015-03-27 | NEET | - | S2-077 |
| 2010-11-22 | NEET | - | - |
| 2000-11-23 | NEET | - | - |
| 2000-11-22 | NEET | - | S2-077 |
| 2015-03-27 | EHE | in a unit | S2-077 |
| 2015-03-27 | EHE | - | - |
| 2021-08-31 | EYP | - | S2-077 |
| 2021-09-01 | EYP | - | - |
"""
TODAY = date(2026, 11, 22)


def empty(cell: str) -> str:
    return "" if cell == "-" else cell


def span(cell: str) -> tuple[date | None, date | None]:
    if cell.startswith("since"):
        return None, None
    first, _, last = cell.removesuffix(" on").partition(" to ")
    return date.fromisoformat(first), date.fromisoformat(last) if last else None


@pytest.mark.parametrize("row", rows(FOLLOWING), ids=lambda row: " / ".join(row.values()))
def test_what_follows_what(row: dict[str, str]) -> None:
    placed = place([Held(1, *span(row["On record"]))], *span(row["New"]))
    if placed.clash is not None:
        assert row["What comes of it"] == "refused: they share a day"
    elif placed.last_day is not None:
        assert row["What comes of it"] == f"the one before ends on {placed.last_day}"
        assert span(row["New"])[0] == placed.last_day + timedelta(days=1)
    else:
        assert row["What comes of it"] == "both stand"


@pytest.mark.parametrize("row", rows(COUNCILS), ids=lambda row: row["The directory says"])
def test_which_council(row: dict[str, str]) -> None:
    council = council_for(empty(row["The directory says"])) or ""
    assert council_name(council) == empty(row["Which is"])
    told = lives(council, "E06000064", "Fellmoor").responsible
    assert told == row["Responsible in the area of Westmorland and Furness"]


@pytest.mark.parametrize("row", rows(SETTINGS), ids=lambda row: " / ".join(row.values()))
def test_the_engine_s_word(row: dict[str, str]) -> None:
    word = setting_word(empty(row["Kind of setting"]), empty(row["In place of a setting"]))
    assert word == empty(row["The engine's word"])


def test_every_kind_and_every_answer_stands_in_the_table() -> None:
    told = rows(SETTINGS)
    assert {row["Kind of setting"] for row in told} - {"-"} == set(codes("phase"))
    assert {row["In place of a setting"] for row in told} - {"-"} == set(codes("sen_setting"))


@pytest.mark.parametrize("row", rows(ASKED), ids=lambda row: " / ".join(row.values()))
def test_what_a_return_will_ask(row: dict[str, str]) -> None:
    code, else_ = empty(row["In place of a setting"]), row["What else"]
    stay = StayFacts(
        date(2026, 9, 1), None, 2 if "second" in else_ else 1, "" if code else "primary", code,
        numbered="numbered" in else_, unit_or_resourced="unit" in else_,
    )  # fmt: skip
    asked = questions(
        stay, date.fromisoformat(row["Born"]), TODAY, has_first="without" not in else_
    )
    assert ", ".join(one.id for one in asked) == empty(row["What a return will ask"])


def test_the_document() -> None:
    councils = load_rules(DATA / "organisations" / "rules" / "data" / "councils.yaml")
    checks = load_rules(DATA / "people" / "rules" / "data" / "stay_checks.yaml")
    words = [(check["id"], check["words"]) for check in checks["checks"].values()]
    codes_told = [(code, words_of("sen_setting", code)) for code in codes("sen_setting")]
    kinds = [(code, words_of("phase", code)) for code in codes("phase")]
    check_definition(
        "where-a-child-lives-and-learns.md",
        [
            "# Where a child lives and learns",
            "Days are ISO dates; both end days count. A dash means none.",
            "## What follows what",
            "No two homes of a child hold on one day, nor two second homes, nor two first settings. A new one that has no end"
            " ends the one before on the day before. Anything else that would share a day is refused, with the days of the"
            " other one. A second home may stand beside a home, a second setting beside a first one.",
            FOLLOWING,
            "## Which council is responsible",
            f"Version {councils['version']}, kind {councils['kind']}. {councils['source'].strip()}",
            "The council is found by the whole postcode in the directory that is loaded. Where the postcode is not there, a person"
            " chooses, or says that it is not known; it is never guessed from the first part: LA5, LA6 and LA7 lie in two councils."
            " A district leads to its county, a former district to the council that followed it.",
            COUNCILS,
            "## The statutory engine's word for where a child learns",
            "From the first setting on the day.",
            SETTINGS,
            table(["Kind of setting", "Words"], kinds),
            table(["In place of a setting", "Words"], codes_told),
            "## What a return will ask",
            f"Version {checks['version']}, kind {checks['kind']}. {checks['source'].strip()}",
            "It is told beside the setting and refuses nothing. The day is 22 November 2026 in every row, and the child went there"
            " on 1 September 2026.",
            table(["Id", "Words"], words),
            ASKED,
        ],
    )
