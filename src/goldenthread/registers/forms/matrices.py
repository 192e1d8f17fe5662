"""Changing the matrix that an area scores with."""

from __future__ import annotations

from typing import Any

from goldenthread.core.errors import UserError
from goldenthread.registers.forms.acting import ByPost
from goldenthread.registers.rules.matrix import Band, Level, Matrix
from goldenthread.registers.rules.matrix_reading import LONGEST_LABEL
from goldenthread.ui import forms


class MatrixForm(ByPost):
    """Other labels and bands for a matrix. Its size, its values and the looks of its bands stay."""

    number = forms.IntegerField("Version of the matrix")
    why = forms.TextareaField(
        "Why does the matrix change?", called="why the matrix changes", rows=3, max_length=4000
    )

    def __init__(self, *args: Any, matrix: Matrix, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.matrix = matrix
        self.fields["number"].widget = self.fields["number"].hidden_widget()
        drawn: dict[str, Any] = {}
        for axis, levels in (("likelihood", matrix.likelihood), ("impact", matrix.impact)):
            for place, level in enumerate(levels, start=1):
                drawn[f"{axis}_{place}"] = _level_field(axis, level)
        for band in matrix.bands:
            drawn |= _band_fields(band)
        self.fields = {**drawn, **self.fields}

    def names_of(self, axis: str) -> list[str]:
        """The fields of one axis, from the highest level down, as the matrix is printed."""
        levels = self.matrix.likelihood if axis == "likelihood" else self.matrix.impact
        return [f"{axis}_{place}" for place in range(len(levels), 0, -1)]

    def names_of_band(self, band: Band) -> list[str]:
        """The fields of one band."""
        return [
            f"bands_{band.rank}_{part}" for part in ("name", "from", "review_days", "must_escalate")
        ]

    def definition(self) -> dict[str, Any]:
        """What was typed, as rules.matrix_reading reads it. Call after `is_valid()`."""
        data, given = self.matrix.as_data(), self.cleaned_data
        for axis in ("likelihood", "impact"):
            for place, level in enumerate(data[axis], start=1):
                level["label"] = given[f"{axis}_{place}"]
        for rank, band in enumerate(data["bands"], start=1):
            band |= {
                part: given[f"bands_{rank}_{part}"] for part in ("name", "from", "review_days")
            }
            band["must_escalate"] = given[f"bands_{rank}_must_escalate"]
        return data

    def show_refusal(self, problem: UserError) -> None:
        """The rules name parts with full stops; fields have underscores."""
        field = (problem.where or "").replace(".", "_")
        self.add_user_error(problem, field if field in self.fields else None)


def _level_field(axis: str, level: Level) -> Any:
    return forms.CharField(
        f"{axis.title()} {level.value}", initial=level.label, max_length=LONGEST_LABEL, width=20
    )


def _band_fields(band: Band) -> dict[str, Any]:
    name = f"bands_{band.rank}"
    return {
        f"{name}_name": forms.CharField(
            "Name", called=f"name of band {band.rank}", initial=band.name,
            max_length=LONGEST_LABEL, width=20,
        ),
        f"{name}_from": forms.IntegerField(
            "From score", called=f"score from which band {band.rank} begins", initial=band.starts,
            min_value=1, width=3,
        ),
        f"{name}_review_days": forms.IntegerField(
            "Days between reviews", called=f"days between reviews of band {band.rank}",
            initial=band.review_days, min_value=1, max_value=1000, width=4,
        ),
        f"{name}_must_escalate": forms.BooleanField(
            "Must be escalated", initial=band.must_escalate, required=False, small=True
        ),
    }  # fmt: skip
