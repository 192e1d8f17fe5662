"""The forms of registers. What a register asks beyond the usual comes from its definition."""

from goldenthread.registers.forms.acting import (
    AnswerForm,
    AssignForm,
    ByPost,
    EscalateForm,
    OnEntry,
    TextForm,
)
from goldenthread.registers.forms.answers import ChangeForm, RaiseForm
from goldenthread.registers.forms.filters import FilterForm
from goldenthread.registers.forms.matrices import MatrixForm
from goldenthread.registers.forms.scoring import ScoreForm

__all__ = [
    "AnswerForm",
    "AssignForm",
    "ByPost",
    "ChangeForm",
    "EscalateForm",
    "FilterForm",
    "MatrixForm",
    "OnEntry",
    "RaiseForm",
    "ScoreForm",
    "TextForm",
]
