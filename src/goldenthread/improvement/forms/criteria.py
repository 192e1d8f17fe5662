"""The forms of success criteria: targets, figures, judgements."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.improvement.forms.by_post import ByPost
from goldenthread.improvement.rules.criteria import (
    PER_CENT_UNIT,
    Comparator,
    Figure,
    MeasurementGiven,
    TargetGiven,
    criteria_rules,
    read_figure,
)
from goldenthread.ui import forms


class FigureField(forms.CharField):
    """A number as people type it; gives a Figure, or None for nothing."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, width=10, max_length=60, required=False, **kwargs)

    def clean(self, value: Any) -> Figure | None:
        """The figure; refused with the rules' words."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_figure(text)
        except UserError as wrong:
            raise ValidationError(f"{wrong.message} {wrong.fix}", code=wrong.code) from wrong


class _Seen(ByPost):
    """A form that says what the person had before their eyes."""

    seen = forms.CharField("What was seen")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].widget = self.fields["seen"].hidden_widget()

    def show_refusal(self, problem: UserError, seen: object = None) -> None:
        """Keep what was typed, against what stands there now."""
        super().show_refusal(problem)
        if problem.code == "changed_meanwhile":
            self.carry(seen=str(seen))


class TargetForm(_Seen):
    """What would be enough. Any part may be left out."""

    measure = forms.CharField(
        "What is measured?", called="what is measured", max_length=300, required=False,
        hint="For example: children who wait longer than 12 weeks.",
    )  # fmt: skip
    unit = forms.CharField(
        "Unit", max_length=60, width=10, required=False, hint="For example: %, weeks, families."
    )
    comparator = forms.ChoiceField(
        "How is the figure held against the target?", called="a comparison", select=True,
        required=False,
    )  # fmt: skip
    target = FigureField("Target", hint="For example: 60%, 12 or 1,200. Leave empty if not set.")
    target_by = forms.DateField(
        "By when is it to be reached?", called="the day of the target", required=False
    )
    baseline = FigureField("Baseline", hint="The figure that a change starts from.")
    baseline_on = forms.DateField(
        "Of which day is the baseline?", called="the day of the baseline", required=False
    )
    source = forms.CharField(
        "Where do the figures come from?", called="the source", max_length=300, required=False
    )
    reason = forms.TextareaField(
        "Why is it changed?", called="why it is changed", rows=3, max_length=1000,
        hint="The target before stays on the page, with what you write here.",
    )  # fmt: skip

    def __init__(self, *args: Any, changes_another: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = criteria_rules()["comparators"]
        choices = [(one.value, words[one]["word"].capitalize()) for one in Comparator]
        forms.offer(self, "comparator", [("", "Not said yet"), *choices])
        if not changes_another:
            del self.fields["reason"]

    def given(self) -> TargetGiven:
        """What the person says. Call after `is_valid()`."""
        said: dict[str, Any] = {
            name: self.cleaned_data.get(name) for name in TargetGiven.__dataclass_fields__
        }
        chosen = said.pop("comparator")
        reason = said.pop("reason") or ""
        return TargetGiven(**said, comparator=Comparator(chosen) if chosen else None, reason=reason)


class MeasurementForm(ByPost):
    """How things stood on a day."""

    on = forms.DateField(
        "On which day did things stand so?", called="the day", not_after=clock.today
    )
    value = FigureField("The figure", hint="For example: 64%, 41 or 1,200.")
    count = forms.IntegerField(
        "Or a count: how many?", called="the count", min_value=0, max_value=2_000_000_000,
        required=False, hint="Give the count and its base instead of the figure; the share is worked out.",
    )  # fmt: skip
    base = forms.IntegerField(
        "Of how many?", called="the base", min_value=1, max_value=2_000_000_000, required=False
    )
    source = forms.CharField(
        "Where does the figure come from?", called="the source", max_length=300
    )
    note = forms.TextareaField(
        "Anything a reader should know", rows=3, max_length=1000, required=False
    )

    def __init__(self, *args: Any, unit: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if unit:
            self.fields["value"].help_text = (
                f"In {unit}." if unit != PER_CENT_UNIT else "In per cent."
            )
        if unit not in ("", PER_CENT_UNIT):
            # A count of a base makes a per cent, which is not what is measured here.
            del self.fields["count"], self.fields["base"]

    def given(self) -> MeasurementGiven:
        """What the person says. Call after `is_valid()`."""
        said: dict[str, Any] = {
            name: self.cleaned_data.get(name) for name in MeasurementGiven.__dataclass_fields__
        }
        return MeasurementGiven(**said)


class WithdrawForm(ByPost):
    """Why a figure was wrong."""

    reason = forms.TextareaField(
        "What is wrong with this figure?", called="what is wrong with it", rows=3, max_length=1000,
        hint="The figure stays on the page, struck through, with what you write here.",
    )  # fmt: skip


class JudgeForm(_Seen):
    """Met or not met."""

    met = forms.ChoiceField(
        "Is this criterion met?", called="met or not met",
        choices=[("yes", "Met"), ("no", "Not met")],
    )  # fmt: skip
    note = forms.TextareaField(
        "Why?", rows=3, max_length=1000, required=False,
        hint="Needed where no target is set, or where the figures or the lack of evidence say otherwise.",
    )  # fmt: skip


class TakeBackForm(_Seen):
    """Why a judgement no longer holds."""

    reason = forms.TextareaField(
        "Why does the judgement no longer hold?", called="why it no longer holds", rows=3,
        max_length=1000,
    )  # fmt: skip
