"""Which numbers are read from the words of a criterion, and which are left alone."""

from __future__ import annotations

from decimal import Decimal

import pytest

from goldenthread.improvement.rules.criteria import PrintedNumber, printed_number

READ = """
reduce by 20% | decrease_by_percent | 20 | %
Reduce the longest wait by 20% by March 2027 | decrease_by_percent | 20 | %
Waits fall by 20% | decrease_by_percent | 20 | %
a 20% reduction in complaints | decrease_by_percent | 20 | %
10% fewer exclusions than in 2024 | decrease_by_percent | 10 | %
a 15% increase in early help | increase_by_percent | 15 | %
Halve the backlog | decrease_by_percent | 50 | %
Double the number of short breaks | increase_by_percent | 100 | %
>= 60% | at_least | 60 | %
≥80% of parents agree | at_least | 80 | %
90% of plans | at_least | 90 | %
90% of plans are issued within 20 weeks | at_least | 90 | %
90 per cent of plans | at_least | 90 | %
ninety percent of plans | at_least | 90 | %
At least 60% of annual reviews are on time | at_least | 60 | %
At least 80% of questions answered within 5 working days | at_least | 80 | %
more than 75% of children aged 5 to 16 | at_least | 75 | %
no less than 85.5% | at_least | 85.5 | %
fewer than 5% wait | at_most | 5 | %
Absence is no more than 6% | at_most | 6 | %
increase from 45% to 60% | at_least | 60 | %
Increase the number of plans in time to 75% | at_least | 75 | %
Waits reduced from 52 weeks to 18 weeks | at_most | 18 | weeks
increase of 5 percentage points | increase_by | 5 | %
Attendance improves by 3 percentage points | increase_by | 3 | %
three quarters of schools | at_least | 75 | %
Half of all schools | at_least | 50 | %
nine out of ten families | at_least | 90 | %
4 in 5 parents | at_least | 80 | %
no more than 12 weeks | at_most | 12 | weeks
Plans within 20 weeks | at_most | 20 | weeks
at least 1,200 families | at_least | 1200 | families
≥ 80 visits | at_least | 80 | visits
more than 2000 children | at_least | 2000 | children
Tribunals fall to no more than 20 | at_most | 20 |
zero permanent exclusions | at_most | 0 |
a saving of at least £350 | at_least | 350 | £
"""
SHOWN = """
Between 60% and 70% of families | Between 60% and 70%
60-70% of families | 60-70%
60% to 70% of families | 60% to 70%
60% by 2026 and 80% by 2027 | 60% by 2026 and 80%
two thirds of families | two thirds
"""
NOTHING = [
    "by 2026", "in 2025/26 and 2026-27", "by 31 March 2026", "from the 1st of May", "Summer 2026",
    "Children aged 16 to 25", "The community aged 0 to 25 agrees", "0-25 services", "under 5s attend",
    "fewer than 10 year olds", "Year 9 pupils attend", "Key Stage 2 results", "KS4 attendance",
    "Milestone 3 is complete", "Section 2 and priority 1a", "Action 4 (B2)", "Phase 2 has begun",
    "Regulation 9 and Article 12", "24/7 helpline", "EHC plan 20-week timescales", "Version 2.0",
    "More families join", "Families say that they are heard", "12 schools", "", "Band 3 and tier 2",
]  # fmt: skip


def lines(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in row.split("|")] for row in table.strip().splitlines()]


@pytest.mark.parametrize(("text", "comparator", "value", "unit"), lines(READ))
def test_read(text: str, comparator: str, value: str, unit: str) -> None:
    found = printed_number(text)
    assert found is not None
    assert (found.comparator, found.value, found.unit) == (comparator, Decimal(value), unit)
    # What is shown stands in the text word for word.
    assert found.words
    assert found.words in text


@pytest.mark.parametrize(("text", "words"), lines(SHOWN))
def test_shown_and_not_proposed(text: str, words: str) -> None:
    assert printed_number(text) == PrintedNumber(words)


@pytest.mark.parametrize("text", NOTHING)
def test_no_amount(text: str) -> None:
    assert printed_number(text) is None
