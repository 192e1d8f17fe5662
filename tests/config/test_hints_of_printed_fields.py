"""Beside every field whose words can become public stands that they must name nobody."""

from __future__ import annotations

import pytest

from goldenthread.improvement.forms.claims import ClaimForm
from goldenthread.improvement.forms.criteria import JudgeForm
from goldenthread.improvement.forms.delivery import OverrideForm
from goldenthread.improvement.forms.evidence import EvidenceForm
from goldenthread.improvement.forms.reporting import ReportForm as MilestoneForm
from goldenthread.improvement.forms.versions import ReviewForm
from goldenthread.registers.forms.answers import RaiseForm
from goldenthread.registers.forms.scoring import ScoreForm
from goldenthread.registers.rules.definitions import register
from goldenthread.reports.families_forms import FamiliesForm
from goldenthread.reports.forms import DecisionForm, HighlightForm, ReportForm, SendForm
from goldenthread.ui import forms

NOBODY = "Do not name a child, a parent or a member of staff: this can be printed."

PRINTED: dict[type[forms.Form], tuple[str, ...]] = {
    MilestoneForm: ("reason", "progress", "impact"),
    OverrideForm: ("reason",),
    JudgeForm: ("note",),
    EvidenceForm: ("title", "source", "shows"),
    ClaimForm: ("text",),
    ReviewForm: ("conclusion",),
    ScoreForm: ("text",),
    HighlightForm: ("done", "next_steps", "exceptions", "asks"),
    ReportForm: ("introduction", "asks", "change_notes"),
    DecisionForm: ("text",),
    FamiliesForm: ("opening", "ask"),
}


@pytest.mark.parametrize(
    ("form", "name"), [(form, name) for form, names in PRINTED.items() for name in names]
)
def test_a_field_that_can_be_printed_says_so(form: type[forms.Form], name: str) -> None:
    assert form.base_fields[name].help_text.endswith(NOBODY)


def test_one_that_lists_people_does_not() -> None:
    assert NOBODY not in SendForm.base_fields["recipients"].help_text


def test_its_own_hint_comes_first() -> None:
    assert forms.printed("One item to a line.") == f"One item to a line. {NOBODY}"
    assert forms.printed() == NOBODY


def test_the_words_of_a_risk_say_so() -> None:
    risks = register("risks-and-issues")
    form = RaiseForm(definition=risks, kind=risks.kinds["risk"], current=None, owners=[], posts=[])
    for name in ("title", "answer_cause", "answer_event", "answer_effect", "answer_mitigation"):
        assert form.fields[name].help_text.endswith(NOBODY)
