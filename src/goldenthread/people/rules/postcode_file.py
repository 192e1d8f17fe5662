"""Reads a directory of postcodes row by row: the columns of the ONS Postcode Directory that are needed here. Pure."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from goldenthread.core.errors import UserError
from goldenthread.organisations.rules.councils import is_code
from goldenthread.people.rules.postcodes import EXPECTED, compact

POSTCODE, COUNCIL = "pcd", "laua"


@dataclass(frozen=True)
class Fault:
    """What is wrong in one row: the row as a spreadsheet counts, the column, what stands there, what is expected."""

    row: int
    column: str
    value: str | None
    wrong: str
    expected: str


@dataclass(frozen=True)
class Found:
    """A postcode in its compact form, with the code of its council or district; empty where the directory has none."""

    pcd: str
    council: str


def read(lines: Iterable[str]) -> Iterator[Found | Fault]:
    """Each row of a CSV file with the columns pcd and laua, whatever else it has. Nothing is kept of what was read.

    UserError where it is no such file.
    """
    rows = csv.reader(lines)
    try:
        head = [name.strip().lower() for name in next(rows, [])]
        places = _places(head)
        for number, row in enumerate(rows, 2):
            if row:
                yield _row(number, row, *places)
    except csv.Error as problem:
        raise UserError(
            "not_csv", f"The file cannot be read as CSV: {problem}.", f"row {rows.line_num}",
            "Take the file again from where it was published.",
        ) from None  # fmt: skip


def _places(head: list[str]) -> tuple[int, int]:
    missing = [name for name in (POSTCODE, COUNCIL) if name not in head]
    if missing:
        raise UserError(
            "not_a_directory", f"The first row does not name the column {' nor '.join(missing)}.",
            "row 1", f"Give a CSV file of the ONS Postcode Directory, with {POSTCODE} and {COUNCIL}.",
        )  # fmt: skip
    return head.index(POSTCODE), head.index(COUNCIL)


def _row(number: int, row: list[str], pcd_at: int, council_at: int) -> Found | Fault:
    typed = row[pcd_at].strip() if pcd_at < len(row) else None
    pcd = compact(typed) if typed else None
    if pcd is None:
        return Fault(number, POSTCODE, typed, "It is not the form of a postcode.", EXPECTED)
    if council_at >= len(row):
        return Fault(number, COUNCIL, None, "The row ends before it.", "a code such as E06000064")
    council = row[council_at].strip().upper()
    if council and not is_code(council):
        wrong = "It is not the form of a council's code."
        return Fault(number, COUNCIL, council, wrong, "a code such as E06000064")
    return Found(pcd, council)
