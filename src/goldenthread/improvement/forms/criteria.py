"""The forms of success criteria: targets, figures, judgements."""

from __future__ import annotations

from typing import Any, ClassVar

from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.improvement.forms.asking import Asks, FigureField, Seen
from goldenthread.improvement.forms.by_post import ByPost
from goldenthread.improvement.rules.criteria import (
    PER_CENT_UNIT,
    Comparator,
    MeasurementGiven,
    TargetGiven,
    criteria_rules,
)
from goldenthread.ui import forms


class TargetForm(Asks, Seen):
    """What would be enough. Any part may be left out."""

    questions: ClassVar = {"target_looks_like_share": ("sure",), "target_over_all": ("sure",)}

    measure = forms.CharField(
        "What is measured?", called="what is measured", max_length=300, required=False,
        hint="For example: children who wait longer than 12 weeks.",
    )  # fmt: skip
    unit = forms.CharField(
        "Unit", max_length=60, width=10, required=False, hint="For example: %, weeks, families."
    )
    comparator = forms.ChoiceField(
        "How is the figure held against the target?", called="how the figure is held against the target", select=True,
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
        "Where do the figures come from?",
        called="where the figures come from",
        max_length=300,
        required=False,
    )
    reason = forms.TextareaField(
        "Why is it changed?", called="why it is changed", rows=3, max_length=1000, can_be_printed=True,
        hint="The target before stays on the page, with what you write here.",
    )  # fmt: skip
    sure = forms.BooleanField("It is right as it stands", called="that it is right", required=False)

    def __init__(self, *args: Any, changes_another: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = criteria_rules()["comparators"]
        choices = [(one.value, words[one]["word"].capitalize()) for one in Comparator]
        forms.offer(self, "comparator", [("", "Not said yet"), *choices])
        if not changes_another:
            del self.fields["reason"]

    def show_refusal(self, problem: UserError, seen: object = None) -> None:
        """Set the reasons beside their fields, and ask what they raise."""
        self.ask(problem)
        super().show_refusal(problem, seen)

    def given(self) -> TargetGiven:
        """What the person says. Call after `is_valid()`."""
        said: dict[str, Any] = {
            name: self.cleaned_data.get(name) for name in TargetGiven.__dataclass_fields__
        }
        chosen = said.pop("comparator")
        reason, sure = said.pop("reason") or "", bool(said.pop("sure"))
        comparator = Comparator(chosen) if chosen else None
        return TargetGiven(**said, comparator=comparator, reason=reason, sure=sure)


class MeasurementForm(Asks):
    """How things stood on a day."""

    questions: ClassVar = {
        "looks_like_share": ("sure",),
        "over_all": ("sure",),
        "before_baseline": ("sure",),
        "same_day": ("replaces", "why"),
        "replaced_unexplained": ("why",),
    }

    on = forms.DateField(
        "On which day did things stand so?", called="the day", not_after=clock.today
    )
    value = FigureField("The figure", hint="For example: 64%, 41 or 1,200.")
    count = forms.IntegerField(
        "Or a count: how many?", called="the count", min_value=0, max_value=2_000_000_000,
        required=False, hint="Give the count and its base instead of the figure; the share is worked out.",
    )  # fmt: skip
    base = forms.IntegerField(
        "Of how many?", called="of how many", min_value=1, max_value=2_000_000_000, required=False
    )
    source = forms.CharField(
        "Where does the figure come from?", called="where the figure comes from", max_length=300
    )
    note = forms.TextareaField(
        "Anything a reader should know",
        rows=3,
        max_length=1000,
        required=False,
        can_be_printed=True,
    )
    sure = forms.BooleanField(
        "The figure and its day are right as they stand", called="that they are right",
        required=False,
    )  # fmt: skip
    replaces = forms.BooleanField(
        "Replace the figure that is on record for this day", called="that the figure is replaced",
        required=False,
    )  # fmt: skip
    why = forms.TextareaField(
        "What was wrong with the earlier figure?", called="what was wrong with the earlier figure",
        rows=3, max_length=1000, required=False, can_be_printed=True,
        hint="It stays on the page, struck through, with what you write here.",
    )  # fmt: skip
    standing = forms.IntegerField("The figure on record", required=False)

    def __init__(self, *args: Any, unit: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["standing"].widget = self.fields["standing"].hidden_widget()
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
        said["sure"], said["why"] = bool(said["sure"]), said["why"] or ""
        said["replaces"] = self.cleaned_data["standing"] or 0 if said["replaces"] else 0
        return MeasurementGiven(**said)

    def show_refusal(self, problem: UserError, seen: object = None) -> None:
        """Set the reasons beside their fields, ask what they raise, keep which figure the person was told of."""
        self.ask(problem)
        super().show_refusal(problem)
        if seen is not None:
            self.carry(standing=str(seen))


class WithdrawForm(ByPost):
    """Why a figure was wrong."""

    reason = forms.TextareaField(
        "What is wrong with this figure?", called="what is wrong with it", rows=3, max_length=1000,
        can_be_printed=True,
        hint="The figure stays on the page, struck through, with what you write here.",
    )  # fmt: skip


class JudgeForm(Seen):
    """Met or not met."""

    met = forms.ChoiceField(
        "Is this criterion met?", called="met or not met",
        choices=[("yes", "Met"), ("no", "Not met")],
    )  # fmt: skip
    note = forms.TextareaField(
        "Why?", rows=3, max_length=1000, required=False, can_be_printed=True,
        hint="Needed without a target, before its day, on your own figure, or where figures or evidence say otherwise.",
    )  # fmt: skip


class TakeBackForm(Seen):
    """Why a judgement no longer holds."""

    reason = forms.TextareaField(
        "Why does the judgement no longer hold?", called="why it no longer holds", rows=3,
        max_length=1000, can_be_printed=True,
    )  # fmt: skip
