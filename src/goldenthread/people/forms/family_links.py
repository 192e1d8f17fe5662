"""The form by which somebody of a family is given a link to the family page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from goldenthread.people.forms.keeping import OnRecord
from goldenthread.people.queries.links_given import Choice
from goldenthread.ui import forms

MAIL, HAND = "mail", "hand"


class GiveLinkForm(OnRecord):
    """Who gets a link, and how it reaches them."""

    chosen = forms.ChoiceField("Who is it for?", called="who it is for")
    how = forms.ChoiceField(
        "How does the link reach them?", called="how the link reaches them",
        choices=[
            (MAIL, "By e-mail, to that address"),
            (HAND, "Show it to me once, to hand over or to put in a letter"),
        ],
        hints={
            MAIL: "The mail names no child.",
            HAND: "Codes go to that address all the same.",
        },
    )  # fmt: skip

    def __init__(self, *args: Any, choices: Sequence[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["chosen"]
        offered.choices = [(one.key, one.whose) for one in choices]
        offered.hints = {one.key: f"Codes go to {one.address}" for one in choices}
