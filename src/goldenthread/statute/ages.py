"""Ages on which the law hangs something: birthdays, school years, the end of compulsory school age."""

from __future__ import annotations

from datetime import date, timedelta

from goldenthread.statute.counting import add_months
from goldenthread.statute.timeline import Child

_FRIDAY = 4
_SEPTEMBER = 9
_YEAR_BEGINS = (_SEPTEMBER, 1)
_LEAVES_AT = 16
ADULT = 18
TURNS_ADULT_IN = 13
_FIRST_YEAR_AGE = 4


def birthday(born: date, age: int) -> date:
    """The day on which somebody reaches an age; 28 February in a year without 29 February."""
    return add_months(born, 12 * age)


def age_on(born: date, day: date) -> int:
    """Whole years."""
    years = day.year - born.year
    return years if day >= birthday(born, years) else years - 1


def school_year(day: date) -> int:
    """The calendar year in which the school year of a day began, on 1 September."""
    return day.year if (day.month, day.day) >= _YEAR_BEGINS else day.year - 1


def year_group(born: date, day: date) -> int:
    """The national curriculum year: the age on the 31 August before the school year, less 4."""
    return age_on(born, date(school_year(day), 8, 31)) - _FIRST_YEAR_AGE


def is_adult(child: Child, day: date) -> bool | None:
    """Whether a child is 18 on a day: by the day of birth, else by the year group; None where neither tells."""
    if child.born is not None:
        return age_on(child.born, day) >= ADULT
    if child.year_group is None or child.year_group == TURNS_ADULT_IN:
        return None
    return child.year_group > TURNS_ADULT_IN


def compulsory_school_age_ends(born: date) -> date:
    """The last Friday in June of the school year in which the child becomes 16."""
    end = date(school_year(birthday(born, _LEAVES_AT)) + 1, 6, 30)
    return end - timedelta(days=(end.weekday() - _FRIDAY) % 7)
