"""Fields that a person picks from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms

from goldenthread.ui.forms.base import FieldMixin
from goldenthread.ui.forms.wording import from_the_list

Choices = Iterable[tuple[Any, str]]
Reveals = Mapping[str, str | Iterable[str]]


def _tuples(reveals: Reveals | None) -> dict[str, tuple[str, ...]]:
    return {
        str(value): (names,) if isinstance(names, str) else tuple(names)
        for value, names in (reveals or {}).items()
    }


class ChoiceField(FieldMixin, forms.ChoiceField):
    """One of a few: radios, or a drop-down list with `select=True`.

    `hints` explains single choices by value. `reveals` names other fields of the form that are asked
    only once a choice is made: `reveals={"red": ("forecast", "reason")}`; they are required (if
    required at all) only then. `blank` is the first line of a drop-down list. `inline` sets short
    radios side by side; `dividers` puts a word after a choice: `{"yes": "or"}`.
    """

    verb = "Select"
    widget = forms.RadioSelect

    def __init__(
        self,
        label: str,
        *,
        choices: Choices | Any = (),
        select: bool = False,
        blank: str = "",
        hints: Mapping[str, str] | None = None,
        reveals: Reveals | None = None,
        dividers: Mapping[str, str] | None = None,
        inline: bool = False,
        small: bool = False,
        **kwargs: Any,
    ) -> None:
        if select and reveals:
            raise ValueError("a drop-down list cannot reveal fields; use radios")
        self.blank = blank
        self.hints = dict(hints or {})
        self.reveals = _tuples(reveals)
        self.dividers = dict(dividers or {})
        self.inline = inline
        self.small = small
        if select:
            kwargs["widget"] = forms.Select
        super().__init__(label, choices=choices, **kwargs)

    def messages(self) -> dict[str, str]:
        return {"invalid_choice": from_the_list(self.verb, self.called)}


class MultipleChoiceField(FieldMixin, forms.MultipleChoiceField):
    """Any number of a few: checkboxes. `hints` and `reveals` as for `ChoiceField`.

    `exclusive` is the value of a choice that rules the others out, such as "none".
    """

    verb = "Select"
    widget = forms.CheckboxSelectMultiple

    def __init__(
        self,
        label: str,
        *,
        choices: Choices | Any = (),
        hints: Mapping[str, str] | None = None,
        reveals: Reveals | None = None,
        exclusive: str = "",
        small: bool = False,
        **kwargs: Any,
    ) -> None:
        self.hints = dict(hints or {})
        self.reveals = _tuples(reveals)
        self.exclusive = exclusive
        self.small = small
        super().__init__(label, choices=choices, **kwargs)

    def messages(self) -> dict[str, str]:
        wrong = from_the_list(self.verb, self.called)
        return {
            "invalid_choice": wrong,
            "invalid_list": wrong,
        }

    def validate(self, value: Any) -> None:
        super().validate(value)
        if self.exclusive and self.exclusive in value and len(value) > 1:
            label = next(text for choice, text in self.widget.choices if choice == self.exclusive)
            raise forms.ValidationError(
                f"Select {self.called}, or select ‘{label}’ alone", code="exclusive"
            )


class ModelChoiceField(FieldMixin, forms.ModelChoiceField):
    """One record of a scoped queryset, as a drop-down list (radios with `widget=RadioSelect`)."""

    verb = "Select"

    def __init__(
        self, label: str, *, queryset: Any, blank: str = "Choose from the list", **kwargs: Any
    ) -> None:
        self.blank = blank
        super().__init__(label, queryset=queryset, empty_label=blank, **kwargs)

    def messages(self) -> dict[str, str]:
        return {"invalid_choice": from_the_list(self.verb, self.called)}


class ModelMultipleChoiceField(FieldMixin, forms.ModelMultipleChoiceField):
    """Any number of records of a scoped queryset, as checkboxes."""

    verb = "Select"

    def __init__(self, label: str, *, queryset: Any, small: bool = False, **kwargs: Any) -> None:
        self.small = small
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(label, queryset=queryset, **kwargs)

    def messages(self) -> dict[str, str]:
        wrong = from_the_list(self.verb, self.called)
        return {"invalid_choice": wrong, "invalid_list": wrong, "invalid_pk_value": wrong}


class BooleanField(FieldMixin, forms.BooleanField):
    """One checkbox, read as a statement: "I have read the report". Required means: must be ticked.

    `legend` puts a heading above it.
    """

    verb = "Select"

    def __init__(self, label: str, *, legend: str = "", small: bool = False, **kwargs: Any) -> None:
        self.legend = legend
        self.small = small
        super().__init__(label, **kwargs)

    def messages(self) -> dict[str, str]:
        return {"required": f"Tick the box to confirm: {self.called}"}


def offer(
    form: forms.BaseForm,
    name: str,
    choices: Sequence[tuple[str, str]],
    hints: Mapping[str, str] | None = None,
) -> None:
    """Set what the ChoiceField `name` of a form offers; with one choice there is nothing to ask."""
    field = form.fields[name]
    if not isinstance(field, ChoiceField):
        raise TypeError(f"{name} is not a ChoiceField")
    field.choices = list(choices)
    field.hints = dict(hints or {})
    if len(choices) == 1:
        form.fields[name].widget = forms.HiddenInput()
        field.initial = choices[0][0]
