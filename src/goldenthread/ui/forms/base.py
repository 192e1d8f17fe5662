"""What all our form fields and forms share: wording, rendering, questions that depend on an answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import copy
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from goldenthread.core.errors import UserError
from goldenthread.ui.forms.errors import Problem, error_summary
from goldenthread.ui.forms.renderer import PageRenderer
from goldenthread.ui.forms.wording import as_subject, ask, is_question, lower_first


class FieldMixin(forms.Field):
    """Label, hint and messages of a field; mixed into Django's own field classes.

    `called` names the thing in messages ("new completion date"); it defaults to the label. Give it
    whenever the label is a question. Messages may be replaced one by one with `error_messages`.
    `mark_optional` is off for a field that another answer makes necessary: its hint says when.
    """

    verb: ClassVar[str] = "Enter"
    reveals: Mapping[str, tuple[str, ...]] = {}

    def __init__(
        self,
        label: str,
        *,
        hint: str = "",
        called: str = "",
        label_size: str = "s",
        page_heading: bool = False,
        mark_optional: bool = True,
        error_messages: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        self.called = called or ("answer" if is_question(label) else lower_first(label))
        self.subject = as_subject(self.called)
        self.label_size = label_size
        self.page_heading = page_heading
        self.mark_optional = mark_optional
        messages = {"required": ask(self.verb, called, label), **self.messages()}
        super().__init__(
            label=label,
            help_text=hint,
            error_messages={**messages, **(error_messages or {})},
            **kwargs,
        )

    def messages(self) -> dict[str, str]:
        """The field's own messages by code; runs before Django's `__init__`."""
        return {}


class FormMixin(forms.BaseForm):
    """Mixed into a form of another package, so that it renders and reports like ours."""

    default_renderer = PageRenderer
    #: Whether labels of fields that may stay empty say so; filters turn it off.
    mark_optional: ClassVar[bool] = True

    def error_summary(self) -> list[Problem]:
        """The form's problems in page order, each with the address of the input to put right."""
        return error_summary(self)

    def add_user_error(self, error: UserError, field: str | None = None) -> None:
        """Show an error of the rules beside the field that it concerns, or above the form."""
        text = f"{error.message} {error.fix}" if error.fix else error.message
        self.add_error(field, ValidationError(text, code=error.code))

    def carry(self, **values: str) -> None:
        """Set what goes along unseen with what was typed, such as the version that it is now held against."""
        # A copy of its own kind: spread into a plain dictionary, each text would become a list of texts.
        data: Any = copy(self.data)
        for name, value in values.items():
            data[name] = value
        self.data = data

    def revealed(self) -> frozenset[str]:
        """Names of the fields that are drawn inside a choice of another field."""
        return frozenset(name for _, _, names in self._dependencies() for name in names)

    def main_fields(self) -> list[forms.BoundField]:
        """The fields to draw one below the other: hidden and revealed ones are left out."""
        inside = self.revealed()
        return [bound for bound in self.visible_fields() if bound.name not in inside]

    def _dependencies(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        for name, field in self.fields.items():
            for value, names in getattr(field, "reveals", {}).items():
                yield name, value, names

    def not_asked(self) -> frozenset[str]:
        """Fields whose choice was not made: what they hold is kept on the page but does not count."""
        asked: set[str] = set()
        for name, value, names in self._dependencies():
            given = self[name].value()
            chosen = given if isinstance(given, list | tuple) else [given]
            if value in {str(item) for item in chosen}:
                asked.update(names)
        return self.revealed() - asked

    def _clean_fields(self) -> None:
        super()._clean_fields()  # type: ignore[misc]  # missing from the stubs
        for name in self.not_asked():
            self.errors.pop(name, None)
            self.cleaned_data[name] = self.fields[name].to_python(None)


class Form(FormMixin, forms.Form):
    """The base of every form of ours."""
