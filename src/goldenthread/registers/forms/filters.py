"""What a list of entries is narrowed to."""

from __future__ import annotations

from typing import Any, ClassVar

from goldenthread.registers.queries.lists import MARKS, SORTS, STATES
from goldenthread.registers.rules.definitions import Register
from goldenthread.registers.rules.matrix import Matrix
from goldenthread.ui import forms


class FilterForm(forms.Form):
    """Sent by GET. The view reads the address itself, so that a filter that is unknown counts for nothing."""

    mark_optional: ClassVar[bool] = False

    show = forms.ChoiceField("State", choices=list(STATES.items()), select=True)
    kind = forms.ChoiceField("Kind", select=True, required=False)
    band = forms.ChoiceField("Band", select=True, required=False)
    sort = forms.ChoiceField(
        "Order", select=True, choices=[(code, words) for code, (words, _) in SORTS.items()]
    )

    def __init__(
        self, *args: Any, definition: Register, matrix: Matrix | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind.code, kind.several.capitalize()) for kind in definition.kinds.values()]
        bands = [(band.code, band.name) for band in reversed(matrix.bands)] if matrix else []
        for name, choices in (("kind", kinds), ("band", bands)):
            self.fields[name].choices = [("", "Any"), *choices]  # type: ignore[attr-defined]
            if not choices:
                del self.fields[name]
        for name, words in MARKS.items():
            if matrix or name not in ("earlier", "unscored"):
                self.fields[name] = forms.BooleanField(words, required=False, small=True)
