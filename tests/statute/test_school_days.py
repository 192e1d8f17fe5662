"""A reply in school days goes by the terms that are known, and beyond them nothing is guessed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from goldenthread.statute.calendars import school_year
from goldenthread.statute.deriving import derive
from goldenthread.statute.duties import Duty
from goldenthread.statute.timeline import Terms
from tests.statute.makers import case

SUMMER = ("school_closed", "2026-07-22", {"reopens": "2026-09-02"})


def reply(consulted: str, terms: Terms | None) -> Duty:
    """PLN-5 of a consultation then, counted in school days."""
    made = case(("school_consulted", consulted), SUMMER, settings={"school_reply": "school_days"})
    return next(one for one in derive(replace(made, terms=terms)) if one.rule == "PLN-5")


@pytest.mark.parametrize(
    ("consulted", "terms", "due", "says"),
    [
        ("2026-07-15", None, date(2026, 9, 16), "15 working days on which the school is open"),
        ("2026-07-15", Terms(date(2025, 9, 3), date(2027, 7, 20)), date(2026, 9, 16), "school is open"),
        ("2026-07-15", Terms(date(2025, 9, 3), date(2026, 7, 21)), None, "terms of 2026/27 are not known yet"),
        ("2027-07-12", Terms(date(2025, 9, 3), date(2027, 7, 20)), None, "terms of 2027/28 are not known yet"),
        ("2027-09-06", Terms(date(2025, 9, 3), date(2027, 7, 20)), None, "terms of 2027/28 are not known yet"),
        ("2024-09-16", Terms(date(2025, 9, 3), date(2027, 7, 20)), None, "terms of 2024/25 are not known yet"),
        ("2026-09-16", Terms(date.max, date.min), None, "terms of 2026/27 are not known yet"),
    ],
)  # fmt: skip
def test_by_the_terms_that_are_known_and_never_beyond(
    consulted: str, terms: Terms | None, due: date | None, says: str
) -> None:
    found = reply(consulted, terms)
    assert (found.guidance_due, found.statutory_due, found.kind) == (due, None, "PRACTICE")
    assert any(says in one.sentence for one in found.because)


def test_the_school_year_turns_in_august() -> None:
    assert [school_year(date(2026, 7, 31)), school_year(date(2026, 8, 1))] == ["2025/26", "2026/27"]
