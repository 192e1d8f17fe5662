"""Fields that people type into: what is taken, and what is said of each bad input."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.forms import Field

from goldenthread.ui import forms


def refusal(field: Field, typed: Any) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        field.clean(typed)
    return list(caught.value.messages)


TITLE = forms.CharField("Short title", min_length=3, max_length=10)
STAFF = forms.IntegerField("Number of staff", min_value=1, max_value=500)
SHARE = forms.DecimalField("Share", called="share of plans", max_digits=5, decimal_places=2)
EMAIL = forms.EmailField()
QUESTION = forms.CharField("What happened?")
NAMED = forms.CharField("What happened?", called="what happened")

BAD = [
    (TITLE, "", "Enter the short title"),
    (TITLE, "   ", "Enter the short title"),
    (TITLE, "ab", "Short title must be 3 characters or more"),
    (TITLE, "a" * 11, "Short title must be 10 characters or fewer"),
    (TITLE, "nul\x00", "Short title must not contain null characters"),
    (STAFF, "", "Enter the number of staff"),
    (STAFF, "some", "Number of staff must be a whole number"),
    (STAFF, "1.5", "Number of staff must be a whole number"),
    (STAFF, "0", "Number of staff must be 1 or more"),
    (STAFF, "1,000", "Number of staff must be 500 or fewer"),
    (SHARE, "half", "Share of plans must be a number, like 12.5"),
    (SHARE, "NaN", "Share of plans must be a number, like 12.5"),
    (SHARE, "1.234", "Share of plans must have 2 decimal places or fewer"),
    (SHARE, "123456", "Share of plans must have 5 digits or fewer"),
    (SHARE, "1234.5", "Share of plans must have 3 digits or fewer before the point"),
    (EMAIL, "", "Enter an email address"),
    (EMAIL, "amina", "Enter an email address in the correct format, like name@example.com"),
    (QUESTION, "", "Enter an answer to ‘What happened?’"),
    (NAMED, "", "Enter what happened"),
    (forms.PasswordField(), "", "Enter your password"),
    (forms.CharField("EHC plan number"), "", "Enter the EHC plan number"),
    (forms.CharField("Code", error_messages={"required": "Say which code"}), "", "Say which code"),
]


@pytest.mark.parametrize(("field", "typed", "message"), BAD)
def test_bad_input_is_named(field: Field, typed: str, message: str) -> None:
    assert refusal(field, typed) == [message]


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        (TITLE, " News ", "News"),
        (STAFF, " 1,2 ".replace(",", ""), 12),
        (forms.IntegerField("Plans"), "12,500", 12500),
        (SHARE, "12.5", Decimal("12.5")),
        (EMAIL, "a.yusuf@example.com", "a.yusuf@example.com"),
        (forms.PasswordField(), " with blanks ", " with blanks "),
        (forms.TextareaField("Reason"), "one\r\ntwo", "one\ntwo"),
        (forms.TextareaField("Reason", required=False), "", ""),
    ],
)
def test_good_input_is_taken(field: Field, typed: str, value: Any) -> None:
    assert field.clean(typed) == value


def test_line_ends_of_browsers_do_not_count_twice() -> None:
    assert forms.TextareaField("Reason", max_length=3).clean("a\r\nb") == "a\nb"
