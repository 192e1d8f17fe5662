"""The forms of the self-evaluation."""

from __future__ import annotations

from typing import Any

from goldenthread.improvement.actions.claims import Claimed
from goldenthread.improvement.forms.by_post import ByPost, PostChoices
from goldenthread.improvement.forms.versioned import Versioned
from goldenthread.improvement.models import Claim
from goldenthread.improvement.rules.self_evaluation import self_evaluation_rules
from goldenthread.ui import forms


class ClaimForm(ByPost, Versioned):
    """A claim about the partnership, under one strand."""

    kind = forms.ChoiceField(
        "Is it a strength or a weakness?", called="a strength or a weakness",
        choices=Claim.Kind.choices, inline=True,
    )  # fmt: skip
    strand = forms.ChoiceField(
        "What is it about?", called="what it is about", select=True, blank="Choose from the list"
    )
    text = forms.TextareaField(
        "What do you claim?", called="the claim", rows=4, max_length=2000,
        hint="One thing, in a sentence or two, that evidence can show.", can_be_printed=True,
    )  # fmt: skip
    owner = forms.ChoiceField(
        "Which post answers for it?", called="a post", select=True, blank="Choose from the list"
    )

    def __init__(self, *args: Any, owners: PostChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        strands = self_evaluation_rules().strands.values()
        fields["strand"].choices = [(one.code, f"{one.group}: {one.word}") for one in strands]
        fields["owner"].choices = owners

    def claimed(self) -> Claimed:
        """What the person claims. Call after `is_valid()`."""
        given = self.cleaned_data
        return Claimed(given["kind"], given["strand"], given["text"], int(given["owner"]))

    @staticmethod
    def initial_of(claim: Claim) -> dict[str, Any]:
        """What the form starts from when a claim is changed."""
        names = ("kind", "strand", "text", "version")
        return {"owner": str(claim.owner_id), **{name: getattr(claim, name) for name in names}}


class WithdrawForm(ByPost, Versioned):
    """Why a claim no longer holds."""

    reason = forms.TextareaField(
        "Why is it withdrawn?", called="why it is withdrawn", rows=3, max_length=1000,
        can_be_printed=True,
    )  # fmt: skip
