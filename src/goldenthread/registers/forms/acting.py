"""Forms by which somebody does something to one entry, through one of their posts."""

from __future__ import annotations

from typing import Any

from goldenthread.core.errors import UserError
from goldenthread.registers.rules.definitions import Step
from goldenthread.ui import forms
from goldenthread.ui.forms.wording import ask

Choices = list[tuple[str, str]]


class ByPost(forms.Form):
    """Filled in on behalf of a post; asked only of people who hold several that may."""

    post = forms.ChoiceField("Which of your posts is this from?", called="a post")

    def __init__(self, *args: Any, posts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        forms.offer(self, "post", posts)

    @property
    def post_id(self) -> int:
        return int(self.cleaned_data["post"])

    def show_refusal(self, problem: UserError) -> None:
        """Set what is wrong beside its field, where it has one."""
        self.add_user_error(problem, problem.where if problem.where in self.fields else None)


class OnEntry(ByPost):
    """About one entry, against the version that was read."""

    version = forms.IntegerField("Version")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].widget = self.fields["version"].hidden_widget()

    def take_version(self, version: int) -> None:
        """Keep what was typed, against the version that is now there."""
        self.carry(version=str(version))


class TextForm(OnEntry):
    """One thing to say about an entry."""

    text = forms.TextareaField("What do you say?", called="what you say", rows=4, max_length=4000)

    def __init__(self, *args: Any, label: str, hint: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = label
        self.fields["text"].error_messages["required"] = ask("Enter", "", label)
        self.fields["text"].help_text = forms.printed(hint)


class AnswerForm(TextForm):
    """An answer from above, or the entry sent back to be worked on."""

    outcome = forms.ChoiceField(
        "What comes back?",
        called="what comes back",
        choices=[("answered", "An answer"), ("sent_back", "The question, to be worked on first")],
        hints={
            "answered": "Decided, agreed, or noted with a reason.",
            "sent_back": "Say what is missing.",
        },
    )
    field_order = ["outcome", "text"]


class EscalateForm(TextForm):
    """Whom to ask, and what for. Where there is only one step above, it is not asked which."""

    step = forms.ChoiceField(
        "Whom do you ask?", called="whom you ask", required=False, mark_optional=False
    )
    past = forms.TextareaField(
        "Why does this go past the steps between?", called="why this goes past the steps between",
        hint="Only where you choose another than the first. It is kept in the history.",
        rows=3, max_length=2000, required=False, mark_optional=False,
    )  # fmt: skip
    field_order = ["step", "past", "text"]

    def __init__(self, *args: Any, steps: list[Step], due: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(steps) < 2:
            del self.fields["step"], self.fields["past"]
            return
        asked: Any = self.fields["step"]
        asked.choices = [(str(step.level), step.name) for step in steps]
        asked.hints = {
            str(step.level): f"Their answer is due by {due[step.level]}." for step in steps
        }
        self.initial["step"] = str(steps[0].level)

    def chosen(self) -> dict[str, Any]:
        """The step and why others are passed over, as the action takes them. Call after `is_valid()`."""
        level = self.cleaned_data.get("step")
        return {"level": int(level) if level else None, "past": self.cleaned_data.get("past") or ""}


class AssignForm(OnEntry):
    """Another owner."""

    owner = forms.ChoiceField(
        "Which post owns it from now on?",
        called="a post",
        select=True,
        blank="Choose from the list",
    )

    def __init__(self, *args: Any, owners: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = owners  # type: ignore[attr-defined]
