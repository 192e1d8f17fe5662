"""The form of what happened: drawn from the vocabulary, so that each kind asks what it must and may carry."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django import forms as django_forms

from goldenthread.duties.actions.events import Given
from goldenthread.duties.forms.cases import Doubted
from goldenthread.duties.forms.items import ItemField, fields_of, form_field, told
from goldenthread.duties.rules.companions import PLACE, Companion, companions_of
from goldenthread.duties.rules.events import Detail, details_of
from goldenthread.ui import forms

YES, NO = ("yes", "Yes"), ("no", "No")
_PREFIX, _ASKED = "detail_", "answer_"


class EventForm(Doubted):
    """One event of a kind. `sent` marks this form: it records one event, however often it is sent."""

    on = forms.DateField(
        "On which day?", called="the day", hint="The day on which it happened, not the day on which it is entered."
    )  # fmt: skip
    note = forms.TextareaField(
        "Note", rows=3, max_length=4000, required=False,
        hint="No addresses, telephone numbers or names of schools: they belong in their own places on the record.",
    )  # fmt: skip
    sent = forms.CharField("Sent", required=False)
    field_order = ["on"]

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.asked = details_of(kind)
        self.places = {"event.on": "on"}
        for detail in self.asked:
            self.fields[_PREFIX + detail.name] = _field(detail)
            self.places[f"event.details.{detail.name}"] = _PREFIX + detail.name
        self.questions = []
        for one in companions_of(kind):
            if one.question:
                self.questions.append(one)
                self.fields[_ASKED + one.question] = _question(one)
                self.places[f"{PLACE}.{one.question}"] = _ASKED + one.question
            else:
                self.fields[_PREFIX + one.detail].hints = {one.when: one.hint}  # type: ignore[attr-defined]
        self.asked_items = list(fields_of(kind))
        for item in self.asked_items:
            self.fields[item.name] = form_field(item.shape)
            self.places[item.place] = item.name
        # The note and what may have to be confirmed come after what is asked of the kind.
        asked = [_PREFIX + detail.name for detail in self.asked]
        asked += [_ASKED + one.question for one in self.questions]
        self.order_fields(["on", *asked, "note", "confirmed"])
        self.fields["sent"].widget = self.fields["sent"].hidden_widget()
        self.initial["sent"] = str(uuid4())

    def main_fields(self) -> list[django_forms.BoundField]:
        """The fields to draw first: those of further items have a place of their own."""
        further = {one.name for one in self.asked_items}
        return [bound for bound in super().main_fields() if bound.name not in further]

    def further(self) -> list[tuple[str, list[django_forms.BoundField]]]:
        """The fields of further items: those that stand alone under no title, a setting's parts under its own."""
        groups: dict[str, list[django_forms.BoundField]] = {}
        for one in self.asked_items:
            groups.setdefault(_title(one), []).append(self[one.name])
        return sorted(groups.items(), key=lambda pair: pair[0] != "")

    @property
    def further_open(self) -> bool:
        """Whether something stands there already, typed or to be put right."""
        return any(self[one.name].value() or self[one.name].errors for one in self.asked_items)

    def given(self) -> Given:
        """What the person says. Call after `is_valid()`."""
        details = {one.name: self._told(one) for one in self.asked}
        return Given(
            kind=self.kind, on=self.cleaned_data["on"], sent_key=_key(self.cleaned_data["sent"]),
            details={name: value for name, value in details.items() if value not in (None, "", [])},
            note=self.cleaned_data["note"], items=told(self.asked_items, self.cleaned_data),
            answers=self._answers(),
        )  # fmt: skip

    def _answers(self) -> dict[str, str]:
        given = {one.question: self.cleaned_data[_ASKED + one.question] for one in self.questions}
        return {name: str(value) for name, value in given.items() if value}

    def _told(self, detail: Detail) -> Any:
        value = self.cleaned_data[_PREFIX + detail.name]
        if detail.type == "truth":
            return {YES[0]: True, NO[0]: False}.get(value)
        if detail.type == "date":
            return value.isoformat() if value else None
        return value


def _field(detail: Detail) -> django_forms.Field:
    common: dict[str, Any] = {"required": detail.needed}
    if detail.type == "date":
        return forms.DateField(detail.label, called="the day", **common)
    if detail.type == "several":
        return forms.MultipleChoiceField(detail.label, choices=detail.values, **common)
    if detail.type == "truth":
        return forms.ChoiceField(detail.label, choices=[YES, NO], inline=True, **common)
    if not detail.needed:
        # A radio that was chosen cannot be taken back: what may stay open has a choice of its own.
        return forms.ChoiceField(
            detail.label, choices=[*detail.values, ("", "Not known")], mark_optional=False, **common
        )
    return forms.ChoiceField(detail.label, choices=detail.values, **common)


def _question(one: Companion) -> django_forms.Field:
    """What is asked because another event may come with this one; its hint says which."""
    if one.answers:
        return forms.ChoiceField(
            one.label, choices=one.answers, required=one.needed, hints={one.when: one.hint}
        )
    return forms.DateField(one.label, called="the day", required=one.needed, hint=one.hint)


def _title(one: ItemField) -> str:
    return one.item.label if one.part else ""


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return uuid4()
