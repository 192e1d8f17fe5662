"""The form that says who leads a milestone, where that is not its priority's leads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from goldenthread.core.errors import UserError
from goldenthread.improvement.actions.milestone_leads import Chosen
from goldenthread.improvement.forms.by_post import ByPost, PostChoices
from goldenthread.ui import forms


class MilestoneLeadsForm(ByPost):
    """The posts of the area, each to tick; and the names of the document that no post was found for."""

    version = forms.IntegerField("Version")
    leads = forms.MultipleChoiceField(
        "Which posts lead this milestone themselves?", called="posts of this area", required=False,
        mark_optional=False, small=True,
        hint="Tick none to leave it to the leads of its priority. They stay accountable either way.",
    )  # fmt: skip
    printed = forms.MultipleChoiceField(
        "Names in the plan, without a post", called="names in the plan", required=False,
        mark_optional=False, small=True,
        hint="Take the tick away once the post that is meant is ticked above.",
    )  # fmt: skip

    def __init__(
        self, *args: Any, choices: PostChoices, printed: Sequence[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].widget = self.fields["version"].hidden_widget()
        self.fields["leads"].choices = choices  # type: ignore[attr-defined]
        self.fields["printed"].choices = [(name, name) for name in printed]  # type: ignore[attr-defined]
        if not printed:
            del self.fields["printed"]

    def chosen(self) -> Chosen:
        """Call after `is_valid()`."""
        given = self.cleaned_data
        return Chosen([int(pk) for pk in given["leads"]], given.get("printed", []))

    def refuse(self, problem: UserError, version: int) -> None:
        """Set the reason beside its field; keep what was ticked, against the version of now."""
        self.show_refusal(problem)
        if problem.code == "changed_meanwhile":
            self.carry(version=str(version))
