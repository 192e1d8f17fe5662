"""The forms of the page for families."""

from __future__ import annotations

from typing import Any

from goldenthread.reports.actions.families import Words
from goldenthread.reports.forms import ByPost, Versioned
from goldenthread.reports.models import Progress
from goldenthread.ui import forms

_MEANING = "meaning_"
_SHORT = "Short sentences."


class FamiliesForm(Versioned):
    """The words that the writer adds; a paragraph for each section of the plan."""

    opening = forms.TextareaField(
        "Opening words", hint=_SHORT, required=False, rows=3, max_length=1500, can_be_printed=True
    )
    ask = forms.TextareaField(
        "Who to ask", hint="A team or a post and how to reach it, not a person. One to a line.",
        required=False, rows=3, max_length=800, can_be_printed=True,
    )  # fmt: skip
    show_posts = forms.BooleanField("Name the posts that lead each step", required=False)

    def __init__(self, *args: Any, sections: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sections = sections
        for pk, title in sections:
            self.fields[f"{_MEANING}{pk}"] = forms.TextareaField(
                f"What this means for families: {title}", hint=_SHORT, required=False, rows=4,
                max_length=900, can_be_printed=True,
            )  # fmt: skip
        self.order_fields(["version", "opening", *(f"{_MEANING}{pk}" for pk, _ in sections)])

    @staticmethod
    def initial_of(progress: Progress) -> dict[str, Any]:
        """What the form starts from."""
        names = ("version", "opening", "ask", "show_posts")
        found = {name: getattr(progress, name) for name in names}
        return found | {f"{_MEANING}{pk}": text for pk, text in progress.meanings.items()}

    def words(self) -> Words:
        """What was typed. Call after `is_valid()`."""
        given = self.cleaned_data
        meanings = {str(pk): given[f"{_MEANING}{pk}"].strip() for pk, _ in self.sections}
        kept = {pk: text for pk, text in meanings.items() if text}
        return Words(given["opening"], kept, given["ask"], given["show_posts"])


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
