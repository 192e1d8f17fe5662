"""The error summary: each problem of a form, with a link to the very input that is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NotRequired, TypedDict

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import BaseForm, BaseFormSet, BoundField, RadioSelect


class Problem(TypedDict):
    """One line of the summary, in the shape that the govuk macro takes."""

    text: str
    href: NotRequired[str]


def wrong_parts(bound: BoundField) -> list[str]:
    """Which inputs of a date or month are wrong, by name, in page order; empty when it is whole."""
    wrong: set[str] = set()
    for error in bound.form.errors.as_data().get(bound.name, []):
        wrong.update((error.params or {}).get("parts", ()))
    return [part for part in getattr(bound.field, "parts", ()) if part in wrong]


def input_id(bound: BoundField) -> str:
    """The id of the input that a link should reach: the first wrong one, else the first."""
    parts = getattr(bound.field, "parts", ())
    if parts:
        return f"{bound.auto_id}-{(wrong_parts(bound) or parts)[0]}"
    # The first radio or checkbox carries the plain id in the govuk markup; Django would say `_0`.
    if isinstance(bound.field.widget, RadioSelect):
        return str(bound.auto_id)
    return str(bound.id_for_label or bound.auto_id)


def _texts(errors: Iterable[ValidationError]) -> list[str]:
    return [message for error in errors for message in error.messages]


def _of_form(form: BaseForm) -> list[Problem]:
    by_field = form.errors.as_data()
    problems: list[Problem] = [
        {"text": text} for text in _texts(by_field.get(NON_FIELD_ERRORS, []))
    ]
    for bound in form:
        link = "" if bound.is_hidden else f"#{input_id(bound)}"
        texts = _texts(by_field.get(bound.name, []))
        problems += [{"text": text, "href": link} if link else {"text": text} for text in texts]
    return problems


def error_summary(*forms: BaseForm | BaseFormSet) -> list[Problem]:
    """The problems of all the forms on a page, in order; works for any Django form or formset."""
    problems: list[Problem] = []
    for form in forms:
        if isinstance(form, BaseFormSet):
            if form.is_bound:
                problems += [{"text": text} for text in _texts(form.non_form_errors().as_data())]
            problems += error_summary(*form.forms)
        else:
            problems += _of_form(form)
    return problems
