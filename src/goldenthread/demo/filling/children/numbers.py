"""Numbers with right check digits out of ranges that are given to nobody, and days of birth. Pure."""

from __future__ import annotations

import random
from datetime import date, timedelta

from goldenthread.people.rules.identifiers import upn_letter
from goldenthread.statute.ages import school_year

# A number that stands for no council, and schools have numbers from 1000; the NHS keeps 999 for tests.
_PSEUDO_COUNCIL, _TEST_NUMBERS = "003", "999"
_FIRST_YEAR_AGE = 4
_OF_TEN = 9
_YEAR = 365


def upn(serial: int, born: date) -> str:
    """A UPN that no school gives, another for each of the first million serials: its school's number is below 1000."""
    issued = (born.year + _FIRST_YEAR_AGE + 1) % 100
    school, pupil = divmod(serial % 1_000_000, 1000)
    rest = f"{_PSEUDO_COUNCIL}{school:04}{issued:02}{pupil:03}"
    return upn_letter(rest) + rest


def nhs_number(serial: int) -> str:
    """An NHS number of the range for tests: another for each of the first 899,999 serials."""
    tens, place = divmod(serial, _OF_TEN)
    # Of ten numbers in a row at most one has no check digit.
    right = [
        number
        for figure in range(10)
        if (number := _checked(f"{_TEST_NUMBERS}{tens % 100_000:05}{figure}"))
    ]
    return right[place]


def _checked(figures: str) -> str:
    """Nine figures with their check digit; empty where it would be 10."""
    total = sum(weight * int(one) for weight, one in zip(range(10, 1, -1), figures, strict=True))
    check = (11 - total % 11) % 11
    return "" if check == 10 else f"{figures}{check}"


def born_in(year_group: int, today: date, chance: random.Random) -> date:
    """A birthday of somebody who is in that national curriculum year on the day; never after the day."""
    first = date(school_year(today) - year_group - _FIRST_YEAR_AGE - 1, 9, 1)
    return min(first + timedelta(days=chance.randrange(_YEAR)), today)


def began_phase(year_group: int, first_year: int, today: date) -> date:
    """1 September of the school year in which the child came into the first year of its phase."""
    return date(school_year(today) - max(year_group - first_year, 0), 9, 1)
