"""What the forms of this room share."""

from __future__ import annotations

from typing import Any

from goldenthread.ui import forms

PostChoices = list[tuple[str, str]]


class ByPost(forms.Form):
    """A form that is filled in on behalf of a post; asked only of people who hold several."""

    post = forms.ChoiceField("Which of your posts is this from?", called="a post")

    def __init__(self, *args: Any, posts: PostChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        forms.offer(self, "post", posts)
