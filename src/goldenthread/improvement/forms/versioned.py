"""What a form shares that changes a record which somebody else may be changing too."""

from __future__ import annotations

from typing import Any

from goldenthread.core.errors import UserError
from goldenthread.improvement.actions.progress import Refused
from goldenthread.ui import forms


class Versioned(forms.Form):
    """A form against the version of the record that was read (ADR 0006)."""

    version = forms.IntegerField("Version")
    #: Whether somebody else was faster: the page then shows how the record stands now.
    conflict = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].widget = self.fields["version"].hidden_widget()

    def refuse(self, problem: UserError, version: int) -> None:
        """Set the reasons beside their fields; keep what was typed, against the version of now."""
        parts: list[Any] = problem.problems if isinstance(problem, Refused) else []
        for part in parts:
            field = part.field if part.field in self.fields else None
            self.add_user_error(UserError(part.code, part.message, None, part.fix), field)
        if not parts:
            self.add_user_error(problem, problem.where if problem.where in self.fields else None)
        if problem.code == "changed_meanwhile":
            self.conflict = True
            self.carry(version=str(version))
