"""Fields that a person types into."""

from __future__ import annotations

from typing import Any

from django import forms

from goldenthread.ui.forms.base import FieldMixin
from goldenthread.ui.forms.wording import printed


class CharField(FieldMixin, forms.CharField):
    """One line of text. `width` is 2, 3, 4, 5, 10, 20 or 30 characters, or a fraction: "two-thirds".

    `can_be_printed` adds to the hint that the words can become public and must name nobody.
    """

    def __init__(
        self,
        label: str,
        *,
        width: int | str | None = None,
        autocomplete: str = "",
        inputmode: str = "",
        prefix: str = "",
        suffix: str = "",
        spellcheck: bool | None = None,
        hint: str = "",
        can_be_printed: bool = False,
        **kwargs: Any,
    ) -> None:
        self.width = width
        self.autocomplete = autocomplete
        self.inputmode = inputmode
        self.prefix = prefix
        self.suffix = suffix
        self.spellcheck = spellcheck
        super().__init__(label, hint=printed(hint) if can_be_printed else hint, **kwargs)

    def messages(self) -> dict[str, str]:
        return {
            "max_length": f"{self.subject} must be %(limit_value)d characters or fewer",
            "min_length": f"{self.subject} must be %(limit_value)d characters or more",
            "null_characters_not_allowed": f"{self.subject} must not contain null characters",
        }


class TextareaField(CharField):
    """Several lines. With `max_length` and `show_count` a counter says how much is left."""

    widget = forms.Textarea

    def __init__(
        self, label: str, *, rows: int = 5, show_count: bool = False, **kwargs: Any
    ) -> None:
        self.rows = rows
        self.show_count = show_count
        super().__init__(label, **kwargs)

    def to_python(self, value: Any) -> Any:
        # Browsers post CR LF; one form of line end keeps lengths and comparisons honest.
        text = super().to_python(value)
        return text.replace("\r\n", "\n") if isinstance(text, str) else text


class EmailField(CharField, forms.EmailField):
    """An email address."""

    def __init__(self, label: str = "Email address", **kwargs: Any) -> None:
        kwargs.setdefault("called", "an email address")
        kwargs.setdefault("autocomplete", "email")
        kwargs.setdefault("spellcheck", False)
        super().__init__(label, **kwargs)

    def messages(self) -> dict[str, str]:
        wording = "Enter an email address in the correct format, like name@example.com"
        return {**super().messages(), "invalid": wording}


class PasswordField(CharField):
    """A password, with a button that shows it. The one field whose text never returns to the page."""

    widget = forms.PasswordInput

    def __init__(self, label: str = "Password", **kwargs: Any) -> None:
        kwargs.setdefault("called", "your password")
        kwargs.setdefault("autocomplete", "current-password")
        super().__init__(label, strip=False, **kwargs)


class _NumberMixin(FieldMixin):
    def __init__(
        self,
        label: str,
        *,
        width: int | str | None = 5,
        prefix: str = "",
        suffix: str = "",
        **kwargs: Any,
    ) -> None:
        self.width = width
        self.prefix = prefix
        self.suffix = suffix
        # A text input with a numeric keyboard: number inputs change on scrolling and drop bad text.
        super().__init__(label, widget=forms.TextInput, **kwargs)

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.replace(",", "") if isinstance(value, str) else value)


class IntegerField(_NumberMixin, forms.IntegerField):
    """A whole number; thousands may be typed with commas."""

    inputmode = "numeric"

    def messages(self) -> dict[str, str]:
        return {
            "invalid": f"{self.subject} must be a whole number",
            "max_value": f"{self.subject} must be %(limit_value)s or fewer",
            "min_value": f"{self.subject} must be %(limit_value)s or more",
        }


class DecimalField(_NumberMixin, forms.DecimalField):
    """A number with or without decimals; thousands may be typed with commas."""

    inputmode = "decimal"

    def messages(self) -> dict[str, str]:
        return {
            "invalid": f"{self.subject} must be a number, like 12.5",
            "max_digits": f"{self.subject} must have %(max)s digits or fewer",
            "max_whole_digits": f"{self.subject} must have %(max)s digits or fewer before the point",
            "max_decimal_places": f"{self.subject} must have %(max)s decimal places or fewer",
            "max_value": f"{self.subject} must be %(limit_value)s or less",
            "min_value": f"{self.subject} must be %(limit_value)s or more",
        }
