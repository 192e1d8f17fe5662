"""What the forms of this room share."""

from __future__ import annotations

from typing import Any

from goldenthread.core.errors import UserError
from goldenthread.improvement.actions.progress import Refused
from goldenthread.ui import forms

PostChoices = list[tuple[str, str]]


class ByPost(forms.Form):
    """A form that is filled in on behalf of a post; asked only of people who hold several."""

    post = forms.ChoiceField("Which of your posts is this from?", called="a post")

    def __init__(self, *args: Any, posts: PostChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        forms.offer(self, "post", posts)

    def show_refusal(self, problem: UserError) -> None:
        """Set the rules' reasons beside their fields."""
        parts = problem.problems if isinstance(problem, Refused) else []
        for part in parts:
            field = part.field if part.field in self.fields else None
            self.add_user_error(UserError(part.code, part.message, None, part.fix), field)
        if not parts:
            self.add_user_error(problem, problem.where if problem.where in self.fields else None)
