"""Forms of an exemption: claiming it, deciding on it, taking it back."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.duties.actions.exemptions import LONGEST, Claimed
from goldenthread.duties.rules.claiming import GroundWords, checked_claim
from goldenthread.statute.timeline import Claim
from goldenthread.ui import forms

YES, NO = "yes", "no"
_TESTED = ("ground", "since", "until", "advice_requested_on")


class ClaimForm(forms.Form):
    """One claim for one limit. It is tested first: sent again as it was tested, it is claimed."""

    ground = forms.ChoiceField("What made it impractical?", called="what made it impractical")
    since = forms.DateField(
        "From which day?", called="the first day",
        hint="Of a closure, the first day on which it was closed, as published or as the school said.",
    )  # fmt: skip
    until = forms.DateField(
        "Until which day?", called="the day on which it no longer held", required=False,
        hint="The first day on which it no longer held; of a closure, the day of opening again. Leave it empty while "
        "it goes on.",
    )  # fmt: skip
    advice_requested_on = forms.DateField(
        "For a closure: on which day was the head or the provider asked for advice?",
        called="the day of asking", required=False, not_after=clock.today,
    )  # fmt: skip
    cause = forms.TextareaField(
        "What exactly made keeping this limit impractical?", called="what made it impractical", rows=5,
        max_length=LONGEST,
        hint="For this limit, not for the case. What could not be done in time, and why this ground stood in the way.",
    )  # fmt: skip
    evidence = forms.TextareaField(
        "What shows it?", called="what shows it", rows=3, max_length=LONGEST,
        hint="For example: the school’s e-mail of 17 July; the published term dates.",
    )  # fmt: skip
    sent = forms.CharField("Sent", required=False)
    tested = forms.CharField("Tested", required=False)

    def __init__(self, *args: Any, offered: Sequence[GroundWords], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("sent", "tested"):
            self.fields[name].widget = self.fields[name].hidden_widget()
        self.initial["sent"] = str(uuid4())
        ground = self.fields["ground"]
        ground.choices = [(one.code, one.words) for one in offered]  # type: ignore[attr-defined]
        ground.hints = {one.code: f"{one.asks} {one.citation}." for one in offered}  # type: ignore[attr-defined]

    def claim(self, limit: str) -> Claim:
        """The claim as the engine reads it. Call after `is_valid()`; UserError for days that cannot be."""
        told = self.cleaned_data
        return checked_claim(limit, *(told[name] for name in _TESTED))

    def claimed(self, limits: Sequence[str]) -> Claimed:
        """What the person claims. Call after `is_valid()`."""
        told = self.cleaned_data
        return Claimed(
            limits=limits, ground=told["ground"], since=told["since"], until=told["until"],
            advice_requested_on=told["advice_requested_on"], cause=told["cause"],
            evidence=told["evidence"], sent_key=_key(told["sent"]),
        )  # fmt: skip

    @property
    def was_tested(self) -> bool:
        """Whether just this ground with just these days was tested and shown before."""
        return bool(self.cleaned_data["tested"] == self._mark())

    def show_test(self) -> None:
        """Remember what was tested; sent once more like this, it is claimed."""
        self.carry(tested=self._mark())

    def _mark(self) -> str:
        told = "|".join(str(self.cleaned_data[name]) for name in _TESTED)
        return sha256(told.encode()).hexdigest()

    def show_refusal(self, problem: UserError) -> None:
        """Set what is wrong beside its field, where it has one."""
        self.add_user_error(problem, problem.where if problem.where in self.fields else None)


class OnClaim(forms.Form):
    """About one claim, against the version that was read."""

    version = forms.IntegerField("Version")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].widget = self.fields["version"].hidden_widget()

    def show_refusal(self, problem: UserError, version: int) -> None:
        """Set what is wrong beside its field; what was typed is then held against `version`, which the page shows."""
        if problem.code == "changed_meanwhile":
            self.carry(version=str(version))
        self.add_user_error(problem, problem.where if problem.where in self.fields else None)


class DecideForm(OnClaim):
    """Approving or refusing a claim of somebody else's."""

    approve = forms.ChoiceField(
        "Is it shown that this ground made keeping this very limit impractical?", called="whether it is shown",
        choices=[(YES, "Yes: approve it"), (NO, "No: refuse it")],
        hints={
            YES: "The limit is disapplied. No date moves, and the duty is still to be done as soon as practicable.",
            NO: "The limit stands.",
        },
    )  # fmt: skip
    why = forms.TextareaField(
        "Why?", called="why", rows=4, max_length=LONGEST,
        hint="It stands in the record with your name. Inspectors read how exemptions are used.",
    )  # fmt: skip

    @property
    def approves(self) -> bool:
        """What was chosen. Call after `is_valid()`."""
        return bool(self.cleaned_data["approve"] == YES)


class WithdrawForm(OnClaim):
    """Taking a claim back."""

    why = forms.TextareaField(
        "Why is it taken back?", called="why it is taken back", rows=3, max_length=LONGEST
    )


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return uuid4()
