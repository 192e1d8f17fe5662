"""Dates as people write them, to the month that they promise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.core.months import Month
from goldenthread.improvement.rules.importing.vocabulary import vocabulary

DATES = vocabulary().dates


@pytest.mark.parametrize(
    ("text", "kind", "month"),
    [
        ("Jul 2025", "month", "2025-07"),
        ("July 2025", "month", "2025-07"),
        ("JULY 2025.", "month", "2025-07"),
        ("Jul-25", "month", "2025-07"),
        ("Jul '25", "month", "2025-07"),
        ("07/2025", "month", "2025-07"),
        ("31/07/2025", "month", "2025-07"),
        ("31.07.25", "month", "2025-07"),
        ("31-Jul-2025", "month", "2025-07"),
        ("2025-07-31", "month", "2025-07"),
        ("2025-07-31 00:00:00", "month", "2025-07"),
        ("31st July 2025", "month", "2025-07"),
        ("July 31st, 2025", "month", "2025-07"),
        ("45869", "month", "2025-07"),
        ("by end of March 2026", "month", "2026-03"),
        ("From September 2025 onwards", "month", "2025-09"),
        ("Sept 2026", "month", "2026-09"),
        ("Febuary 2026", "month", "2026-02"),
        ("Summer term 2026", "vague", "2026-07"),
        ("Autumn 2025", "vague", "2025-12"),
        ("Spring term 2025/26", "vague", "2026-03"),
        ("Spring 1 2026", "vague", "2026-02"),
        ("first half of the autumn term 2025", "vague", "2025-10"),
        ("Q3 2025/26", "vague", "2025-12"),
        ("Q4 2025/26", "vague", "2026-03"),
        ("2025/26 Q1", "vague", "2025-06"),
        ("2025/26", "vague", "2026-03"),
        ("End of academic year 2025/26", "vague", "2026-08"),
        ("early 2026", "vague", "2026-03"),
        ("2026", "vague", "2026-12"),
        ("March/April 2026", "vague", "2026-04"),
        ("Sep 2025 - Mar 2026", "vague", "2026-03"),
        ("Ongoing", "ongoing", None),
        ("TBC", "to_be_confirmed", None),
        ("to be confirmed", "to_be_confirmed", None),
        ("Half-termly", "cadence", None),
        ("6 Monthly", "cadence", None),
        ("Febtember 2026", "unreadable", None),
        ("July", "unreadable", None),
        ("31/02/2025", "unreadable", None),
        ("2025-13", "unreadable", None),
        ("13/2025", "unreadable", None),
        ("soon", "unreadable", None),
        ("5 - 10", "unreadable", None),
        ("99999", "unreadable", None),
    ],
)
def test_reads(text: str, kind: str, month: str | None) -> None:
    due = DATES.read(text)
    assert (due.kind, str(due.month) if due.month else None) == (kind, month)
    assert due.text == text


@given(st.integers(2001, 2098), st.integers(1, 12), st.integers(1, 28))
def test_reads_every_month_in_every_usual_form(year: int, month: int, day: int) -> None:
    wanted = Month(year, month)
    forms = [
        wanted.label, wanted.short_label, str(wanted), f"{day}/{month}/{year}",
        f"{day:02d}.{month:02d}.{year}", f"{month:02d}/{year}", f"{year}-{month:02d}-{day:02d}",
        f"{day} {wanted.label}", f"by {wanted.label}", f"{wanted.label} (first draft)",
    ]  # fmt: skip
    for form in forms:
        due = DATES.read(form)
        assert (due.kind, due.month) == ("month", wanted), form


@given(st.text(max_size=40))
def test_any_text_is_read_without_a_crash(text: str) -> None:
    due = DATES.read(text)
    assert (due.month is not None) == (due.kind in ("month", "vague"))
    DATES.leading(text)
    DATES.inside(text)


@pytest.mark.parametrize(
    ("text", "qualifier", "rest"),
    [
        ("Jul 2025: Agree", None, "Agree"),
        ("By Sep 2025 – Agree", None, "Agree"),
        ("Jun 2026 (quarterly reviews following this): Agree", "quarterly reviews following this",
         "Agree"),
        ("TBC: Agree", None, "Agree"),
        ("Febtember 2026: Agree", None, "Agree"),
    ],
)  # fmt: skip
def test_leading_dates(text: str, qualifier: str | None, rest: str) -> None:
    found = DATES.leading(text)
    assert found is not None
    assert (found.due.qualifier, found.rest) == (qualifier, rest)


@pytest.mark.parametrize("text", ["Agree a date", "Annual Review: begin", "May families: ask"])
def test_no_leading_date(text: str) -> None:
    assert DATES.leading(text) is None
