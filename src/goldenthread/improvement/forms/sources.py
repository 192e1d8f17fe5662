"""The forms of documents that plans rely on."""

from __future__ import annotations

from typing import Any

from goldenthread.core import clock
from goldenthread.improvement.actions.sources import DocumentFacts
from goldenthread.improvement.forms.by_post import ByPost, PostChoices
from goldenthread.improvement.forms.versioned import Versioned
from goldenthread.ui import forms


class DocumentForm(Versioned):
    """Where a document is, or why there is no link, and who keeps it."""

    title = forms.CharField("Title", max_length=300)
    link = forms.CharField(
        "Address of the document", hint="It begins with https://", required=False, max_length=500
    )
    no_link_why = forms.CharField(
        "Why is there no link?",
        called="why there is no link",
        hint="Only where it cannot be linked. For example: not published; ask its keeper.",
        required=False,
        max_length=300,
    )
    kept_by = forms.ChoiceField(
        "Who keeps it?", called="who keeps it", select=True, blank="Not known", required=False
    )

    def __init__(self, *args: Any, keepers: PostChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        forms.offer(self, "kept_by", [("", "Not known"), *keepers])

    def facts(self) -> DocumentFacts:
        """What the person says. Call after `is_valid()`."""
        given = self.cleaned_data
        keeper = given["kept_by"]
        return DocumentFacts(
            given["title"], given["link"], given["no_link_why"], int(keeper) if keeper else None
        )


class ReviewForm(ByPost, Versioned):
    """The yearly review of a document."""

    reviewed_on = forms.DateField(
        "When was it reviewed?", called="the day of the review", not_after=clock.today
    )
    note = forms.TextareaField(
        "What did you find?",
        called="what you found",
        hint="For example: still in force; section 2 of our plan still fits it.",
        rows=3,
        max_length=2000,
    )


class SameAsForm(Versioned):
    """Which other entry of the register is this very document. Its version goes with the choice (ADR 0006)."""

    other = forms.ChoiceField("Which entry is the same document?", called="the entry", select=True)
    sure = forms.BooleanField("These are one and the same document")

    def __init__(self, *args: Any, others: PostChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        forms.offer(self, "other", [("", "Choose from the list"), *others])
        self.fields["other"].error_messages["invalid_choice"] = (
            "Choose the entry again: somebody has changed it, or taken it away, since you opened this page"
        )

    def chosen(self) -> tuple[int, int]:
        """The id and the version of the other entry. Call after `is_valid()`."""
        pk, _, version = self.cleaned_data["other"].partition(".")
        return int(pk), int(version)
