"""The contract of every command: one JSON object, three exit codes, errors in plain words.

Exit 0: done. Exit 1: the thing that a check looked at is not in order. Exit 2: wrong usage, no such file,
no right, or nothing of the expected kind could be read. A command returns its exit code (None is 0) and
raises UserError for anything wrong: config.cli prints it, as JSON when `--json` was given.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import click

from goldenthread.core.errors import UserError
from goldenthread.core.files import MEGABYTE, too_large

DONE, NOT_IN_ORDER, WRONG = 0, 1, 2


def emit(document: Mapping[str, Any]) -> None:
    """Write one JSON object, and nothing else, to standard output."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2, sort_keys=False))


def json_options(schema: Path) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Add `--json` (passed on as `as_json`) and `--json-schema`, which prints the file `schema`."""

    def print_schema(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
        if wanted:
            click.echo(schema.read_text(encoding="utf-8"), nl=False)
            context.exit(DONE)

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        command = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")(
            command
        )
        return click.option(
            "--json-schema",
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=print_schema,
            help="Print the JSON Schema of --json and stop.",
        )(command)

    return decorate


def need_once(once: bool) -> None:
    """UserError for `--json` of a command that runs until it is stopped, and so has nothing to print."""
    if not once:
        raise UserError(
            "wrong_usage", "--json prints what one round came to.", "--json", "Add --once."
        )


@contextmanager
def progress(label: str, length: int, *, quiet: bool = False) -> Iterator[Callable[[int], None]]:
    """A bar on standard error, where that is a terminal; what it gives is called with each so many units done."""
    if quiet or not sys.stderr.isatty():
        yield lambda _units: None
        return
    with click.progressbar(length=length, label=label, file=sys.stderr) as bar:
        yield bar.update


def read_input(path: str, *, most: int) -> tuple[str, bytes]:
    """The name and bytes of the file at `path`, or of standard input for `-`.

    UserError if it cannot be read, or has more than `most` bytes: then it is not read at all, and of
    standard input, whose size nobody knows before, no more than that.
    """
    if path == "-":
        return "standard input", _bounded(sys.stdin.buffer, "standard input", most)
    try:
        with Path(path).open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            if size > most:
                raise _too_large(path, size, most)
            return Path(path).name, _bounded(stream, path, most)
    except FileNotFoundError:
        raise UserError(
            "no_such_file",
            f"There is no file at {path}.",
            path,
            "Check the folder, the name and its ending (.docx, .xlsx, .csv).",
        ) from None
    except IsADirectoryError:
        raise UserError(
            "not_a_file", f"{path} is a folder.", path, "Give the path of one file in it."
        ) from None
    except OSError as problem:
        raise UserError(
            "unreadable_file",
            f"{path} could not be read: {problem.strerror}.",
            path,
            "Check that you may read it.",
        ) from None


def _bounded(stream: BinaryIO, name: str, most: int) -> bytes:
    # By the piece: to be asked for all at once, Python would make room for all that is allowed.
    pieces, size = [], 0
    while piece := stream.read(MEGABYTE):
        pieces.append(piece)
        size += len(piece)
        if size > most:
            raise _too_large(name, None, most)
    return b"".join(pieces)


def _too_large(name: str, size: int | None, most: int) -> UserError:
    message, fix = too_large(size, most)
    return UserError("file_too_large", message, name, fix)
