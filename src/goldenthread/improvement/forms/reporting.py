"""The form by which a lead reports on a milestone."""

from __future__ import annotations

from typing import Any

from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.improvement.actions.progress import Refused, Said
from goldenthread.improvement.forms.by_post import ByPost
from goldenthread.improvement.queries.status import MilestoneStatus
from goldenthread.improvement.rules.status import (
    Actor,
    DueState,
    Need,
    Report,
    Status,
    check_report,
    load_scheme,
    needs_of,
    offers_of,
)
from goldenthread.improvement.rules.status.shown import due_state_of
from goldenthread.ui import forms

# A lead who has just finished may choose Blue: it is a claim until somebody else has looked.
BLUE_HINT = "The work is complete. It then waits for somebody else’s sign-off."
STILL_RED = "Its date has passed, so it would still show Red: new date needed."
RED_WITHOUT = "Its date has passed: without a new completion date it would still show Red."
LATE_HINT = (
    "Its date has passed. Red needs a new one; Green and Amber may bring one. Say why below. "
    "The first date stays on record."
)


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
        "Why?",
        hint="Needed for a new completion date, and for going back to an earlier status. Amber needs a forecast.",
        required=False, mark_optional=False, rows=3, max_length=2000, can_be_printed=True,
    )  # fmt: skip
    progress = forms.TextareaField(
        "What has been done?", called="what has been done", rows=3, max_length=2000,
        can_be_printed=True,
    )  # fmt: skip
    impact = forms.TextareaField(
        "So what? What difference has it made?",
        hint="For children, young people and families.", required=False, rows=3, max_length=2000,
        can_be_printed=True,
    )  # fmt: skip
    reopen = forms.BooleanField("Reopen this milestone: its sign-off ends", required=False)

    def __init__(self, *args: Any, row: MilestoneStatus, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row
        self.fields["version"].widget = self.fields["version"].hidden_widget()
        scheme = load_scheme()
        hints = {status: scheme.statuses[status].meaning for status in Status}
        hints[Status.BLUE] = BLUE_HINT
        self.past_due = is_past_due(row)
        if self.past_due:
            hints[Status.GREY] = f"{hints[Status.GREY]} {STILL_RED}"
            hints |= {
                status: f"{hints[status]} {RED_WITHOUT}"
                for status in Status
                if Need.NEW_DUE in offers_of(row.facts, status, clock.today())
            }
            self._offer_new_date()
        forms.offer(
            self,
            "status",
            [(status.value, scheme.statuses[status].word) for status in Status],
            hints={status.value: hint for status, hint in hints.items()},
        )
        reopening = any(
            Need.REOPEN in needs_of(row.facts, status, clock.today()) for status in Status
        )
        if not reopening:
            del self.fields["reopen"]

    def _offer_new_date(self) -> None:
        """Ask for the new completion date beside every status, not below Red alone; the rules say who needs one."""
        status, new_due = self.fields["status"], self.fields["new_due"]
        status.reveals = {key: names for key, names in status.reveals.items() if key != "red"}  # type: ignore[attr-defined]
        new_due.required, new_due.help_text = False, LATE_HINT
        new_due.mark_optional = False  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Say what the rules miss together with what the fields miss: one refusal, not one after another."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        # Against a record that has changed meanwhile the rules would speak of what nobody has seen.
        if given.get("status") and given.get("version") == self.row.version:
            said = self.said()
            report = Report(
                said.status, Actor(given.get("post") or ""), said.new_due, said.forecast,
                said.completed_on, said.reason, said.impact, said.progress, said.reopen,
            )  # fmt: skip
            found = check_report(self.row.facts, report, clock.today())
            # A field that is wrong already has said why.
            for part in [part for part in found if part.field not in self.errors]:
                field = part.field if part.field in self.fields else None
                self.add_user_error(UserError(part.code, part.message, None, part.fix), field)
        return given

    def said(self) -> Said:
        """What the person says; a field that is wrong counts as empty. Needs a status."""
        given = self.cleaned_data
        return Said(
            status=Status(given["status"]),
            progress=given.get("progress", ""),
            impact=given.get("impact", ""),
            reason=given.get("reason", ""),
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


def is_past_due(row: MilestoneStatus) -> bool:
    """Whether its date has passed today and nobody has signed it off: it shows Red, whatever its lead says."""
    passed = due_state_of(row.facts, clock.today()) is DueState.PASSED
    return passed and row.shown.status is Status.RED


def recorded_words(row: MilestoneStatus) -> str:
    """What is said of a report that was kept, where what is shown differs from what was said."""
    said = "Your report is recorded."
    if row.facts.reported is Status.BLUE:
        waits = f"{said} It now waits for somebody else’s sign-off."
        still = " It still shows Red until then, because its date has passed."
        return waits + still if is_past_due(row) else waits
    if is_past_due(row):
        return f"{said} It still shows Red: new date needed, because its date has passed."
    return said
