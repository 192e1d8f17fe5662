"""Reads and checks matrices: those that come with the product, and those that an area has made of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from goldenthread.core.rulesfile import load_rules
from goldenthread.registers.rules.matrix import Band, Level, Matrix

DATA = Path(__file__).parent / "data" / "matrices"
LOOKS = ("calm", "watch", "act", "urgent")
FEWEST_LEVELS, MOST_LEVELS = 2, 7
FEWEST_BANDS, MOST_BANDS = 2, 5
LONGEST_LABEL = 40
_CODE = re.compile(r"[a-z][a-z0-9-]{0,19}")


class MatrixError(ValueError):
    """A matrix that cannot be scored with. `where` names the part: likelihood, impact, bands, or bands.2.from."""

    def __init__(self, where: str, message: str) -> None:
        super().__init__(message)
        self.where = where


@dataclass(frozen=True, slots=True)
class Shipped:
    """A matrix that comes with the product."""

    code: str
    title: str
    source: str
    version: str
    matrix: Matrix


@cache
def shipped() -> dict[str, Shipped]:
    """The matrices in the folder, by the names of their files."""
    found = {}
    for path in sorted(DATA.glob("*.yaml")):
        data = load_rules(path)
        try:
            matrix = read_matrix(data["matrix"])
        except MatrixError as problem:
            raise ValueError(f"{path.name}: {problem.where}: {problem}") from None
        found[path.stem] = Shipped(
            path.stem, data["title"], data["source"], str(data["version"]), matrix
        )
    return found


def read_matrix(data: Mapping[str, Any]) -> Matrix:
    """The matrix that `data` describes. MatrixError says which part is wrong and how."""
    likelihood = _axis("likelihood", data.get("likelihood") or ())
    impact = _axis("impact", data.get("impact") or ())
    given = data.get("bands") or ()
    if not FEWEST_BANDS <= len(given) <= MOST_BANDS:
        raise MatrixError("bands", f"A matrix has {FEWEST_BANDS} to {MOST_BANDS} bands.")
    bands = tuple(_band(rank, entry) for rank, entry in enumerate(given, start=1))
    matrix = Matrix(likelihood, impact, bands)
    _check_bands(matrix)
    return matrix


def _axis(name: str, entries: Sequence[Mapping[str, Any]]) -> tuple[Level, ...]:
    if not FEWEST_LEVELS <= len(entries) <= MOST_LEVELS:
        raise MatrixError(name, f"An axis has {FEWEST_LEVELS} to {MOST_LEVELS} levels.")
    levels: list[Level] = []
    for place, entry in enumerate(entries, start=1):
        where = f"{name}.{place}"
        label = _words(entry.get("label"), where)
        value = entry.get("value")
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise MatrixError(where, "The value of a level is a whole number from 1.")
        if levels and value <= levels[-1].value:
            raise MatrixError(where, "The values of an axis go up from level to level.")
        levels.append(Level(label, value, str(entry.get("meaning") or "")))
    _all_different(name, [level.label for level in levels])
    return tuple(levels)


def _band(rank: int, entry: Mapping[str, Any]) -> Band:
    where = f"bands.{rank}"
    code, look = entry.get("code"), entry.get("look")
    if not isinstance(code, str) or not _CODE.fullmatch(code):
        raise MatrixError(where, "The code of a band is a short word in small letters.")
    if look not in LOOKS:
        raise MatrixError(where, f"The look of a band is one of {', '.join(LOOKS)}.")
    return Band(
        code,
        _words(entry.get("name"), f"{where}.name"),
        _count(entry.get("from"), f"{where}.from"),
        str(look),
        _count(entry.get("review_days"), f"{where}.review_days"),
        bool(entry.get("must_escalate")),
        rank,
    )


def _check_bands(matrix: Matrix) -> None:
    bands = matrix.bands
    _all_different("bands", [band.name for band in bands])
    _all_different("bands", [band.code for band in bands])
    scores = sorted({one.value * two.value for one in matrix.likelihood for two in matrix.impact})
    if bands[0].starts > scores[0]:
        raise MatrixError(
            "bands.1.from", f"The lowest band begins at {scores[0]} or below, the lowest score."
        )
    for low, high in pairwise(bands):
        if high.starts <= low.starts:
            raise MatrixError(
                f"bands.{high.rank}.from", "Each band begins above the one before it."
            )
    for band in bands:
        if not any(matrix.band_of(score) is band for score in scores):
            raise MatrixError(
                f"bands.{band.rank}.from", f"No cell of this matrix scores in the band {band.name}."
            )
        after = bands[band.rank] if band.rank < len(bands) else None
        if after and after.review_days > band.review_days:
            raise MatrixError(
                f"bands.{after.rank}.review_days",
                "A higher band is not reviewed less often than a lower one.",
            )
        if after and band.must_escalate and not after.must_escalate:
            raise MatrixError(
                f"bands.{after.rank}.must_escalate",
                "What must be escalated in a lower band must be in a higher one.",
            )


def _words(value: Any, where: str) -> str:
    text = " ".join(str(value or "").split())
    if not text:
        raise MatrixError(where, "Every level and every band has a name.")
    if len(text) > LONGEST_LABEL:
        raise MatrixError(where, f"A name has {LONGEST_LABEL} characters or fewer.")
    return text


def _count(value: Any, where: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise MatrixError(where, "This is a whole number from 1.")
    return value


def _all_different(where: str, names: Sequence[str]) -> None:
    if len({name.casefold() for name in names}) < len(names):
        raise MatrixError(where, "Two of them have the same name.")
