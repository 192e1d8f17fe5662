"""The forms of inspections: facts, findings, and which sections answer them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from goldenthread.improvement.actions.inspections import MOST_FINDINGS, Finding
from goldenthread.improvement.forms.by_post import ByPost
from goldenthread.improvement.forms.versioned import Versioned
from goldenthread.improvement.models import InspectionFinding, Section
from goldenthread.improvement.rules.inspections import InspectionFacts, inspection_rules
from goldenthread.ui import forms

UNKNOWN = "unknown"
MOST_PASTED = 100_000
LONGEST_FINDING = 10_000


def _words(table: str) -> list[tuple[str, str]]:
    return [(code, entry["word"]) for code, entry in inspection_rules()[table].items()]


def _response_hints() -> dict[str, str]:
    return {
        code: f"Usually due {entry['days']} days after the report."
        for code, entry in inspection_rules()["responses"].items()
        if entry["days"]
    }


class InspectionForm(ByPost, Versioned):
    """What is known of an inspection; each framework asks for its own outcomes."""

    area = forms.ChoiceField("Which local area was inspected?", called="the local area")
    title = forms.CharField("Title", hint="For example, Area SEND inspection 2026", max_length=200)
    framework = forms.ChoiceField(
        "Under which framework?",
        called="the framework",
        reveals={
            code: f"outcome_{code}"
            for code, entry in inspection_rules()["frameworks"].items()
            if entry["outcomes"]
        },
    )
    starts_on = forms.DateField("First day", called="the first day")
    ends_on = forms.DateField("Last day", called="the last day", required=False)
    report_on = forms.DateField(
        "Report published on", called="the day the report was published", required=False
    )
    link = forms.CharField(
        "Address of the report", hint="It begins with https://", required=False, max_length=500
    )
    response = forms.ChoiceField(
        "What must the partnership publish?", called="what must be published"
    )
    response_due = forms.DateField(
        "It is due by", called="the day it is due",
        hint="The inspectors' letter names the day.", required=False,
    )  # fmt: skip
    response_published_on = forms.DateField(
        "It was published on", called="the day it was published", required=False
    )

    def __init__(
        self,
        *args: Any,
        areas: Sequence[tuple[str, str]],
        posts_by_area: Mapping[int, frozenset[int]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.posts_by_area = posts_by_area
        forms.offer(self, "area", areas)
        forms.offer(self, "framework", _words("frameworks"))
        forms.offer(
            self, "response", [*_words("responses"), (UNKNOWN, "Nothing, or not known yet")],
            hints=_response_hints(),
        )  # fmt: skip
        for code, entry in inspection_rules()["frameworks"].items():
            if entry["outcomes"]:
                self.fields[f"outcome_{code}"] = _outcome_field(entry["outcomes"])

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        area, post = given.get("area"), given.get("post")
        if area and post and int(post) not in self.posts_by_area[int(area)]:
            self.add_error("post", "Select a post that may record inspections in that area")
        return given

    def facts(self) -> InspectionFacts:
        """What the person says. Call after `is_valid()`."""
        given = self.cleaned_data
        outcome = given.get(f"outcome_{given['framework']}") or UNKNOWN
        return InspectionFacts(
            title=given["title"],
            framework=given["framework"],
            starts_on=given["starts_on"],
            ends_on=given["ends_on"],
            report_on=given["report_on"],
            link=given["link"],
            outcome="" if outcome == UNKNOWN else outcome,
            response="" if given["response"] == UNKNOWN else given["response"],
            response_due=given["response_due"],
            response_published_on=given["response_published_on"],
        )

    @staticmethod
    def initial_of(facts: InspectionFacts) -> dict[str, Any]:
        """How the form shows what is on record."""
        names = (
            "title", "framework", "starts_on", "ends_on", "report_on", "link", "response_due",
            "response_published_on",
        )  # fmt: skip
        return {
            **{name: getattr(facts, name) for name in names},
            f"outcome_{facts.framework}": facts.outcome or UNKNOWN,
            "response": facts.response or UNKNOWN,
        }


def _outcome_field(outcomes: dict[str, Any]) -> forms.ChoiceField:
    return forms.ChoiceField(
        "What was the outcome?",
        called="the outcome",
        choices=[
            *((code, entry["word"]) for code, entry in outcomes.items()),
            (UNKNOWN, "Not known yet"),
        ],
        hints={code: entry["check"] for code, entry in outcomes.items() if entry["check"]},
        initial=UNKNOWN,
        required=False,
    )


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
        forms.offer(self, "kind", _words("kinds"))


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
        forms.offer(self, "kind", _words("kinds"))

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
