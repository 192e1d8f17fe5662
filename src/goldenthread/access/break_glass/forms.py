"""Forms of emergency access."""

from __future__ import annotations

from typing import Any

from goldenthread.access.break_glass.kinds import all_kinds
from goldenthread.access.models import BreakGlass
from goldenthread.access.rules.break_glass import limits
from goldenthread.ui import forms
from goldenthread.ui.filters import plural


class OpenForm(forms.Form):
    """Which record, why, and for how long."""

    kind = forms.ChoiceField("What kind of record is it?", called="a kind of record")
    reference = forms.CharField("Reference of the record", max_length=60, width=20)
    reason = forms.TextareaField(
        "Why can it not wait?",
        called="why it cannot wait",
        hint="What has happened, and what you need to know. Name no child here if you can avoid it.",
        max_length=2000,
    )
    hours = forms.ChoiceField("For how long?", called="for how long", inline=True)
    understood = forms.BooleanField(
        "I understand that this is recorded, and that my reason will be read",
        error_messages={"required": "Confirm that you understand that this is recorded"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = all_kinds()
        fields: dict[str, Any] = self.fields
        forms.offer(self, "kind", [(one.kind, one.title) for one in kinds])
        fields["reference"].help_text = "As it is printed on its page or letter, for example " + (
            " or ".join(one.example for one in kinds)
        )
        fields["hours"].choices = [(str(one), plural(one, "hour")) for one in limits().hours]


class ReviewForm(forms.Form):
    """What somebody else thinks of it."""

    judgement = forms.ChoiceField(
        "Was it right to open the record?",
        called="whether it was right",
        choices=[
            (BreakGlass.Judgement.RIGHT, "It was right"),
            (BreakGlass.Judgement.NOT_RIGHT, "It was not right"),
        ],
    )
    remarks = forms.TextareaField(
        "Your remarks",
        called="your remarks",
        hint="Whoever opened the record reads this.",
        max_length=2000,
    )
