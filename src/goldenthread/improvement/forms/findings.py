"""The forms of findings: pasted, one by one, and the sections that answer them."""

from __future__ import annotations

from typing import Any

from goldenthread.improvement.actions.findings import MOST_FINDINGS, Finding
from goldenthread.improvement.forms.by_post import ByPost
from goldenthread.improvement.forms.inspections import words_of
from goldenthread.improvement.forms.versioned import Versioned
from goldenthread.improvement.models import InspectionFinding, Section
from goldenthread.ui import forms

MOST_PASTED = 100_000
LONGEST_FINDING = 10_000


class PasteForm(forms.Form):
    """The findings as a person copied them out of the report."""

    text = forms.TextareaField(
        "Findings, copied from the report",
        hint="Numbered, lettered, with bullets, or a paragraph each. You check every one before it is kept.",
        called="the findings", rows=14, max_length=MOST_PASTED,
    )  # fmt: skip
    kind = forms.ChoiceField("What are they?", called="what they are")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        forms.offer(self, "kind", words_of("kinds"))


class FindingsForm(ByPost, Versioned):
    """The head of the list of findings: `count` is how many boxes the page holds."""

    count = forms.IntegerField("Count", min_value=0, max_value=MOST_FINDINGS + 3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["count"].widget = self.fields["count"].hidden_widget()


class FindingBox(forms.Form):
    """One finding, to be corrected or left out."""

    take = forms.BooleanField("Keep this as a finding", required=False, small=True)
    id = forms.IntegerField("Finding", required=False)
    number = forms.CharField(
        "Number as printed", called="the number", required=False, max_length=20, width=3
    )
    kind = forms.ChoiceField("Kind", called="the kind", select=True)
    text = forms.TextareaField("Finding", called="the finding", required=False, rows=4)

    mark_optional = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["id"].widget = self.fields["id"].hidden_widget()
        forms.offer(self, "kind", words_of("kinds"))

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("take") and not (given.get("text") or "").strip():
            self.add_error("text", "Enter the finding, or untick the box to leave it out")
        if given.get("take") and len(given.get("text") or "") > LONGEST_FINDING:
            self.add_error("text", f"A finding must be {LONGEST_FINDING:,} characters or fewer")
        return given

    def finding(self) -> Finding | None:
        """The finding, or None where it is left out. Call after `is_valid()`."""
        given = self.cleaned_data
        if not given["take"]:
            return None
        return Finding(given["number"], given["kind"], given["text"], given["id"])

    @staticmethod
    def initial_of(finding: InspectionFinding) -> dict[str, Any]:
        """How a box shows a finding on record."""
        return {
            "take": True, "id": finding.pk, "number": finding.number, "kind": finding.kind,
            "text": finding.text,
        }  # fmt: skip


class AnswersForm(ByPost, Versioned):
    """For each finding, the sections of a plan that answer it."""

    mark_optional = False

    def __init__(
        self, *args: Any, findings: list[InspectionFinding], sections: list[Section], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(section.pk), str(section)) for section in sections]
        for finding in findings:
            self.fields[f"finding_{finding.pk}"] = forms.MultipleChoiceField(
                str(finding), called="sections", choices=choices, required=False, small=True
            )
        self._ids = [finding.pk for finding in findings]

    def chosen(self) -> dict[int, list[int]]:
        """Finding id -> ids of the sections that were ticked. Call after `is_valid()`."""
        return {pk: [int(one) for one in self.cleaned_data[f"finding_{pk}"]] for pk in self._ids}
