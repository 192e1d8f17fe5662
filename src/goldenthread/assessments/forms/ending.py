"""Forms for what else becomes of a request, and for a worry that was read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from goldenthread.assessments.actions.ending import LONGEST_WHY, Withdrawal
from goldenthread.assessments.actions.putting_back import LONGEST_WHY as LONGEST_BACK
from goldenthread.assessments.actions.worries import LONGEST_DONE
from goldenthread.assessments.rules.inbox import reasons, ways_of_withdrawing
from goldenthread.core import clock
from goldenthread.duties.forms.cases import Doubted, OnCase
from goldenthread.ui import forms


class WorryForm(OnCase):
    """What somebody did about a worry that they have read."""

    done = forms.TextareaField(
        "What did you do about it?", called="what you did", rows=5, max_length=LONGEST_DONE,
        hint="Whom you told and when, and what was agreed. It is kept with your name and the time.",
    )  # fmt: skip


class AreaForm(OnCase):
    """The area where the child lives."""

    area = forms.ChoiceField(
        "In which area does the child live?", called="an area", select=True, blank="Choose from the list",
    )  # fmt: skip

    def __init__(self, *args: Any, areas: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", "Choose from the list"), *areas]  # type: ignore[attr-defined]


class DeclineForm(Doubted):
    """Why something is no request."""

    reason = forms.ChoiceField(
        "Why is it no request?", called="why it is no request",
        choices=[(one.code, one.words) for one in reasons().values()],
    )  # fmt: skip
    why = forms.TextareaField(
        "What makes you sure?", called="what makes you sure", rows=3, max_length=LONGEST_WHY,
        hint="And what whoever asked was told, by whom and when.",
    )  # fmt: skip


class WithdrawForm(Doubted):
    """On which day whoever asked took it back, and how they said so."""

    on = forms.DateField(
        "On which day was it withdrawn?", called="the day", not_after=clock.today,
        hint="The day on which the council was told.",
    )  # fmt: skip
    how = forms.ChoiceField(
        "How did they say so?", called="how they said so", choices=ways_of_withdrawing
    )
    said = forms.TextareaField(
        "What did they say?", called="what they said", rows=3, max_length=LONGEST_WHY, required=False,
    )  # fmt: skip

    def withdrawal(self) -> Withdrawal:
        """What was said. Call after `is_valid()`."""
        given = self.cleaned_data
        return Withdrawal(given["on"], given["how"], given["said"])


class PutBackForm(OnCase):
    """Why a request waits in the inbox again."""

    why = forms.TextareaField(
        "Why is it put back?", called="why it is put back", rows=3, max_length=LONGEST_BACK,
        hint="For example: it is about another child of the same name.",
    )  # fmt: skip
