"""The forms of clearing: an answer to each thing that the check found, and asking somebody else for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from goldenthread.core.errors import UserError
from goldenthread.documents.rules.clearance import clearance_rules, says_why
from goldenthread.documents.rules.publication import Question
from goldenthread.reports.forms import ByPost, Versioned
from goldenthread.ui import forms

_REASON = "reason_"


class ClearForm(Versioned, ByPost):
    """`seen` is the hash of the words that the person read; each question has a reason of its own."""

    seen = forms.CharField("Words", max_length=64)

    def __init__(self, *args: Any, asked: Sequence[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].widget = self.fields["seen"].hidden_widget()
        self.asked = asked
        for one in asked:
            self.fields[f"{_REASON}{one.key}"] = forms.TextareaField(
                "Cleared because", called=f"why “{one.text[:60]}” may stand in public", rows=2,
                max_length=500,
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Every reason that says nothing, at once."""
        given = super().clean() or self.cleaned_data
        for one in self.asked:
            name = f"{_REASON}{one.key}"
            if given.get(name) and not says_why(given[name]):
                words = f"Say why “{one.text[:60]}” may stand in public. {clearance_rules().good_reason}"
                self.add_error(name, words)
        return given

    def questions(self) -> Iterator[tuple[Question, Any]]:
        """Each question with its field, in the order of the paper."""
        for one in self.asked:
            yield one, self[f"{_REASON}{one.key}"]

    def reasons(self) -> dict[str, str]:
        """The reason for each key. Call after `is_valid()`."""
        return {one.key: self.cleaned_data[f"{_REASON}{one.key}"] for one in self.asked}

    def show(self, problem: UserError, version: int | None = None) -> None:
        """Set a refusal beside the question that it concerns, or above the form."""
        name = f"{_REASON}{problem.where}"
        self.add_user_error(problem, name if name in self.fields else None)
        if version is not None:
            self.carry(version=str(version))


class PutForwardForm(Versioned):
    """Asking somebody else to clear a draft: only a button."""
