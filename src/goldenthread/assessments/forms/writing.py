"""Forms of letters about a request itself."""

from __future__ import annotations

from typing import Any

from goldenthread.assessments.actions.writing import LONGEST, Wanted
from goldenthread.assessments.forms.telling import Once, Posted
from goldenthread.ui import forms

FAMILY, ASKER = "family", "asker"


class WithdrawnLetterForm(Once, Posted):
    """There is nothing to say beside through which post."""


class MoreForm(Once, Posted):
    """What is asked for, of whom, and by when it would help."""

    needed = forms.TextareaField(
        "What is missing?", called="what is missing", rows=4, max_length=LONGEST,
        hint="One thing in each line. The clock runs on while you wait, and the letter says so.",
    )  # fmt: skip
    to = forms.ChoiceField("Who is asked?", called="who is asked")
    address = forms.TextareaField(
        "Their postal address", called="the address", rows=4, max_length=300, required=False,
        hint="Needed only where it goes to whoever asked.",
    )  # fmt: skip
    reply_by = forms.DateField(
        "By which day would an answer help?", called="the day", required=False,
        hint="The council’s own day: nobody has to answer by it.",
    )  # fmt: skip
    field_order = ["needed", "to", "address", "reply_by", "post"]

    def __init__(self, *args: Any, asker: str, **kwargs: Any) -> None:
        """`asker`: the name of whoever asked; empty where the letter can go to the family alone."""
        super().__init__(*args, **kwargs)
        choices = [(FAMILY, "The family, as the child’s record says who gets letters")]
        if asker:
            self.fields["to"].choices = [*choices, (ASKER, asker)]  # type: ignore[attr-defined]
        else:
            del self.fields["to"], self.fields["address"]

    def wanted(self) -> Wanted:
        """What was said. Call after `is_valid()`."""
        told = self.cleaned_data
        return Wanted(
            told["needed"], told["reply_by"], told.get("to") == ASKER, told.get("address", "")
        )
