"""What a worklist is narrowed to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from goldenthread.ui import forms
from goldenthread.workspace.queries.worklist import KINDS, WHEN


class WorklistForm(forms.Form):
    """Sent by GET. The view reads the address itself, so that a filter that is unknown counts for nothing."""

    mark_optional: ClassVar[bool] = False

    whose = forms.ChoiceField("Whose", select=True)
    when = forms.ChoiceField("When", choices=list(WHEN.items()), select=True, required=False)
    kind = forms.ChoiceField(
        "On what it rests", choices=list(KINDS.items()), select=True, required=False
    )

    def __init__(self, *args: Any, offered: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["whose"].choices = list(offered.items())  # type: ignore[attr-defined]
