"""Raising an entry and changing its words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from goldenthread.core.errors import UserError
from goldenthread.registers.actions.raising import LONGEST_TITLE, Raised, WrongAnswers
from goldenthread.registers.forms.acting import ByPost, Choices, OnEntry
from goldenthread.registers.forms.scoring import Scores
from goldenthread.registers.rules.definitions import Kind
from goldenthread.registers.rules.fields import LONGEST, Field
from goldenthread.ui import forms

NOBODY: tuple[str, str] = ("", "Nobody yet")
_ANSWER = "answer_"


class _Answers(ByPost):
    """The title and the fields of one kind of entry."""

    kind: Kind

    def draw(self, kind: Kind) -> None:
        """Put the title and the fields of that kind before all others."""
        self.kind = kind
        title = forms.CharField(
            "Title", hint="In one line.", max_length=LONGEST_TITLE, can_be_printed=True
        )
        own = {"title": title, **{f"{_ANSWER}{field.name}": _drawn(field) for field in kind.fields}}
        self.fields = {**own, **self.fields}

    def show_refusal(self, problem: UserError) -> None:
        """Set what is wrong with an answer beside its field."""
        if not isinstance(problem, WrongAnswers):
            super().show_refusal(problem)
            return
        for wrong in problem.problems:
            name = wrong.field if wrong.field == "title" else f"{_ANSWER}{wrong.field}"
            self.add_user_error(UserError(problem.code, wrong.message), name)

    def answers(self) -> dict[str, Any]:
        """The answers as they are kept. Call after `is_valid()`."""
        return {
            field.name: _kept(field, self.cleaned_data[f"{_ANSWER}{field.name}"])
            for field in self.kind.fields
        }


class RaiseForm(_Answers, Scores):
    """A new entry, with its first scores or without. `sent` marks this form: it makes one entry, however often sent."""

    owner = forms.ChoiceField(
        "Which post should own it?", hint="Whoever keeps the register can change this.",
        called="a post", select=True, required=False,
    )  # fmt: skip
    sent = forms.CharField("Sent", required=False)

    def __init__(self, *args: Any, owners: Choices, **kwargs: Any) -> None:
        super().__init__(*args, needed=False, **kwargs)
        self.draw(self.kind)
        self.fields["owner"].choices = [NOBODY, *owners]  # type: ignore[attr-defined]
        self.fields["sent"].widget = self.fields["sent"].hidden_widget()
        self.initial["sent"] = str(uuid4())

    def raised(self) -> Raised:
        """What the person says. Call after `is_valid()`."""
        given = self.cleaned_data
        owner = given["owner"]
        return Raised(
            kind=self.kind.code,
            title=given["title"],
            answers=self.answers(),
            sent_key=_key(given["sent"]),
            owner_id=int(owner) if owner else None,
            scored=self.scored_at_all(),
        )


class ChangeForm(_Answers, OnEntry):
    """Other words for an entry."""

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.draw(kind)

    @staticmethod
    def initial_of(kind: Kind, title: str, answers: Mapping[str, Any]) -> dict[str, Any]:
        """What the form shows at first."""
        shown = {f"{_ANSWER}{field.name}": _typed(field, answers) for field in kind.fields}
        return {"title": title, **shown}


def _drawn(field: Field) -> Any:
    common: dict[str, Any] = {"hint": field.hint, "required": field.required}
    if field.type == "long_text":
        return forms.TextareaField(
            field.label, rows=4, max_length=LONGEST["long_text"], can_be_printed=True, **common
        )
    if field.type == "date":
        return forms.DateField(field.label, **common)
    if field.type == "yes_no":
        words = [("yes", "Yes"), ("no", "No")]
        return forms.ChoiceField(field.label, choices=words, inline=True, **common)
    if field.type == "choice":
        return forms.ChoiceField(field.label, choices=field.choices, **common)
    return forms.CharField(field.label, max_length=LONGEST["text"], can_be_printed=True, **common)


def _kept(field: Field, value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if field.type == "yes_no":
        return {"yes": True, "no": False}.get(value)
    return value or None


def _typed(field: Field, answers: Mapping[str, Any]) -> Any:
    answer = answers.get(field.name)
    if answer is None:
        return None
    if field.type == "date":
        return date.fromisoformat(answer)
    if field.type == "yes_no":
        return "yes" if answer else "no"
    return answer


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return uuid4()
