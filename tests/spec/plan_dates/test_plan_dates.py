from __future__ import annotations

from typing import Any

import pytest

from goldenthread.core.plausible import doubt, year_rules
from goldenthread.improvement.rules.agreement import agreement_rules
from tests.spec.definitions import check_definition, rows, table

# Written by hand and not from the rules' own data. The year of the plan, or of today, is 2026.
YEARS = """
| Kind | Year | Can be meant |
| --- | --- | --- |
| any | 1926 | no |
| any | 1999 | no |
| any | 2000 | yes |
| any | 2041 | yes |
| any | 2042 | no |
| any | 2126 | no |
| held | 1959 | no |
| held | 1960 | yes |
| held | 2041 | yes |
| planned | 2020 | no |
| planned | 2021 | yes |
| planned | 2041 | yes |
| planned | 2042 | no |
"""


@pytest.mark.parametrize("row", rows(YEARS), ids=lambda row: " / ".join(row.values()))
def test_years(row: dict[str, str]) -> None:
    found = doubt(int(row["Year"]), row["Kind"], anchor=2026, subject="The day")
    assert (found is None) is (row["Can be meant"] == "yes")


def test_the_document_is_what_was_tested() -> None:
    rules, agreement = year_rules(), agreement_rules()
    check_definition(
        "plan-dates.md",
        [
            "# Dates and names of plans",
            "Written by the spec tests in tests/spec/plan_dates: every row of the table of years is tested.",
            f"## {rules['title']}",
            _head(rules),
            table(
                ("Kind", "What it is", "First year", "Years after"),
                [
                    (name, kind["word"], _first(kind), kind["years_after"])
                    for name, kind in rules["kinds"].items()
                ],
            ),
            "Years are counted from the plan's date where there is a plan with one, else from the present day. A year "
            "outside is asked about where it is typed, and nothing is kept until it is put right. In an imported "
            "document it is a finding that a person decides. Filters of lists take any year.",
            YEARS,
            f"## {agreement['title']}",
            _head(agreement),
            table(
                ("Message", "How to put it right"),
                [(one["message"], one["fix"]) for one in agreement["problems"].values()],
            ),
            "What is missing is asked for on the page on which the plan is agreed. Capitals and spaces make no "
            "difference between two names.",
        ],
    )


def _head(rules: dict[str, Any]) -> str:
    checked = f"{rules['reviewer']}, {rules['reviewed_on']}" if rules["reviewer"] else "nobody yet"
    return (
        f"- Version {rules['version']}, {rules['kind']}, in force from {rules['in_force_from']}\n"
        f"- Source: {rules['source'].strip()}\n"
        f"- Checked by: {checked}. Next review: {rules['next_review']}"
    )


def _first(kind: dict[str, Any]) -> str:
    return (
        str(kind["not_before"]) if "not_before" in kind else f"{kind['years_before']} years before"
    )
