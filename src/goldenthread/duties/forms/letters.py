"""Forms of letters to a family about the days of the law."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from goldenthread.core.errors import UserError
from goldenthread.duties.actions.telling_families import LONGEST, Telling
from goldenthread.ui import forms

NONE = ("", "Give no cause: the letter says that the day has passed")
Choices = Sequence[tuple[str, str]]


class TellingForm(forms.Form):
    """What the letter names, when the council means to do it, and through which post it is written."""

    step = forms.CharField(
        "What is it about?", called="what it is about", max_length=LONGEST,
        hint="As it reads after “The law sets a last day for”. For example: telling you our decision.",
    )  # fmt: skip
    expected_by = forms.DateField(
        "By which day do you now mean to do it?", called="the day", required=False,
        hint="Leave it empty if you do not know. It is the council’s own day, and the letter says so.",
    )  # fmt: skip
    post = forms.ChoiceField("Through which of your posts?", called="the post", select=True)
    sent = forms.CharField("Sent", required=False)

    def __init__(self, *args: Any, posts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sent"].widget = self.fields["sent"].hidden_widget()
        self.initial["sent"] = str(uuid4())
        self.posts = list(posts)
        if len(self.posts) == 1:
            del self.fields["post"]
        else:
            self.fields["post"].choices = self.posts  # type: ignore[attr-defined]

    @property
    def post_id(self) -> int:
        """The post. Call after `is_valid()`."""
        return int(self.cleaned_data["post"] if "post" in self.fields else self.posts[0][0])

    @property
    def sent_key(self) -> UUID:
        """The key of this form. Call after `is_valid()`."""
        try:
            return UUID(self.cleaned_data["sent"])
        except ValueError:
            return uuid4()

    def telling(self) -> Telling:
        """What was said. Call after `is_valid()`."""
        told = self.cleaned_data
        statement = told.get("statement")
        return Telling(
            told["step"], told.get("next_step", ""), told["expected_by"], int(statement) if statement else None
        )  # fmt: skip

    def show_refusal(self, problem: UserError) -> None:
        """Set what is wrong beside its field, where it has one."""
        self.add_user_error(problem, problem.where if problem.where in self.fields else None)


class DelayForm(TellingForm):
    """The same for a delay: what is next, and which agreed statement gives a cause."""

    statement = forms.ChoiceField(
        "Which agreed statement gives the cause?", called="a statement", required=False, mark_optional=False,
        hint="Only what was agreed may be said of a cause. Statements are written and agreed under Letters.",
    )  # fmt: skip
    next_step = forms.TextareaField(
        "What happens next?", called="what happens next", rows=3, max_length=LONGEST, required=False,
        hint="What will be done and when, in a sentence. Give no cause of the delay here.",
    )  # fmt: skip
    field_order = ["step", "statement", "next_step", "expected_by", "post"]

    def __init__(self, *args: Any, statements: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["statement"].choices = [NONE, *statements]  # type: ignore[attr-defined]
