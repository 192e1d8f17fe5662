"""The forms of versions of a plan: beginning one, closing a plan, its yearly review, its mapping to another."""

from __future__ import annotations

from typing import Any

from goldenthread.improvement.forms.by_post import ByPost
from goldenthread.improvement.models import PriorityMapping
from goldenthread.ui import forms


class NewVersionForm(forms.Form):
    """What the new version will be called."""

    version = forms.CharField(
        "What will the new version be called?", hint="For example 2.0. It can be changed while it is a draft.",
        required=False, max_length=60,
    )  # fmt: skip


class CloseForm(ByPost):
    """When and why a plan closes."""

    closed_on = forms.DateField("When was the plan closed?", called="the day of closing")
    why = forms.TextareaField(
        "Why?", called="why the plan closes", hint="Everyone who reads the plan sees this.", rows=3,
        max_length=2000, can_be_printed=True,
    )  # fmt: skip


class ReviewForm(ByPost):
    """A yearly review that was held."""

    held_on = forms.DateField("When was the review held?", called="the day of the review")
    conclusion = forms.TextareaField(
        "What did it conclude?", called="what the review concluded",
        hint="Whether the plan stands as it is, and what is to change.", rows=5, max_length=4000,
        can_be_printed=True,
    )  # fmt: skip


class MappingForm(ByPost):
    """What became of a priority in a later plan."""

    GOES_ON, DROPPED = "on", "dropped"

    outcome = forms.ChoiceField(
        "What became of it?",
        called="what became of it",
        choices=[(GOES_ON, "It goes on in the later plan"), (DROPPED, "It does not go on")],
        reveals={GOES_ON: ("later", "partly", "note"), DROPPED: "reason"},
    )
    later = forms.ChoiceField("As which priority?", called="a priority", select=True)
    partly = forms.BooleanField("Only in part", required=False)
    note = forms.CharField("Note", required=False, max_length=1000)
    reason = forms.TextareaField(
        "Why does it not go on?", called="why it does not go on", rows=2, max_length=1000,
        can_be_printed=True,
    )  # fmt: skip

    def __init__(self, *args: Any, later: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["later"]
        if isinstance(choice, forms.ChoiceField):
            choice.choices = later

    @property
    def kind(self) -> PriorityMapping.Kind:
        """How it goes on. Call after `is_valid()`."""
        kinds = PriorityMapping.Kind
        return kinds.PARTLY if self.cleaned_data["partly"] else kinds.CONTINUES
