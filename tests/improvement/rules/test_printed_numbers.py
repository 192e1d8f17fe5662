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
90% of plans | not said | 90 | %
90% of plans are issued within 20 weeks | not said | 90 | %
90 per cent of plans | not said | 90 | %
ninety percent of plans | not said | 90 | %
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
three quarters of schools | not said | 75 | %
Half of all schools | not said | 50 | %
nine out of ten families | not said | 90 | %
4 in 5 parents | not said | 80 | %
no more than 12 weeks | at_most | 12 | weeks
Plans within 20 weeks | at_most | 20 | weeks
at least 1,200 families | at_least | 1200 | families
≥ 80 visits | at_least | 80 | visits
more than 2000 children | at_least | 2000 | children
Tribunals fall to no more than 20 | at_most | 20 |
zero permanent exclusions | at_most | 0 |
a saving of at least £350 | at_least | 350 | £
Reduction in the longest wait across the county by 20%. | decrease_by_percent | 20 | %
Reduction in average time to a first appointment by 15 per cent | decrease_by_percent | 15 | %
A drop in fixed-term suspensions by a quarter | decrease_by_percent | 25 | %
Decrease in out-of-area placements of 10% by July 2027 | decrease_by_percent | 10 | %
A fall in complaints by at least 30% | decrease_by_percent | 30 | %
Waits are cut by more than 25% | decrease_by_percent | 25 | %
Reducing the number of appeals by around 12% | decrease_by_percent | 12 | %
A decline in missed visits by 40% on last year | decrease_by_percent | 40 | %
at least a 20% reduction in exclusions | decrease_by_percent | 20 | %
a 5% year-on-year increase in apprenticeships | increase_by_percent | 5 | %
Increase in families who use the Local Offer by 20% | increase_by_percent | 20 | %
A rise in young people in paid work by 8% | increase_by_percent | 8 | %
Improvement in parents' satisfaction by 10% | increase_by_percent | 10 | %
Growth in short breaks by half | increase_by_percent | 50 | %
An increase in attendance by 3 percentage points | increase_by | 3 | %
Reduction in the average wait by 4 weeks | decrease_by | 4 | weeks
Increase in trained mentors by at least 12 people | increase_by | 12 | people
Reduction in the longest wait to 18 weeks | at_most | 18 | weeks
Rise in plans finished in time to 70% | at_least | 70 | %
Reduced variance between providers to no more than 12 weeks | at_most | 12 | weeks
60% or more of families agree | at_least | 60 | %
5% or fewer of reviews are late | at_most | 5 | %
Lateness does not exceed 5% | at_most | 5 | %
Attendance does not fall below 93% | at_least | 93 | %
No child waits more than 12 weeks | at_most | 12 | weeks
Improve satisfaction so that at least 80% of families agree | at_least | 80 | %
95% attendance | not said | 95 | %
90% report improvement in confidence | not said | 90 | %
60% feel more confident | not said | 60 | %
Increased satisfaction reported by 80% of parents | not said | 80 | %
Improvement in average wait by 20% | not said | 20 | %
Reduction in the rise of exclusions by 20% | not said | 20 | %
Reduction in waits: at least 20% | not said | 20 | %
An increase of no more than 5% in cost | not said | 5 | %
Reduce to at least 20% | not said | 20 | %
Children who wait more than 52 weeks | not said | 52 | weeks
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
    "Young people from 0 to 25", "Open from 9 to 5", "Improvement in how the community 0 to 25 is heard",
    "More families join", "Families say that they are heard", "12 schools", "", "Band 3 and tier 2",
]  # fmt: skip


def lines(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in row.split("|")] for row in table.strip().splitlines()]


@pytest.mark.parametrize(("text", "comparator", "value", "unit"), lines(READ))
def test_read(text: str, comparator: str, value: str, unit: str) -> None:
    found = printed_number(text)
    assert found is not None
    way = found.comparator or "not said"
    assert (way, found.value, found.unit) == (comparator, Decimal(value), unit)
    # What is shown stands in the text word for word.
    assert found.words
    assert found.words in text


@pytest.mark.parametrize(("text", "words"), lines(SHOWN))
def test_shown_and_not_proposed(text: str, words: str) -> None:
    assert printed_number(text) == PrintedNumber(words)


@pytest.mark.parametrize("text", NOTHING)
def test_no_amount(text: str) -> None:
    assert printed_number(text) is None
