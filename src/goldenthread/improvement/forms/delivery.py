"""The forms of plans and milestones."""

from __future__ import annotations

from typing import Any

from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.improvement.actions.progress import Refused, Said
from goldenthread.improvement.forms.by_post import ByPost
from goldenthread.improvement.queries.status import MilestoneStatus
from goldenthread.improvement.rules.importing.limits import LIMITS
from goldenthread.improvement.rules.status import Need, Status, load_scheme, needs_of
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


class OverrideForm(ByPost):
    """A status set by hand, with the reason that will show beside it."""

    RULE = "rule"

    status = forms.ChoiceField("Which status should show?", called="a status")
    reason = forms.TextareaField(
        "Why?", hint="Everyone who reads the plan sees this.", required=False, rows=3,
        max_length=1000,
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


class ReportForm(ByPost):
    """The two-minute update: the status first, then only what that status needs."""

    version = forms.IntegerField("Version")
    status = forms.ChoiceField(
        "How does it stand?",
        called="how it stands",
        reveals={
            "amber": ("forecast",),
            "red": ("new_due",),
            "blue": ("completed_on",),
        },
    )
    forecast = forms.MonthField("When do you now expect it?", called="the month you now expect")
    new_due = forms.MonthField("New completion date", called="the new completion date")
    completed_on = forms.DateField("When was it completed?", called="the day of completion")
    reason = forms.TextareaField(
        "Why?", hint="Needed for Red, and for going back to an earlier status.", required=False,
        rows=3, max_length=2000,
    )  # fmt: skip
    progress = forms.TextareaField(
        "What has been done?", called="what has been done", rows=3, max_length=2000
    )
    impact = forms.TextareaField(
        "So what? What difference has it made?",
        hint="For children, young people and families. Do not name anyone.",
        required=False, rows=3, max_length=2000,
    )  # fmt: skip
    reopen = forms.BooleanField("Reopen this milestone: its sign-off ends", required=False)

    def __init__(self, *args: Any, row: MilestoneStatus, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].widget = self.fields["version"].hidden_widget()
        scheme = load_scheme()
        forms.offer(
            self,
            "status",
            [(status.value, scheme.statuses[status].word) for status in Status],
            hints={status.value: scheme.statuses[status].meaning for status in Status},
        )
        reopening = any(
            Need.REOPEN in needs_of(row.facts, status, clock.today()) for status in Status
        )
        if not reopening:
            del self.fields["reopen"]

    def said(self) -> Said:
        """What the person says. Call after `is_valid()`."""
        given = self.cleaned_data
        return Said(
            status=Status(given["status"]),
            progress=given["progress"],
            impact=given["impact"],
            reason=given["reason"],
            forecast=given.get("forecast"),
            new_due=given.get("new_due"),
            completed_on=given.get("completed_on"),
            reopen=given.get("reopen", False),
        )

    def show_refusal(self, problem: UserError, version: int = 0) -> None:
        """Set the rules' reasons beside their fields; keep what was typed, against the new version."""
        for part in problem.problems if isinstance(problem, Refused) else ():
            field = part.field if part.field in self.fields else None
            self.add_user_error(UserError(part.code, part.message, None, part.fix), field)
        if not isinstance(problem, Refused):
            self.add_user_error(problem)
        if problem.code == "changed_meanwhile":
            self.carry(version=str(version))
