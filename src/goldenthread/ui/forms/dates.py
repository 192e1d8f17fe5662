"""Dates and months, typed into separate inputs; a wrong one is told apart by its part."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, ClassVar, NoReturn

from django import forms
from django.core.exceptions import ValidationError

from goldenthread.core import clock, plausible
from goldenthread.core.months import Month
from goldenthread.ui.filters import date_long, month_label
from goldenthread.ui.forms.base import FieldMixin
from goldenthread.ui.forms.wording import joined

Limit = Any  # a date or a Month, or a function of no arguments that gives one at checking time

_MONTH_NAMES = {
    **{calendar.month_name[number].lower(): number for number in range(1, 13)},
    **{calendar.month_abbr[number].lower(): number for number in range(1, 13)},
    "sept": 9,
}
_SMALL_NUMBER = re.compile(r"[0-9]{1,2}")
_YEAR = re.compile(r"[0-9]{4}")
_EARLIEST, _LATEST = 1900, 2200


def month_number(text: str) -> int | None:
    """1 to 12 for `9`, `09`, `Sep`, `Sept.` or `September` in any case; None for anything else."""
    if _SMALL_NUMBER.fullmatch(text):
        return int(text) if 1 <= int(text) <= 12 else None
    return _MONTH_NAMES.get(text.lower().removesuffix("."))


class PartsWidget(forms.MultiWidget):
    """Text inputs called `NAME-day`, `NAME-month`, `NAME-year`; the value is a list of typed texts."""

    def __init__(self, parts: Sequence[str]) -> None:
        super().__init__(dict.fromkeys(parts, forms.TextInput))
        self.widgets_names = [f"-{part}" for part in parts]

    def decompress(self, value: Any) -> list[str]:
        """Texts to show for a date, a Month or nothing."""
        if value is None:
            return [""] * len(self.widgets)
        texts = [str(value.month), str(value.year)]
        return texts if len(self.widgets) == 2 else [str(value.day), *texts]


class _PartsField(FieldMixin):
    """What dates and months share. Subclasses turn the checked numbers into a value.

    `years` names the years that can be meant: a kind of core/data/plausible_years.yaml, or None for any year.
    """

    parts: ClassVar[tuple[str, ...]]

    def __init__(
        self,
        label: str,
        *,
        not_before: Limit | Callable[[], Limit] | None = None,
        not_after: Limit | Callable[[], Limit] | None = None,
        years: str | None = plausible.ANY,
        **kwargs: Any,
    ) -> None:
        self.not_before = not_before
        self.not_after = not_after
        self.years = years
        super().__init__(label, widget=PartsWidget(self.parts), **kwargs)

    def _refuse(self, code: str, message: str, parts: Sequence[str]) -> NoReturn:
        raise ValidationError(
            self.error_messages.get(code, message), code=code, params={"parts": tuple(parts)}
        )

    def clean(self, value: Any) -> Any:
        """`value` is the list of typed texts; the error's `params["parts"]` names the wrong ones."""
        texts = dict(zip(self.parts, ((text or "").strip() for text in value or ()), strict=False))
        missing = [part for part in self.parts if not texts.get(part)]
        if len(missing) == len(self.parts):
            if self.required:
                self._refuse("required", "", self.parts)
            return None
        if missing:
            self._refuse("incomplete", f"{self.subject} must include a {joined(missing)}", missing)
        result = self._build(self._numbers(texts))
        self._check_year(result.year)
        self._check_limits(result)
        return result

    def _numbers(self, texts: dict[str, str]) -> dict[str, int]:
        numbers: dict[str, int | None] = {
            "month": month_number(texts["month"]),
            "year": int(texts["year"]) if _YEAR.fullmatch(texts["year"]) else None,
        }
        if "day" in texts:
            plausible = _SMALL_NUMBER.fullmatch(texts["day"]) and 1 <= int(texts["day"]) <= 31
            numbers["day"] = int(texts["day"]) if plausible else None
        wrong = [part for part in self.parts if numbers[part] is None]
        if wrong == ["year"]:
            self._refuse("bad_year", f"{self.subject} must have a year of 4 numbers", wrong)
        if wrong:
            self._refuse_unreal(wrong)
        known = {part: number for part, number in numbers.items() if number is not None}
        if not _EARLIEST <= known["year"] <= _LATEST:
            message = f"{self.subject} must have a year between {_EARLIEST} and {_LATEST}"
            self._refuse("bad_year", message, ["year"])
        return known

    def _check_year(self, year: int) -> None:
        """Ask about a year that is most likely a slip. A search may name any."""
        if self.years is None:
            return
        found = plausible.doubt(year, self.years, anchor=clock.today().year, subject=self.subject)
        if found is not None:
            self._refuse("implausible_year", f"{found.question} {found.fix}", ["year"])

    def _check_limits(self, value: Any) -> None:
        earliest = self.not_before() if callable(self.not_before) else self.not_before
        latest = self.not_after() if callable(self.not_after) else self.not_after
        if earliest is not None and value < earliest:
            words = self._limit_words(earliest, "today or in the future", "the same as or after")
            self._refuse("too_early", f"{self.subject} must be {words}", self.parts)
        if latest is not None and value > latest:
            words = self._limit_words(latest, "today or in the past", "the same as or before")
            self._refuse("too_late", f"{self.subject} must be {words}", self.parts)

    def to_python(self, value: Any) -> Any:
        return self.clean(value) if value else None

    def has_changed(self, initial: Any, data: Any) -> bool:
        shown = self.widget.decompress(initial() if callable(initial) else initial)
        return shown != [(text or "").strip() for text in data or [""] * len(shown)]

    def _build(self, numbers: dict[str, int]) -> Any:
        raise NotImplementedError

    def _limit_words(self, limit: Any, near: str, far: str) -> str:
        raise NotImplementedError

    def _refuse_unreal(self, wrong: Sequence[str]) -> NoReturn:
        raise NotImplementedError


class DateField(_PartsField):
    """A date as day, month and year; gives a `date`. Months may be typed as names.

    `not_before` and `not_after` are dates, or functions such as `clock.today`, both inclusive.
    """

    parts = ("day", "month", "year")

    def _build(self, numbers: dict[str, int]) -> date:
        try:
            return date(numbers["year"], numbers["month"], numbers["day"])
        except ValueError:
            self._refuse_unreal(self.parts)

    def _refuse_unreal(self, wrong: Sequence[str]) -> NoReturn:
        self._refuse("unreal", f"{self.subject} must be a real date", wrong)

    def _limit_words(self, limit: date, near: str, far: str) -> str:
        return near if limit == clock.today() else f"{far} {date_long(limit)}"


class MonthField(_PartsField):
    """A month and a year; gives a `Month`. `not_before` and `not_after` are Months, both inclusive."""

    parts = ("month", "year")

    def _build(self, numbers: dict[str, int]) -> Month:
        return Month(numbers["year"], numbers["month"])

    def _refuse_unreal(self, wrong: Sequence[str]) -> NoReturn:
        message = f"{self.subject} must be a real month, like 9 or September"
        self._refuse("unreal", message, wrong)

    def _limit_words(self, limit: Month, near: str, far: str) -> str:
        return f"{far} {month_label(limit)}"
