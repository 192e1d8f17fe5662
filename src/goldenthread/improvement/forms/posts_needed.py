"""The form that names a post which an item of a plan depends on."""

from __future__ import annotations

from typing import Any

from goldenthread.improvement.forms.by_post import ByPost, PostChoices
from goldenthread.ui import forms


class PostNeededForm(ByPost):
    """Which post, and why nothing comes of the item without it."""

    needed = forms.ChoiceField(
        "Which post does it depend on?", called="a post", select=True, blank="Choose from the list"
    )
    why = forms.CharField("What is it needed for?", called="what it is needed for", max_length=300)

    def __init__(self, *args: Any, needed: PostChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["needed"].choices = needed  # type: ignore[attr-defined]


class PostNotNeededForm(ByPost):
    """Confirms that an item does without a post from now on."""
