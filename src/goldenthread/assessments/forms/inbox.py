"""What the inbox is narrowed to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from goldenthread.assessments.queries.inbox import MARKED, SHOW_WORDS, WORRIES
from goldenthread.assessments.rules.routes import routes
from goldenthread.duties.rules.events import value_words
from goldenthread.ui import forms

EVERYBODY = ("", "Everybody")


def askers() -> list[tuple[str, str]]:
    """Who can have asked, in the words of the statute's vocabulary: code and words, each once."""
    return [
        (by, value_words("by", by)) for by in dict.fromkeys(one.by for one in routes().values())
    ]


class InboxForm(forms.Form):
    """Sent by GET. The view reads the address itself, so that a filter that is unknown counts for nothing."""

    mark_optional: ClassVar[bool] = False

    show = forms.ChoiceField("Which", choices=list(SHOW_WORDS.items()), select=True)
    by = forms.ChoiceField("Who asked", select=True, required=False)
    area = forms.ChoiceField("Area", select=True, required=False)
    worry = forms.ChoiceField(
        "Worries about safety", select=True, required=False,
        choices=[("", "With and without"), (MARKED, WORRIES)],
    )  # fmt: skip

    def __init__(self, *args: Any, areas: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["by"].choices = [EVERYBODY, *askers()]  # type: ignore[attr-defined]
        if len(areas) > 1:
            self.fields["area"].choices = [("", "All"), *areas]  # type: ignore[attr-defined]
        else:
            del self.fields["area"]
