"""What the forms on a child's record share."""

from __future__ import annotations

from typing import Any

from goldenthread.core.errors import UserError
from goldenthread.people.rules.codes import codes
from goldenthread.ui import forms

Choices = list[tuple[str, str]]


def list_of(name: str) -> Choices:
    """One code list of the record, as choices."""
    return list(codes(name).items())


class OnRecord(forms.Form):
    """Something that is said of a child."""

    def show_refusal(self, problem: UserError) -> None:
        """Set what the action refused beside its field, where it has one."""
        self.add_user_error(problem, problem.where if problem.where in self.fields else None)


class Versioned(OnRecord):
    """About something that is on the record already, against the version that was read."""

    version = forms.IntegerField("Version", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].widget = self.fields["version"].hidden_widget()

    def take_version(self, version: int) -> None:
        """Keep what was typed, against the version that is there now."""
        self.carry(version=str(version))

    def told_version(self) -> int:
        """The version that was on the page. Call after `is_valid()`."""
        return self.cleaned_data["version"] or 0
