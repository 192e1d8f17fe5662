"""The form of an inspection."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from goldenthread.core.months import Month
from goldenthread.improvement.forms.by_post import ByPost
from goldenthread.improvement.forms.versioned import Versioned
from goldenthread.improvement.rules.inspections import InspectionFacts, inspection_rules
from goldenthread.ui import forms

UNKNOWN = "unknown"


def words_of(table: str) -> list[tuple[str, str]]:
    """The codes of a table of inspections.yaml with their words, as choices."""
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
    starts_on = forms.DateField(
        "First day", called="the first day", required=False, mark_optional=False
    )
    ends_on = forms.DateField("Last day", called="the last day", required=False)
    month = forms.MonthField(
        "Or its month, where no day is known", called="the month of the inspection", required=False,
        hint="For example, 2 2025. Then leave the two days empty.", mark_optional=False,
    )  # fmt: skip
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
        forms.offer(self, "framework", words_of("frameworks"))
        forms.offer(
            self, "response", [*words_of("responses"), (UNKNOWN, "Nothing, or not known yet")],
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
        days, month = given.get("starts_on") or given.get("ends_on"), given.get("month")
        if days and month:
            self.add_error("month", "Give the days or the month, not both")
        elif not (given.get("starts_on") or month or {"starts_on", "month"} & set(self.errors)):
            self.add_error("starts_on", "Enter the first day, or the month where no day is known")
        return given

    def facts(self) -> InspectionFacts:
        """What the person says. Call after `is_valid()`."""
        given = self.cleaned_data
        month = given["month"]
        outcome = given.get(f"outcome_{given['framework']}") or UNKNOWN
        return InspectionFacts(
            title=given["title"],
            framework=given["framework"],
            starts_on=month.first_day if month else given["starts_on"],
            month_only=month is not None,
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
        shown = {name: getattr(facts, name) for name in names}
        if facts.month_only:
            shown |= {"starts_on": None, "month": Month.of(facts.starts_on)}
        return {
            **shown,
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
