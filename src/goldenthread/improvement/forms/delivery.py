"""The forms of plans and milestones."""

from __future__ import annotations

from typing import Any

from goldenthread.improvement.forms.by_post import ByPost
from goldenthread.improvement.rules.importing.limits import LIMITS
from goldenthread.improvement.rules.status import Status, load_scheme
from goldenthread.ui import forms


class AgreeForm(ByPost):
    """When the board agreed the plan, and what the draft does not yet say of itself."""

    version = forms.CharField(
        "What is this version called?", called="the name of this version", width=10,
        max_length=LIMITS["plan.version"].longest,
        hint="As it stands on the document, for example Final or 2.0.",
    )  # fmt: skip
    dated = forms.DateField(
        "Which date stands on the plan?", called="the date of the plan",
        hint="For example, 28 5 2026. Milestones are held against it.",
    )  # fmt: skip
    agreed_on = forms.DateField("When was the plan agreed?", called="the day of agreement")

    def __init__(self, *args: Any, lacking: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("version", "dated"):
            if name not in lacking:
                del self.fields[name]


class ConfirmForm(ByPost):
    """Confirms that the work was seen to be done."""

    seen = forms.BooleanField("I have seen that this is done")


class SignOffForm(ConfirmForm):
    """The same for one milestone, against the version that was read."""

    version = forms.IntegerField("Version")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].widget = self.fields["version"].hidden_widget()


class SendBackForm(ByPost):
    """Not yet: why the milestone goes back to its lead, against the version that was read."""

    version = forms.IntegerField("Version")
    reason = forms.TextareaField(
        "What is still missing?", called="what is still missing", rows=3, max_length=2000,
        hint="Its lead and everyone who reads the plan see this.", can_be_printed=True,
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].widget = self.fields["version"].hidden_widget()


class OverrideForm(ByPost):
    """A status set by hand, with the reason that will show beside it."""

    RULE = "rule"

    status = forms.ChoiceField("Which status should show?", called="a status")
    reason = forms.TextareaField(
        "Why?", hint="Everyone who reads the plan sees this.", required=False, rows=3,
        max_length=1000, can_be_printed=True,
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scheme = load_scheme()
        # Blue comes from a sign-off only.
        offered = [status for status in Status if status is not Status.BLUE]
        choices = [(status.value, scheme.statuses[status].word) for status in offered]
        forms.offer(self, "status", [(self.RULE, "What the rule gives"), *choices])


class SinceForm(forms.Form):
    """Since when."""

    since = forms.DateField("Changes since", called="a date", years=None)
