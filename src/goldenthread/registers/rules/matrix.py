"""A risk matrix: two axes of labelled levels, a score for each cell, bands that the scores fall into."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any


@dataclass(frozen=True, slots=True)
class Level:
    """One level of an axis. `value` is what the score is made of."""

    label: str
    value: int
    meaning: str


@dataclass(frozen=True, slots=True)
class Band:
    """Scores from `starts` up to the next band. `rank` counts from 1, the lowest."""

    code: str
    name: str
    starts: int
    look: str
    review_days: int
    must_escalate: bool
    rank: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; levels count from 1."""

    likelihood: int
    impact: int
    score: int
    band: Band


@dataclass(frozen=True, slots=True)
class Matrix:
    """Levels and bands from the lowest up."""

    likelihood: tuple[Level, ...]
    impact: tuple[Level, ...]
    bands: tuple[Band, ...]

    def score(self, likelihood: int, impact: int) -> int:
        """The score of a cell, levels counted from 1. IndexError outside the matrix."""
        if likelihood < 1 or impact < 1:
            raise IndexError("levels count from 1")
        return self.likelihood[likelihood - 1].value * self.impact[impact - 1].value

    def band_of(self, score: int) -> Band:
        """The band that a score falls into."""
        return next(band for band in reversed(self.bands) if band.starts <= score)

    def cell(self, likelihood: int, impact: int) -> Cell:
        """The cell at two levels, counted from 1."""
        score = self.score(likelihood, impact)
        return Cell(likelihood, impact, score, self.band_of(score))

    def rows(self) -> list[list[Cell]]:
        """Every cell as it is printed: the highest likelihood first, the lowest impact first."""
        return [
            [self.cell(likelihood, impact) for impact in range(1, len(self.impact) + 1)]
            for likelihood in range(len(self.likelihood), 0, -1)
        ]

    def band(self, code: str) -> Band | None:
        """The band called `code`, if there is one."""
        return next((band for band in self.bands if band.code == code), None)

    def as_data(self) -> dict[str, Any]:
        """What `read_matrix` reads."""
        return {
            "likelihood": [_level_data(level) for level in self.likelihood],
            "impact": [_level_data(level) for level in self.impact],
            "bands": [
                {
                    "code": band.code, "name": band.name, "from": band.starts, "look": band.look,
                    "review_days": band.review_days, "must_escalate": band.must_escalate,
                }
                for band in self.bands
            ],
        }  # fmt: skip


def next_review(band: Band | None, days_without: int, on: date) -> date:
    """When to look again after looking on that day; `days_without` where there is no score."""
    return on + timedelta(days=band.review_days if band else days_without)


def _level_data(level: Level) -> dict[str, Any]:
    return {"label": level.label, "value": level.value, "meaning": level.meaning}
