"""The matrix that an area scores with now, and those it had before."""

from __future__ import annotations

from dataclasses import dataclass

from goldenthread.registers.models import MatrixVersion
from goldenthread.registers.rules.definitions import Register
from goldenthread.registers.rules.matrix import Band, Matrix
from goldenthread.registers.rules.matrix_reading import read_matrix, shipped


@dataclass(frozen=True)
class CurrentMatrix:
    """The matrix in use. `number` is 0 for the shipped one, and `id` None until something is scored with it."""

    matrix: Matrix
    number: int
    id: int | None


def current_matrix(area_id: int, definition: Register) -> CurrentMatrix | None:
    """The newest matrix of that register in the area, else the shipped one; None for a register without scores."""
    if definition.matrix is None:
        return None
    newest = MatrixVersion.objects.filter(area=area_id, register=definition.code).first()
    if newest is None:
        return CurrentMatrix(shipped()[definition.matrix].matrix, 0, None)
    return CurrentMatrix(read_matrix(newest.definition), newest.number, newest.pk)


def band_of(code: str, version: MatrixVersion | None) -> Band | None:
    """The band of a score, as the matrix that it was given with names it."""
    return read_matrix(version.definition).band(code) if version else None


def versions(area_id: int, register_code: str) -> list[MatrixVersion]:
    """Every version that the area has had, newest first: one query."""
    rows = MatrixVersion.objects.filter(area=area_id, register=register_code)
    return list(rows.select_related("post__organisation"))
