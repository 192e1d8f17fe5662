"""The forms of this room, one module for each capability; each may be imported from here."""

from goldenthread.improvement.forms.by_post import ByPost, PostChoices
from goldenthread.improvement.forms.delivery import (
    AgreeForm,
    ConfirmForm,
    OverrideForm,
    SendBackForm,
    SignOffForm,
    SinceForm,
)
from goldenthread.improvement.forms.reporting import ReportForm, is_past_due, recorded_words

__all__ = [
    "AgreeForm",
    "ByPost",
    "ConfirmForm",
    "OverrideForm",
    "PostChoices",
    "ReportForm",
    "SendBackForm",
    "SignOffForm",
    "SinceForm",
    "is_past_due",
    "recorded_words",
]
