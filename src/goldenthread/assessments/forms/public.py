"""The forms of the public pages on which a request is made, built from its questions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.forms import Field

from goldenthread.assessments.actions.drafts import Given
from goldenthread.assessments.models import Request
from goldenthread.assessments.rules import typed
from goldenthread.assessments.rules.pages import Page, Question
from goldenthread.assessments.rules.routes import routes
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.documents.forms.uploads import files_field, read_all
from goldenthread.ui import forms


class OnDraft(forms.Form):
    """About one draft, against the version that was read."""

    version = forms.IntegerField("Version")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].widget = self.fields["version"].hidden_widget()

    @property
    def read_version(self) -> int:
        """The version that the person had before them. Call after `is_valid()`."""
        return int(self.cleaned_data["version"])

    def show_refusal(self, problem: UserError, version: int) -> None:
        """Show why it was not kept, with all that was typed; the next try is against how it stands now."""
        if problem.code == "changed_meanwhile":
            self.carry(version=str(version))
        self.add_user_error(problem)


class StartForm(forms.Form):
    """Which council it goes to, where the product serves several."""

    area = forms.ChoiceField(
        "In which council area does the child or young person live?", called="the area"
    )

    def __init__(self, *args: Any, areas: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        forms.offer(self, "area", areas)


class WhoForm(OnDraft):
    """Who asks."""

    route = forms.ChoiceField(
        "Who are you?", called="who you are", page_heading=True, label_size="l"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = routes().values()
        hints = {one.name: one.hint for one in found if one.hint}
        forms.offer(self, "route", [(one.name, one.words) for one in found], hints)

    def given(self) -> Given:
        """What to keep. Call after `is_valid()`."""
        return {"route": self.cleaned_data["route"]}


class QuestionsForm(OnDraft):
    """The questions of one page."""

    def __init__(self, *args: Any, page: Page, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page = page
        for question in page.questions:
            self.fields[question.name] = _field(question)

    def given(self) -> Given:
        """What to keep, by the names of the questions. Call after `is_valid()`."""
        return {one.name: self._kept(one) for one in self.page.questions}

    def _kept(self, question: Question) -> Any:
        value = self.cleaned_data.get(question.name)
        if question.type == "day":
            return value
        text = str(value or "")
        if question.type == "postcode":
            return typed.postcode(text)
        return typed.plain(text) if question.type == "text" else typed.one_line(text)


def of_draft(page: Page, draft: Request) -> dict[str, Any]:
    """What a page shows of what was given before."""
    shown: dict[str, Any] = {"version": draft.version}
    for one in page.questions:
        shown[one.name] = (
            draft.answers.get(one.name, "") if one.answer else getattr(draft, one.name)
        )
    return shown


class SaveForm(forms.Form):
    """Where the link goes by which somebody comes back."""

    email = forms.EmailField("Your email address", max_length=254)


class NumberForm(forms.Form):
    """The number that was shown when it was saved."""

    number = forms.CharField(
        "Your number", called="the number", hint="The 6 figures that we showed you when you saved.", width=10,
        max_length=20, inputmode="numeric", autocomplete="off", spellcheck=False,
    )  # fmt: skip


class SendForm(OnDraft):
    """The last word before a request is sent."""

    confirmed = forms.BooleanField(
        "What I have written is true, as far as I know", called="that what you have written is true",
    )  # fmt: skip


class FilesForm(forms.Form):
    """Files that go with a request, several at a time."""

    chosen = files_field("Choose one or more files")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].required = False

    def uploaded(self) -> list[tuple[str, bytes]]:
        """Name and bytes of each file. Call after `is_valid()`; UserError for one that is too large."""
        return read_all(self.cleaned_data["chosen"])


def _field(question: Question) -> Field:
    asked: dict[str, Any] = {"hint": question.hint, "required": question.needed}
    if question.type == "choice":
        return forms.ChoiceField(question.label, choices=list(question.choices), **asked)
    if question.type == "day":
        return forms.DateField(question.label, not_after=clock.today, years=None, **asked)
    asked |= {"autocomplete": question.autocomplete}
    if question.type == "text":
        return forms.TextareaField(
            question.label,
            rows=question.rows,
            max_length=question.longest,
            show_count=False,
            **asked,
        )
    if question.type == "email":
        return forms.EmailField(question.label, max_length=254, **asked)
    widths: dict[str, int] = {"postcode": 10, "phone": 20}
    longest = {"postcode": 12}.get(question.type, question.longest)
    return forms.CharField(
        question.label, max_length=longest, width=widths.get(question.type), **asked,
        inputmode="tel" if question.type == "phone" else "",
    )  # fmt: skip
