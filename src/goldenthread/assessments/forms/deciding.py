"""Forms about the decision whether to assess: writing it, and taking it."""

from __future__ import annotations

from typing import Any

from goldenthread.assessments.actions.deciding import Written
from goldenthread.assessments.forms.telling import YES_NO, Posted
from goldenthread.assessments.models import Decision
from goldenthread.assessments.rules.deciding import NEEDS, PLAN, evidence_kinds, limbs
from goldenthread.core import clock
from goldenthread.duties.forms.cases import Doubted
from goldenthread.ui import forms


class DecisionForm(Doubted):
    """What is to be decided: the test, what was looked at, the child's views, the outcome and the reasons."""

    may_have_needs = forms.ChoiceField(
        limbs()[NEEDS].title, called="an answer to the first question", choices=YES_NO, inline=True
    )
    needs_words = forms.TextareaField(
        "Why is that so of special needs?", called="why you answer the first question so", rows=4
    )
    may_need_plan = forms.ChoiceField(
        limbs()[PLAN].title, called="an answer to the second question", choices=YES_NO, inline=True
    )
    plan_words = forms.TextareaField(
        "Why is that so of a plan?", called="why you answer the second question so", rows=4,
        hint="Progress that is made only with much support does not answer it with no.",
    )  # fmt: skip
    evidence = forms.MultipleChoiceField(
        "What was looked at?", called="what was looked at", choices=list(evidence_kinds().items()), required=False,
        mark_optional=False,
    )  # fmt: skip
    evidence_words = forms.TextareaField(
        "What else was looked at?", called="what else was looked at", rows=3, max_length=600, required=False,
        hint="One thing in each line, such as a report with its day. The family reads this list.",
    )  # fmt: skip
    child_heard = forms.ChoiceField(
        "Are the child’s own views known?", called="whether the child’s views are known",
        choices=YES_NO, inline=True,
    )  # fmt: skip
    child_words = forms.TextareaField(
        "What are they, or why are they not known?",
        called="the child’s views, or why they are not known",
        rows=4,
    )
    outcome = forms.ChoiceField(
        "What is decided?", called="what is decided", choices=Decision.Outcome.choices
    )
    reasons = forms.TextareaField(
        "Reasons for the family", called="the reasons", rows=8,
        hint="Plain words, as if you said it to them. They stand in the letter. Name no other child, and no carer.",
    )  # fmt: skip
    field_order = [
        "may_have_needs", "needs_words", "may_need_plan", "plan_words", "evidence", "evidence_words", "child_heard",
        "child_words", "outcome", "reasons", "confirmed",
    ]  # fmt: skip

    def written(self) -> Written:
        """What it says. Call after `is_valid()`."""
        told = self.cleaned_data
        return Written(
            outcome=told["outcome"],
            may_have_needs=told["may_have_needs"] == "yes", needs_words=told["needs_words"],
            may_need_plan=told["may_need_plan"] == "yes", plan_words=told["plan_words"],
            evidence=told["evidence"], evidence_words=told["evidence_words"],
            child_heard=told["child_heard"] == "yes", child_words=told["child_words"],
            reasons=told["reasons"],
        )  # fmt: skip


def said_by(decision: Decision | None) -> dict[str, Any]:
    """What the form shows of a decision that is written."""
    if decision is None:
        return {"version": 0}
    truths = {
        name: "yes" if getattr(decision, name) else "no"
        for name in ("may_have_needs", "may_need_plan", "child_heard")
    }
    words = (
        "needs_words", "plan_words", "evidence", "evidence_words", "child_words", "outcome", "reasons", "version",
    )  # fmt: skip
    return truths | {name: getattr(decision, name) for name in words}


class DecideForm(Doubted, Posted):
    """Taking the decision as it is written."""

    on = forms.DateField(
        "On which day is it decided?", called="the day", not_after=clock.today,
        hint="The clock does not stop by it: the family has to be sent the decision.",
    )  # fmt: skip
    field_order = ["on", "post", "confirmed"]
