"""Publishes when a letter counts as served, and which duties wait on letters."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from goldenthread.core.months import day_words
from goldenthread.core.rulesfile import load_rules
from goldenthread.documents.rules.letters import letter_kinds
from goldenthread.messages.models import Copy
from goldenthread.messages.rules.service import served, service_rules
from goldenthread.messages.waiting import DATA, rules_of
from goldenthread.statute.rulebook import rulebook
from tests.spec.definitions import check_definition, rows, table

pytestmark = pytest.mark.pure

# Written by hand and not from the rules' own data.
SERVED = """
| How it went | Went on | Taken as served on |
| --- | --- | --- |
| First class post | 2025-05-02 | 2025-05-07 |
| Second class post | 2025-05-02 | 2025-05-09 |
| By post, envelope written by a named post | 2026-11-20 | 2026-11-24 |
| By hand | 2025-05-03 | 2025-05-03 |
| Collected | 2025-05-03 | 2025-05-03 |
| E-mail with a link, without the letter in it | 2025-05-03 | 2025-05-03 |
"""
HEAD = "Version {version}, kind {kind}, in force from {in_force_from}. {source}"


@pytest.mark.parametrize("row", rows(SERVED), ids=lambda row: row["How it went"])
def test_when_a_letter_is_served(row: dict[str, str]) -> None:
    method = next(one for one in Copy.Method if str(one.label) == row["How it went"])
    went, on = (date.fromisoformat(row[name]) for name in ("Went on", "Taken as served on"))
    assert served(method, went).on == on


def test_every_duty_and_every_kind_of_letter_that_is_named_is_there() -> None:
    named = load_rules(DATA)["waits"]
    assert set(named) <= set(letter_kinds())
    assert {rule for kind in named for rule in rules_of(kind)} <= set(rulebook())


def test_the_definition_is_published() -> None:
    ways = service_rules()["ways"]
    told = table(
        ["How it went", "When it counts as served", "Source", "Evidence"],
        [[str(Copy.Method(code).label), f"{way['said'][:1].upper()}{way['said'][1:]}.", way["source"], way["evidence"]]
         for code, way in ways.items()],
    )  # fmt: skip
    waits = load_rules(DATA)
    kinds = table(
        ["Letter", "Duties that wait on it until it has gone"],
        [[letter_kinds()[kind].name, ", ".join(rules)] for kind, rules in waits["waits"].items()],
    )
    worked = table(
        ["How it went", "Went on", "Taken as served on"],
        [[row["How it went"], *(day_words(date.fromisoformat(row[name])) for name in list(row)[1:])]
         for row in rows(SERVED)],
    )  # fmt: skip
    check_definition(
        "when-a-letter-is-served.md",
        [
            "# When a letter counts as served",
            "Written by tests/spec/served from goldenthread/messages/rules/data/service.yaml and waits.yaml.",
            _head(service_rules()),
            "E-mail never carries the letter itself. Working days are those of England.",
            told, "## Worked days", worked, "## Which duty waits on a letter", _head(waits), kinds,
        ],
    )  # fmt: skip


def _head(rules: Mapping[str, Any]) -> str:
    by = f"Checked by {rules['reviewer']}." if rules["reviewer"] else "Nobody has checked it yet."
    return f"{HEAD.format(**rules).strip()} {by}"
