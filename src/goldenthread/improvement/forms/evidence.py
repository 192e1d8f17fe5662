"""The forms of the evidence library."""

from __future__ import annotations

from typing import Any

from goldenthread.core import clock
from goldenthread.improvement.actions.evidence import Written
from goldenthread.improvement.actions.evidence_uses import Named
from goldenthread.improvement.forms.by_post import ByPost, PostChoices
from goldenthread.improvement.forms.versioned import Versioned
from goldenthread.improvement.models import EvidenceItem
from goldenthread.improvement.queries.evidence_lists import SHOW, Wanted
from goldenthread.improvement.rules.evidence import evidence_rules
from goldenthread.ui import forms


class EvidenceForm(ByPost, Versioned):
    """What evidence is, how strong it is and where it is kept."""

    title = forms.CharField(
        "What is it called?", called="what it is called", max_length=200, can_be_printed=True
    )
    type = forms.ChoiceField(
        "What kind of evidence is it?", called="the kind of evidence", select=True,
        blank="Choose from the list",
    )  # fmt: skip
    strength = forms.ChoiceField("How much does it show?", called="how much it shows")
    source = forms.CharField(
        "Who or what does it come from?", hint="A team, a survey, a system.", can_be_printed=True,
        called="who or what it comes from", max_length=300,
    )  # fmt: skip
    dated = forms.DateField(
        "Which day does it speak of?", called="the day it speaks of", not_after=clock.today,
        hint="The day of the audit, or the last day that the figures count. For example, 27 3 2026",
    )  # fmt: skip
    kept_at = forms.CharField(
        "Where is it kept?", called="where it is kept", max_length=500,
        hint="A web address, or words such as “Board papers, March 2026, item 4”. Nothing is copied here.",
    )  # fmt: skip
    shows = forms.TextareaField(
        "What does it show? So what?", called="what it shows", rows=4, max_length=4000,
        hint="What is different for children, young people and families.", can_be_printed=True,
    )  # fmt: skip
    may_publish = forms.BooleanField("It may be made public", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rules = evidence_rules()
        types = [(code, f"{one.word}: {one.meaning}") for code, one in rules.types.items()]
        forms.offer(self, "type", types)
        forms.offer(
            self, "strength", [(code, one.word) for code, one in rules.strengths.items()],
            hints={
                code: f"{one.meaning} For example: {one.makes[:1].lower()}{one.makes[1:]}"
                for code, one in rules.strengths.items()
            },
        )  # fmt: skip

    def written(self) -> Written:
        """What the person says. Call after `is_valid()`."""
        given = {name: self.cleaned_data[name] for name in Written.__dataclass_fields__}
        return Written(**given)

    @staticmethod
    def initial_of(item: EvidenceItem) -> dict[str, Any]:
        """What the form starts from when evidence is changed."""
        names = [*Written.__dataclass_fields__, "version"]
        return {name: getattr(item, name) for name in names}


class ReviewForm(ByPost, Versioned):
    """Whether evidence is accepted."""

    verdict = forms.ChoiceField(
        "Do you accept this evidence?", called="whether you accept it",
        choices=[("accepted", "Yes, it shows what it is said to show"), ("refused", "No")],
    )  # fmt: skip
    note = forms.TextareaField(
        "What did you look at? If you do not accept it, what is missing?",
        hint="Needed if you do not accept it.", required=False, rows=4, max_length=2000,
        can_be_printed=True,
    )  # fmt: skip


class ButtonForm(ByPost):
    """Only a button, and the post that presses it."""


class UseForm(ByPost):
    """What evidence shows: the kind of thing first, then which."""

    kind = forms.ChoiceField(
        "What does this evidence show?", called="what it shows",
        choices=[
            ("milestone", "That a milestone was reached"),
            ("criterion", "How a success criterion stands"),
            ("claim", "A claim of the self-evaluation"),
        ],
        reveals={name: (name,) for name in ("milestone", "criterion", "claim")},
    )  # fmt: skip
    milestone = forms.ChoiceField(
        "Which milestone?", called="a milestone", select=True, blank="Choose from the list"
    )
    criterion = forms.ChoiceField(
        "Which success criterion?", called="a success criterion", select=True,
        blank="Choose from the list",
    )  # fmt: skip
    claim = forms.ChoiceField(
        "Which claim?", called="a claim", select=True, blank="Choose from the list"
    )

    def __init__(self, *args: Any, offered: dict[str, PostChoices], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds: Any = self.fields["kind"]
        kinds.choices = [choice for choice in kinds.choices if offered[choice[0]]]
        for name, choices in offered.items():
            field: Any = self.fields[name]
            field.choices = choices

    def shows(self) -> Named:
        """What the person says that it shows. Call after `is_valid()`."""
        kind = self.cleaned_data["kind"]
        return kind, int(self.cleaned_data[kind])


class LibraryFilter(forms.Form):
    """Which evidence to list. Sent by GET; every field may stay empty."""

    mark_optional = False

    q = forms.CharField("Search in title and source", required=False, max_length=100)
    show = forms.ChoiceField(
        "Show", choices=list(SHOW.items()), select=True, blank="All evidence", required=False
    )
    type = forms.ChoiceField("Kind", select=True, blank="All kinds", required=False)
    strength = forms.ChoiceField("Strength", select=True, blank="All strengths", required=False)
    plan = forms.ChoiceField("Plan", select=True, blank="All plans", required=False)
    area = forms.IntegerField("Area", required=False)

    def __init__(self, *args: Any, plans: PostChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rules = evidence_rules()
        fields: dict[str, Any] = self.fields
        fields["type"].choices = [(code, one.word) for code, one in rules.types.items()]
        fields["strength"].choices = [(code, one.word) for code, one in rules.strengths.items()]
        fields["plan"].choices = plans
        fields["area"].widget = fields["area"].hidden_widget()

    @property
    def used(self) -> tuple[str, ...]:
        """Names of the fields that narrow the list."""
        return tuple(name for name in self.fields if name != "area" and self.cleaned_data.get(name))

    def in_words(self) -> dict[str, str]:
        """What narrows the list, by the name of its field."""
        words = {}
        for name in self.used:
            field: Any = self.fields[name]
            value = self.cleaned_data[name]
            words[name] = f"“{value}”" if name == "q" else dict(field.choices)[value]
        return words

    def wanted(self) -> Wanted:
        """What narrows the list. Call after `is_valid()`."""
        given = self.cleaned_data
        plan_id = int(given["plan"]) if given["plan"] else None
        return Wanted(given["show"], given["type"], given["strength"], plan_id, given["q"])
