"""The forms of the page for families."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from goldenthread.documents.rules.reading_age import reading_age
from goldenthread.reports.actions.families import Words
from goldenthread.reports.forms import ByPost, Versioned
from goldenthread.reports.models import Progress
from goldenthread.reports.queries.families import SectionTold
from goldenthread.ui import forms

_MEANING, _STEP = "meaning_", "step_"
_SHORT = "Short sentences."


class FamiliesForm(Versioned):
    """The words that the writer adds: a paragraph for each section of the plan, and plain words for each step told."""

    opening = forms.TextareaField(
        "Opening words", hint=_SHORT, required=False, rows=3, max_length=1500, can_be_printed=True
    )
    ask = forms.TextareaField(
        "Who to ask", hint="A team or a post and how to reach it, not a person. One to a line.",
        required=False, rows=3, max_length=800, can_be_printed=True,
    )  # fmt: skip
    show_posts = forms.BooleanField("Name the posts that lead each step", required=False)

    def __init__(self, *args: Any, told: Sequence[SectionTold], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.told = told
        for section in told:
            self.fields[f"{_MEANING}{section.id}"] = forms.TextareaField(
                f"What this means for families: {section.title}", hint=_SHORT, required=False,
                rows=4, max_length=900, can_be_printed=True,
            )  # fmt: skip
            for step in section.steps:
                age = reading_age([f"{step.printed}."])
                self.fields[f"{_STEP}{step.thread}"] = forms.TextareaField(
                    f"“{step.printed}” in plain words", called=f"plain words for “{step.printed}”",
                    hint=f"The plan's words have a reading age of {age:.0f}. Empty: they stand as they are.",
                    required=False, rows=2, max_length=400, can_be_printed=True,
                )  # fmt: skip
        self.order_fields(["version", "opening", *(f"{_MEANING}{one.id}" for one in told)])

    @staticmethod
    def initial_of(progress: Progress) -> dict[str, Any]:
        """What the form starts from."""
        names = ("version", "opening", "ask", "show_posts")
        found = {name: getattr(progress, name) for name in names}
        found |= {f"{_MEANING}{pk}": text for pk, text in progress.meanings.items()}
        return found | {f"{_STEP}{thread}": text for thread, text in progress.steps.items()}

    def parts(self) -> Iterator[tuple[SectionTold, Any, list[Any], int]]:
        """Each section with its field, those of its steps, and how many of these have plain words."""
        for section in self.told:
            steps = [self[f"{_STEP}{step.thread}"] for step in section.steps]
            given = sum(bool(field.value()) for field in steps)
            yield section, self[f"{_MEANING}{section.id}"], steps, given

    def words(self) -> Words:
        """What was typed. Call after `is_valid()`."""
        given = self.cleaned_data
        meanings = {str(one.id): given[f"{_MEANING}{one.id}"].strip() for one in self.told}
        kept = {pk: text for pk, text in meanings.items() if text}
        threads = [step.thread for one in self.told for step in one.steps]
        steps = {str(thread): given[f"{_STEP}{thread}"].strip() for thread in threads}
        return Words(given["opening"], kept, given["ask"], given["show_posts"], steps)


class PublishForm(Versioned, ByPost):
    """`previewed` is the hash of both parts as the person read them."""

    previewed = forms.CharField("Preview", max_length=64)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["previewed"].widget = self.fields["previewed"].hidden_widget()


class StartForm(ByPost):
    """Starting a page: only a button, and the post where the person holds several."""


class WithdrawForm(ByPost):
    """Why the page is taken back."""

    reason = forms.TextareaField(
        "Why is it withdrawn?", hint="Kept on record; the public page does not show it.", rows=3,
        called="why it is withdrawn", max_length=1000,
    )  # fmt: skip


class RedactForm(ByPost):
    """Why the words of a withdrawn page are taken out for good."""

    reason = forms.TextareaField(
        "Why are the words taken out?",
        hint="Kept on record. Do not repeat the words that have to go.", rows=3,
        called="why the words are taken out", max_length=1000,
    )  # fmt: skip
