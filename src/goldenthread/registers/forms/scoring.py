"""Scoring an entry: alone, or while it is raised."""

from __future__ import annotations

from typing import Any

from goldenthread.core.errors import UserError
from goldenthread.registers.actions.scoring import Scored
from goldenthread.registers.forms.acting import ByPost, OnEntry
from goldenthread.registers.queries.matrices import CurrentMatrix
from goldenthread.registers.rules.definitions import Kind, Position, Register
from goldenthread.registers.rules.matrix import Level
from goldenthread.ui import forms


class Scores(ByPost):
    """Likelihood and impact of each position of a kind. `asked` remembers that a score was asked about."""

    matrix = forms.IntegerField("Matrix")
    text = forms.TextareaField(
        "Why these scores?", hint="What has changed, or what the scores rest on.", called="why", required=False, rows=3,
        max_length=4000, can_be_printed=True,
    )  # fmt: skip
    sure = forms.BooleanField(
        "The scores are right as they stand", called="that the scores are right", required=False,
        hint="Say why below.",
    )  # fmt: skip
    asked = forms.CharField("Asked", required=False)

    def __init__(
        self,
        *args: Any,
        definition: Register,
        kind: Kind,
        current: CurrentMatrix | None,
        needed: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.definition, self.current, self.needed = kind, definition, current, needed
        self._sure = self.fields.pop("sure")
        if current is None or kind.scoring == "none":
            for name in ("matrix", "text", "asked"):
                del self.fields[name]
            return
        for name in ("matrix", "asked"):
            self.fields[name].widget = self.fields[name].hidden_widget()
        self.initial["matrix"] = current.number
        self.fields["matrix"].required = needed
        drawn: dict[str, Any] = {}
        for position in self.positions:
            for axis in self.axes:
                levels = getattr(current.matrix, axis)
                must = needed and position.code == definition.present
                drawn[f"{position.code}_{axis}"] = _level(position, axis, levels, must=must)
        self.fields = {**drawn, **self.fields}
        if self.is_bound and self.data.get("asked"):
            self._ask()

    @property
    def positions(self) -> list[Position]:
        """The positions to be scored; none where nothing is."""
        scored = self.current is not None
        return [self.definition.positions[name] for name in self.kind.positions] if scored else []

    @property
    def axes(self) -> tuple[str, ...]:
        return ("likelihood", "impact") if self.kind.scoring == "both" else ("impact",)

    @property
    def score_names(self) -> list[str]:
        """The visible fields that are about scores, in the order in which they are drawn."""
        levels = [f"{one.code}_{axis}" for one in self.positions for axis in self.axes]
        return [name for name in (*levels, "sure", "text") if name in self.fields]

    @property
    def scores_touched(self) -> bool:
        """Whether anything was said about scores, so that they are not folded away."""
        return self.is_bound and any(self[name].value() or self[name].errors for name in self.score_names)  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        for position in self.positions:
            levels = {axis: given.get(f"{position.code}_{axis}") for axis in self.axes}
            missing = [axis for axis, level in levels.items() if not level]
            if len(missing) == 1 and len(levels) == 2:
                self._want(position.code, missing[0], "or leave both empty")
        present = self.definition.present
        if self.current and not self.needed and not self._score_of(present):
            if self._scores():
                self._want(present, "impact", "or leave all scores empty")
            elif given.get("text"):
                self.add_error("text", "Give the scores that this is about, or leave it empty")
        return given

    def scored(self) -> Scored:
        """What was filled in. Call after `is_valid()`."""
        given = self.cleaned_data
        # No number is no matrix that an area has: the action then asks to look at the levels again.
        number = -1 if given["matrix"] is None else given["matrix"]
        return Scored(number, self._scores(), given["text"] or "", bool(given.get("sure")))

    def scored_at_all(self) -> Scored | None:
        """The same, or None where no position was filled in."""
        return self.scored() if self._scores() else None

    def show_refusal(self, problem: UserError) -> None:
        """Ask what the scores raise; levels of another matrix are looked at again, against that one."""
        if problem.code == "scores_rise":
            self._ask()
            self.carry(asked="sure")
        if problem.code == "matrix_changed" and self.current is not None:
            self.carry(matrix=str(self.current.number))
        super().show_refusal(problem)

    def _ask(self) -> None:
        fields = dict(self.fields)
        text = fields.pop("text")
        self.fields = {**fields, "sure": self._sure, "text": text}

    def _want(self, position: str, axis: str, otherwise: str) -> None:
        name = f"{position}_{axis}"
        if name not in self.errors:
            word = self.definition.positions[position].word.lower()
            self.add_error(name, f"Select the {axis} ({word}) too, {otherwise}")

    def _score_of(self, position: str) -> tuple[int, int] | None:
        impact = self.cleaned_data.get(f"{position}_impact")
        likelihood = self.cleaned_data.get(f"{position}_likelihood") or 1
        return (int(likelihood), int(impact)) if impact else None

    def _scores(self) -> dict[str, tuple[int, int]]:
        found = {one.code: self._score_of(one.code) for one in self.positions}
        return {code: levels for code, levels in found.items() if levels}


class ScoreForm(Scores, OnEntry):
    """The scores of one entry; a position that was never scored may stay empty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, needed=True, **kwargs)


def _level(position: Position, axis: str, levels: tuple[Level, ...], *, must: bool) -> Any:
    return forms.ChoiceField(
        f"{position.word}: {axis}", select=True, blank="Choose a level", required=must,
        mark_optional=False, called=f"the {axis} ({position.word.lower()})",
        choices=[
            (str(place), f"{level.value}. {level.label}")
            for place, level in enumerate(levels, start=1)
        ],
    )  # fmt: skip
