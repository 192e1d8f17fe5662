"""Scoring an entry, and changing the matrix that an area scores with."""

from __future__ import annotations

from typing import Any

from goldenthread.core.errors import UserError
from goldenthread.registers.forms.acting import ByPost, OnEntry
from goldenthread.registers.rules.definitions import Kind, Position, Register
from goldenthread.registers.rules.matrix import Band, Level, Matrix
from goldenthread.registers.rules.matrix_reading import LONGEST_LABEL
from goldenthread.ui import forms


class ScoreForm(OnEntry):
    """Likelihood and impact of each position; a position that was never scored may stay empty."""

    matrix = forms.IntegerField("Matrix")
    text = forms.TextareaField(
        "Why?", hint="What has changed, or what the score rests on.", required=False, rows=3,
        max_length=4000, can_be_printed=True,
    )  # fmt: skip

    def __init__(
        self, *args: Any, definition: Register, kind: Kind, matrix: Matrix, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.definition = kind, definition
        self.fields["matrix"].widget = self.fields["matrix"].hidden_widget()
        drawn: dict[str, Any] = {}
        for position in self.positions:
            needed = position.code == definition.present
            for axis in self.axes:
                levels = matrix.likelihood if axis == "likelihood" else matrix.impact
                drawn[f"{position.code}_{axis}"] = forms.ChoiceField(
                    f"{position.word}: {axis}", select=True, blank="Choose a level", required=needed,
                    called=f"the {axis} ({position.word.lower()})",
                    choices=[
                        (str(place), f"{level.value}. {level.label}")
                        for place, level in enumerate(levels, start=1)
                    ],
                )  # fmt: skip
        self.fields = {**drawn, **self.fields}

    @property
    def positions(self) -> list[Position]:
        return [self.definition.positions[name] for name in self.kind.positions]

    @property
    def axes(self) -> tuple[str, ...]:
        return ("likelihood", "impact") if self.kind.scoring == "both" else ("impact",)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        for position in self.kind.positions:
            levels = {axis: given.get(f"{position}_{axis}") for axis in self.axes}
            missing = [axis for axis, level in levels.items() if not level]
            if len(missing) == 1 and len(levels) == 2:
                name = f"{position}_{missing[0]}"
                if name not in self.errors:
                    self.add_error(name, f"Select the {missing[0]} too, or leave both empty")
        return given

    def scores(self) -> dict[str, tuple[int, int]]:
        """Position -> likelihood and impact, for the positions that were filled in."""
        found = {}
        for position in self.kind.positions:
            impact = self.cleaned_data.get(f"{position}_impact")
            likelihood = self.cleaned_data.get(f"{position}_likelihood") or 1
            if impact:
                found[position] = (int(likelihood), int(impact))
        return found


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
