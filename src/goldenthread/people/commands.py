"""`goldenthread postcodes load`: the directory by which the council of an address is found."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO

import click

from goldenthread.core.commandline import DONE, emit, json_options, progress
from goldenthread.core.errors import UserError
from goldenthread.core.preparing import prepare_database

SCHEMAS = Path(__file__).parent / "schemas"
_MANY = 10_000


@click.group()
def postcodes() -> None:
    """The directory of postcodes."""


@postcodes.command("load")
@click.argument("file")
@click.option(
    "--edition", required=True, type=click.DateTime(["%Y-%m"]), metavar="YYYY-MM",
    help="The month of the edition, such as 2025-11.",
)  # fmt: skip
@json_options(SCHEMAS / "postcodes_load.schema.json")
def load(file: str, edition: datetime, as_json: bool) -> int:
    """Put the postcodes of FILE (- for standard input) in the place of those that are there.

    FILE is a CSV file of the ONS Postcode Directory; the columns pcd and laua are read, others are left. A row that
    cannot be read is left out and listed.
    """
    prepare_database()
    from goldenthread.access.scope import Origin, Scope
    from goldenthread.people.actions.postcodes import load_postcodes
    from goldenthread.people.queries.postcodes import edition as loaded_edition
    from goldenthread.people.rules.postcode_file import read

    scope = Scope(None, "Command", origin=Origin(channel="command"))
    with (
        _opened(file) as (stream, size),
        progress("Postcodes", size, quiet=as_json or not size) as tell,
    ):
        try:
            done = load_postcodes(scope=scope, rows=read(_told(stream, tell)), month=edition.date())
        except UnicodeDecodeError:
            raise UserError(
                "not_text", f"{file} is not a text file in UTF-8.", file, "Save it as CSV in UTF-8."
            ) from None
    current = loaded_edition()
    document = {
        "edition": f"{edition:%Y-%m}", "rows": done.rows, "postcodes": done.postcodes,
        "without_council": done.without_council, "twice": done.twice, "faults": done.faults,
        "errors": [asdict(one) for one in done.errors],
        "unknown_codes": sorted(done.unknown_codes),
        "attribution": list(current.attribution) if current else [],
    }  # fmt: skip
    if as_json:
        emit(document)
    else:
        _tell(document)
    return DONE


@contextmanager
def _opened(path: str) -> Iterator[tuple[TextIO, int]]:
    """The file as text, read piece by piece, and its size in bytes (0 for standard input)."""
    if path == "-":
        yield io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8-sig", newline=""), 0
        return
    try:
        size = Path(path).stat().st_size
        stream = Path(path).open(encoding="utf-8-sig", newline="")  # noqa: SIM115 - closed below
    except FileNotFoundError:
        raise UserError(
            "no_such_file", f"There is no file at {path}.", path, "Check the folder and the name."
        ) from None
    except OSError as problem:
        raise UserError(
            "unreadable_file", f"{path} could not be read: {problem.strerror}.", path,
            "Give the path of one file that you may read.",
        ) from None  # fmt: skip
    with stream:
        yield stream, size


def _told(stream: TextIO, tell: Callable[[int], None]) -> Iterator[str]:
    """The lines, telling now and then how much of the file has been read."""
    read = 0
    for number, line in enumerate(stream, 1):
        read += len(line)
        if number % _MANY == 0:
            tell(read)
            read = 0
        yield line


def _tell(document: dict[str, Any]) -> None:
    print(f"{document['postcodes']:,} postcodes of {document['edition']} are loaded.")
    told = {
        "without_council": "rows name no council and were left out",
        "twice": "rows name a postcode that stood there before",
        "faults": "rows could not be read and were left out",
    }
    for name, words in told.items():
        if document[name]:
            print(f"{document[name]:,} {words}.")
    for one in document["errors"]:
        value = "nothing" if one["value"] is None else repr(one["value"])
        print(
            f"  Row {one['row']}, {one['column']}: {value}. {one['wrong']} Expected: {one['expected']}."
        )
    if document["unknown_codes"]:
        print(f"Codes that lead to no council known here: {', '.join(document['unknown_codes'])}.")
    print("\n".join(document["attribution"]))
