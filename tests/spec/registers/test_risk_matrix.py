from __future__ import annotations

import pytest

from goldenthread.core.rulesfile import load_rules
from goldenthread.registers.rules.matrix_reading import DATA, shipped
from tests.spec.definitions import check_definition, rows, table

# Written by hand and not from the rules' own data.
FIVE_BY_FIVE = """
| Likelihood | Impact | Score | Band | Days to the next review | Must be escalated |
| --- | --- | --- | --- | --- | --- |
| Rare | Minimal | 1 | Low | 182 | no |
| Rare | Major | 4 | Low | 182 | no |
| Rare | Severe | 5 | Medium | 91 | no |
| Unlikely | Minor | 4 | Low | 182 | no |
| Unlikely | Moderate | 6 | Medium | 91 | no |
| Unlikely | Severe | 10 | High | 42 | no |
| Possible | Moderate | 9 | Medium | 91 | no |
| Possible | Major | 12 | High | 42 | no |
| Possible | Severe | 15 | High | 42 | no |
| Likely | Minimal | 4 | Low | 182 | no |
| Likely | Minor | 8 | Medium | 91 | no |
| Likely | Major | 16 | Very high | 28 | yes |
| Almost certain | Minimal | 5 | Medium | 91 | no |
| Almost certain | Moderate | 15 | High | 42 | no |
| Almost certain | Severe | 25 | Very high | 28 | yes |
"""
FOUR_BY_FOUR = """
| Likelihood | Impact | Score | Band | Days to the next review | Must be escalated |
| --- | --- | --- | --- | --- | --- |
| Very low | Negligible | 1 | Low | 182 | no |
| Very low | Serious | 3 | Low | 182 | no |
| Very low | Critical | 4 | Medium | 91 | no |
| Low | Negligible | 2 | Low | 182 | no |
| Low | Marginal | 4 | Medium | 91 | no |
| Low | Critical | 8 | Medium | 91 | no |
| Significant | Negligible | 3 | Low | 182 | no |
| Significant | Marginal | 6 | Medium | 91 | no |
| Significant | Serious | 9 | High | 35 | yes |
| High | Negligible | 4 | Medium | 91 | no |
| High | Serious | 12 | High | 35 | yes |
| High | Critical | 16 | High | 35 | yes |
"""
TABLES = {"five-by-five": FIVE_BY_FIVE, "four-by-four": FOUR_BY_FOUR}
CASES = [(code, row) for code, text in TABLES.items() for row in rows(text)]


@pytest.mark.parametrize(
    ("code", "row"), CASES, ids=[f"{code}: {' / '.join(row.values())}" for code, row in CASES]
)
def test_cell(code: str, row: dict[str, str]) -> None:
    matrix = shipped()[code].matrix
    likelihood = [level.label for level in matrix.likelihood].index(row["Likelihood"]) + 1
    impact = [level.label for level in matrix.impact].index(row["Impact"]) + 1
    cell = matrix.cell(likelihood, impact)
    assert str(cell.score) == row["Score"]
    assert cell.band.name == row["Band"]
    assert str(cell.band.review_days) == row["Days to the next review"]
    assert cell.band.must_escalate is (row["Must be escalated"] == "yes")


def test_every_shipped_matrix_has_its_table() -> None:
    assert set(TABLES) == set(shipped())


def test_the_document_is_what_was_tested() -> None:
    parts = [
        "# Risk matrices",
        "Written by the spec tests in tests/spec/registers: every row of the last table of each matrix is tested.",
        "The score of a cell is the value of its likelihood times the value of its impact. Its band is the highest that "
        "begins at that score or below. An area may change labels and bands; a score keeps the matrix that it was given "
        "with, and is never moved to another. An issue has happened already: it is scored by its impact, at the highest "
        "likelihood.",
    ]
    for code, text in TABLES.items():
        one, rules = shipped()[code], load_rules(DATA / f"{code}.yaml")
        checked = (
            f"{rules['reviewer']}, {rules['reviewed_on']}" if rules["reviewer"] else "nobody yet"
        )
        bands = [
            (
                band.name, band.starts, f"{band.review_days} days",
                "yes" if band.must_escalate else "no",
            )
            for band in reversed(one.matrix.bands)
        ]  # fmt: skip
        parts += [
            f"## {one.title}",
            f"- Version {one.version}, {rules['kind']}, in force from {rules['in_force_from']}\n"
            f"- Source: {one.source.strip()}\n"
            f"- Checked by: {checked}. Next review: {rules['next_review']}",
            table(
                ("Likelihood", "Value", "Meaning"),
                [
                    (level.label, level.value, level.meaning)
                    for level in reversed(one.matrix.likelihood)
                ],
            ),
            table(
                ("Impact", "Value", "Meaning"),
                [
                    (level.label, level.value, level.meaning)
                    for level in reversed(one.matrix.impact)
                ],
            ),
            table(("Band", "From score", "Reviewed every", "Must be escalated"), bands),
            text,
        ]
    check_definition("risk-matrix.md", parts)
