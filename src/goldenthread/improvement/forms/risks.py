"""Linking entries of the register to parts of a plan."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from goldenthread.improvement.forms.by_post import ByPost
from goldenthread.registers.models import Entry
from goldenthread.ui import forms


class LinkForm(ByPost):
    """Which entry."""

    entry = forms.ChoiceField(
        "Which risk or issue?", called="a risk or issue", select=True, blank="Choose from the list"
    )

    def __init__(self, *args: Any, entries: Iterable[Entry], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(entry.pk), str(entry)) for entry in entries]
        self.fields["entry"].choices = choices  # type: ignore[attr-defined]


class UnlinkForm(ByPost):
    """Confirms that a link is taken away."""
