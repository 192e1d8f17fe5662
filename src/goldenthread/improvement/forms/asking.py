"""What the forms of success criteria share: figures as typed, what was seen, questions that answers raise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.core.exceptions import ValidationError

from goldenthread.core.errors import UserError
from goldenthread.improvement.actions.progress import Refused
from goldenthread.improvement.forms.by_post import ByPost
from goldenthread.improvement.rules.criteria import Figure, read_figure
from goldenthread.ui import forms


class FigureField(forms.CharField):
    """A number as people type it; gives a Figure, or None for nothing."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, width=10, max_length=60, required=False, **kwargs)

    def clean(self, value: Any) -> Figure | None:
        """The figure; refused with the rules' words."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_figure(text)
        except UserError as wrong:
            raise ValidationError(f"{wrong.message} {wrong.fix}", code=wrong.code) from wrong


class Seen(ByPost):
    """A form that says what the person had before their eyes."""

    seen = forms.CharField("What was seen")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].widget = self.fields["seen"].hidden_widget()

    def show_refusal(self, problem: UserError, seen: object = None) -> None:
        """Keep what was typed, against what stands there now."""
        super().show_refusal(problem)
        if problem.code == "changed_meanwhile":
            self.carry(seen=str(seen))


class Asks(ByPost):
    """A form that asks a further question once the answers raise it; `asked` keeps which were raised.

    `questions` gives, by the code of a refusal, the fields that answer it.
    """

    asked = forms.CharField("Asked", required=False)
    questions: ClassVar[Mapping[str, tuple[str, ...]]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["asked"].widget = self.fields["asked"].hidden_widget()
        names = {name for fields in self.questions.values() for name in fields}
        self._unasked = {name: self.fields[name] for name in names}
        already = set(str(self.data.get("asked", "")).split()) if self.is_bound else set()
        for name in names - already:
            del self.fields[name]

    def ask(self, problem: UserError) -> None:
        """Draw the questions that a refusal raises, beside what was typed."""
        for part in problem.problems if isinstance(problem, Refused) else ():
            for name in self.questions.get(part.code, ()):
                self.fields.setdefault(name, self._unasked[name])
        self.carry(asked=" ".join(sorted(self._unasked.keys() & self.fields.keys())))
