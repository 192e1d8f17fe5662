"""The form by which staff answer what a family sent, or say that it was read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from goldenthread.core.errors import UserError
from goldenthread.messages.rules.families import longest
from goldenthread.ui import forms

ANSWER, FILE = "answer", "file"


class SettleForm(forms.Form):
    """An answer, or what was done where none is needed, against the version that was read."""

    do = forms.ChoiceField(
        "What do you want to do?", called="what to do",
        choices=[(ANSWER, "Answer it"), (FILE, "Say what was done, without an answer")],
        reveals={ANSWER: ("answer",), FILE: ("filed_how",)},
    )  # fmt: skip
    answer = forms.TextareaField(
        "Your answer", called="your answer", rows=6, max_length=longest("answer"),
        hint="They read it on their page, with the name of your post.",
    )  # fmt: skip
    filed_how = forms.CharField(
        "What was done?", called="what was done", max_length=longest("filed_how"),
        hint="For staff. The family reads that it was read.",
    )  # fmt: skip
    post = forms.ChoiceField("As which of your posts?", called="the post")
    version = forms.IntegerField("Version")

    def __init__(self, *args: Any, posts: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        forms.offer(self, "post", posts)
        self.fields["version"].widget = self.fields["version"].hidden_widget()

    @property
    def post_id(self) -> int:
        """The post that answers. Call after `is_valid()`."""
        return int(self.cleaned_data["post"])

    def show_refusal(self, problem: UserError, version: int) -> None:
        """Show why it was not kept, with all that was typed; the next try is against how it stands now."""
        if problem.code == "changed_meanwhile":
            self.carry(version=str(version))
        self.add_user_error(problem, problem.where if problem.where in self.fields else None)
