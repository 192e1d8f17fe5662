"""The forms of reports and highlight reports."""

from __future__ import annotations

from typing import Any

from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.documents.models import sha256_of
from goldenthread.reports.models import Report
from goldenthread.reports.rules.audiences import chain
from goldenthread.ui import forms

PostChoices = list[tuple[str, str]]
_ONE_LINE = "One ask to a line. Put the code of its priority in front, like “1b: Agree …”."


class ByPost(forms.Form):
    """A form that is filled in on behalf of a post; asked only of people who hold several."""

    post = forms.ChoiceField("Which of your posts is this from?", called="a post")

    def __init__(self, *args: Any, posts: PostChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        forms.offer(self, "post", posts)


class Versioned(forms.Form):
    version = forms.IntegerField("Version")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].widget = self.fields["version"].hidden_widget()

    def show(self, problem: UserError, version: int | None = None) -> None:
        """Set a refusal beside its field, or above the form. Keeps what was typed, against the new `version`."""
        self.add_user_error(problem, problem.where if problem.where in self.fields else None)
        if version is not None:
            self.carry(version=str(version))


class HighlightForm(Versioned, ByPost):
    """What a lead reports."""

    seen_event = forms.IntegerField("Newest report seen")
    done = forms.TextareaField(
        "Done since the last report", hint="One item to a line.", required=False, rows=7, max_length=6000,
        can_be_printed=True,
    )  # fmt: skip
    next_steps = forms.TextareaField(
        "What comes next", hint="One item to a line.", required=False, rows=5, max_length=6000,
        can_be_printed=True,
    )  # fmt: skip
    exceptions = forms.TextareaField(
        "Exceptions: what is off track, and why", hint="One item to a line.", required=False,
        rows=5, max_length=6000, can_be_printed=True,
    )  # fmt: skip
    asks = forms.TextareaField(
        "What you ask of the board",
        hint="One ask to a line: a decision, a resource, a barrier to take away.",
        required=False, rows=3, max_length=4000, can_be_printed=True,
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen_event"].widget = self.fields["seen_event"].hidden_widget()


class HandOverForm(Versioned, ByPost):
    """Submitting a highlight report or taking it back: only a button."""


class PrepareForm(ByPost):
    """For whom the report is, and what kind."""

    audience_key = forms.ChoiceField("Who is the report for?", called="who the report is for")
    kind = forms.ChoiceField("What does it hold?", called="what the report holds")
    meeting_on = forms.DateField("When do they meet?", called="the day of the meeting")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        book = chain()
        found = book.audiences.values()
        forms.offer(
            self, "audience_key", [(one.key, one.name) for one in found],
            hints={one.key: "Its papers are public" for one in found if one.public},
        )  # fmt: skip
        forms.offer(
            self, "kind", list(Report.Kind.choices),
            hints={
                "whole": "Every part that this audience receives",
                "exceptions": "Only what is off track, and what is asked",
            },
        )  # fmt: skip


class ReportForm(Versioned):
    """The words that the preparer adds."""

    meeting_on = forms.DateField("When do they meet?", called="the day of the meeting")
    introduction = forms.TextareaField(
        "Opening words", hint="What matters most, in a few sentences.", required=False, rows=5,
        max_length=4000, can_be_printed=True,
    )  # fmt: skip
    asks = forms.TextareaField(
        "What you ask of them", hint=_ONE_LINE, required=False, rows=7, max_length=8000,
        can_be_printed=True,
    )  # fmt: skip
    asks_shown = forms.CharField("Asks as shown", max_length=64, required=False)
    change_notes = forms.TextareaField(
        "What was corrected", hint="It stands at the head of the report.", required=True, rows=3,
        max_length=2000, can_be_printed=True,
    )  # fmt: skip

    def __init__(self, *args: Any, correcting: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["asks_shown"].widget = self.fields["asks_shown"].hidden_widget()
        if not correcting:
            del self.fields["change_notes"]

    def asks_written(self) -> str | None:
        """The asks, or None where they were left as they were shown. Call after `is_valid()`."""
        written = "\n".join(line.strip() for line in self.cleaned_data["asks"].splitlines())
        return None if sha256_of(written) == self.cleaned_data["asks_shown"] else written


class LeaveOutForm(ByPost):
    """Why a report does not ask what somebody asks."""

    reason = forms.TextareaField(
        "Why does the report not ask it?",
        hint="Whoever asked it may read this. It is kept with your name.", rows=3,
        called="why the report does not ask it", max_length=1000,
    )  # fmt: skip


class SendForm(Versioned, ByPost):
    """Who receives it. `previewed` is the hash of the words that the person read, `findings` what the check found."""

    previewed = forms.CharField("Preview", max_length=64)
    recipients = forms.TextareaField(
        "Who receives it?", hint="One body or person to a line, as the minutes should name them.",
        called="who receives the report", rows=4, max_length=4000,
    )  # fmt: skip

    findings_read = forms.BooleanField(
        "I have read what the check found, and these readers may have it",
        called="that you have read what the check found",
    )

    def __init__(self, *args: Any, findings: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["previewed"].widget = self.fields["previewed"].hidden_widget()
        if not findings:
            del self.fields["findings_read"]

    def names(self) -> list[str]:
        """The recipients, each once. Call after `is_valid()`."""
        lines = (line.strip()[:200] for line in self.cleaned_data["recipients"].splitlines())
        return list(dict.fromkeys(line for line in lines if line))


class DecisionForm(ByPost):
    """What was decided, by whom, when, about what."""

    about = forms.ChoiceField("About what?", called="what it is about", select=True, required=False)
    text = forms.TextareaField(
        "What was decided?", called="what was decided", rows=4, max_length=4000, can_be_printed=True
    )
    decided_by = forms.CharField("Who decided?", called="the body that decided", max_length=200)
    decided_on = forms.DateField("When?", called="the day of the decision", not_after=clock.today)

    def __init__(self, *args: Any, about: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        forms.offer(self, "about", about)
