"""Forms about how a family is reached, about brothers and sisters, and on until when something was so."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from goldenthread.core import clock
from goldenthread.core.plausible import HELD
from goldenthread.people.forms.keeping import Choices, OnRecord, list_of
from goldenthread.ui import forms

YES, NO = "yes", "no"
YES_NO: Choices = [(YES, "Yes"), (NO, "No")]
CHILD = "child"
_REFERENCE = re.compile(r"\s*[Pp]?\s*[-–]?\s*([0-9]{1,12})\s*")


class EndForm(OnRecord):
    """Until when something was so."""

    ends_on = forms.DateField(
        "What was the last day?", called="the last day", years=HELD, not_after=clock.today
    )

    @property
    def last_day(self) -> date:
        return self.cleaned_data["ends_on"]


class ContactForm(OnRecord):
    """A number or an address, and whose it is."""

    whose = forms.ChoiceField("Whose is it?", called="whose it is")
    kind = forms.ChoiceField(
        "What is it?", called="what it is", choices=list_of("contact_kind"), inline=True
    )
    value = forms.CharField(
        "Number or address", called="the number or address", max_length=200, spellcheck=False
    )
    preferred = forms.BooleanField(
        "They want to be reached here first", required=False, mark_optional=False
    )

    def __init__(self, *args: Any, child: str, carers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = (CHILD, f"{child}, the child or young person")
        self.fields["whose"].choices = [*carers, own]  # type: ignore[attr-defined]

    @property
    def carer_id(self) -> int | None:
        """The carer by key; None for the child's own."""
        whose = self.cleaned_data["whose"]
        return None if whose == CHILD else int(whose)


class VerifyForm(OnRecord):
    """How it was made sure whose a contact point is."""

    how = forms.CharField(
        "How was it verified?", called="how it was verified", max_length=120,
        hint="Never by the number or address itself. For example: rang the number that the school has.",
    )  # fmt: skip
    on = forms.DateField("When?", called="the day", not_after=clock.today)


class SiblingForm(OnRecord):
    """A brother or sister, by the reference of their record."""

    reference = forms.CharField(
        "Reference of the brother’s or sister’s record", called="the reference", width=10, max_length=20,
        hint="Search for the child, and read it on the record. It looks like P-1024.", spellcheck=False,
    )  # fmt: skip
    kind = forms.ChoiceField(
        "What are they to each other?", called="what they are", choices=list_of("sibling")
    )

    @property
    def other_id(self) -> int:
        """The key that the reference tells; 0, which no record has, for anything else."""
        found = _REFERENCE.fullmatch(self.cleaned_data["reference"])
        return int(found[1]) if found else 0


class ConfirmForm(OnRecord):
    """Nothing to fill in: pressing the button is the answer."""
