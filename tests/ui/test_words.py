"""Filters and the words of messages."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from goldenthread.core.months import Month
from goldenthread.ui import filters
from goldenthread.ui.forms import wording


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (datetime(2025, 5, 28, 13, 5, tzinfo=UTC), "28 May 2025 at 2:05pm"),
        (datetime(2025, 12, 1, 0, 0, tzinfo=UTC), "1 December 2025 at midnight"),
        (datetime(2025, 12, 1, 12, 0, tzinfo=UTC), "1 December 2025 at midday"),
        (datetime(2025, 12, 1, 0, 30, tzinfo=UTC), "1 December 2025 at 12:30am"),
        (datetime(2025, 6, 30, 23, 30, tzinfo=UTC), "1 July 2025 at 12:30am"),
        (None, ""),
    ],
)
def test_moments_are_in_english_time(moment: datetime | None, text: str) -> None:
    assert filters.datetime_long(moment) == text
    assert filters.date_long(moment) == text.partition(" at ")[0]


def test_dates_months_and_numbers() -> None:
    assert filters.date_long(date(2025, 5, 8)) == "8 May 2025"
    assert filters.month_label(Month(2025, 7)) == "July 2025"
    assert filters.month_label(date(2025, 7, 31)) == "July 2025"
    assert filters.month_label(None) == ""
    assert filters.thousands(12500) == "12,500"
    assert filters.thousands(None) == ""
    assert filters.plural(1, "milestone") == "1 milestone"
    assert filters.plural(0, "milestone") == "0 milestones"
    assert filters.plural(1200, "priority", "priorities") == "1,200 priorities"


def test_paragraphs_escape_what_was_typed(render: Any) -> None:
    typed = "One <b>\r\ntwo\r\n \r\n\r\nThree & four\n"
    expected = (
        '<p class="govuk-body">One &lt;b&gt;<br>two</p>\n<p class="govuk-body">Three &amp; four</p>'
    )
    assert filters.paragraphs(typed) == expected
    assert render("{{ text | paragraphs }}", text=typed) == expected
    assert filters.paragraphs(None) == ""


@pytest.mark.parametrize(
    ("label", "called"),
    [
        ("Email address", "email address"),
        ("EHC plan", "EHC plan"),
        ("A reason", "a reason"),
        ("Year 9 review", "year 9 review"),
        ("", ""),
    ],
)
def test_labels_inside_sentences(label: str, called: str) -> None:
    assert wording.lower_first(label) == called


def test_lists_of_words() -> None:
    assert wording.joined(["day"]) == "day"
    assert wording.joined(["day", "month", "year"]) == "day, month and year"
    assert wording.joined(["CSV", "DOCX"], "or") == "CSV or DOCX"
    assert wording.joined([]) == ""
