"""What the list of decisions is narrowed to."""

from __future__ import annotations

from typing import ClassVar

from goldenthread.assessments.queries.decisions import OUTCOMES, PERIODS
from goldenthread.ui import forms


class DecisionsForm(forms.Form):
    """Sent by GET. The view reads the address itself, so that a filter that is unknown counts for nothing."""

    mark_optional: ClassVar[bool] = False

    outcome = forms.ChoiceField(
        "Decision", choices=list(OUTCOMES.items()), select=True, required=False
    )
    period = forms.ChoiceField("When", choices=list(PERIODS.items()), select=True, required=False)
