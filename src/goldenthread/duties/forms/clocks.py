"""Forms of how a council counts: its answers to the contested questions, and its own targets."""

from __future__ import annotations

from typing import Any

from goldenthread.core.errors import UserError
from goldenthread.duties.rules.clocks import LONGEST_LABEL, Answer, Convention, timed_rules
from goldenthread.duties.rules.words import evidence_words
from goldenthread.ui import forms


class OnClock(forms.Form):
    """About the council of one area, against the version that was read."""

    version = forms.IntegerField("Version")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].widget = self.fields["version"].hidden_widget()

    def show_refusal(self, problem: UserError, version: int) -> None:
        """Set what is wrong beside its field. What was typed is then held against `version`, which the page shows."""
        if problem.code == "changed_meanwhile":
            self.carry(version=str(version))
        self.add_user_error(problem, problem.where if problem.where in self.fields else None)


class ConventionsForm(OnClock):
    """The council's answers; each says who holds it, and which is the default."""

    def __init__(self, *args: Any, asked: list[Convention], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        for one in asked:
            self.fields[one.name] = forms.ChoiceField(
                one.question, called="an answer",
                hint=f"{one.citation}. Evidence {one.evidence}: {evidence_words(one.evidence)}.",
                choices=[(answer.value, answer.words) for answer in one.answers],
                hints={answer.value: _held_by(answer) for answer in one.answers},
                initial=one.chosen.value,
            )  # fmt: skip

    def answers(self) -> dict[str, str]:
        """Value by the name of the convention. Call after `is_valid()`."""
        return {one.name: self.cleaned_data[one.name] for one in self.asked}


class TargetForm(OnClock):
    """A target of the council's own."""

    rule = forms.ChoiceField(
        "For which duty?", called="a duty", select=True, blank="Choose from the list"
    )
    days = forms.IntegerField(
        "How many days after its clock starts?", called="the days", width=4,
        hint="Calendar days. The legal date stays, whatever stands here.",
    )  # fmt: skip
    label = forms.CharField(
        "What is the target called?", called="what it is called", max_length=LONGEST_LABEL,
        hint="For example: Council’s own aim for a first call.",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = [(rule, f"{name} ({rule})") for rule, name in timed_rules()]
        self.fields["rule"].choices = listed  # type: ignore[attr-defined]


class RemoveTargetForm(OnClock):
    """Giving up a target of the council's own."""


def _held_by(answer: Answer) -> str:
    said = f"Held by: {answer.who}."
    return f"{said} The default." if answer.default else said
