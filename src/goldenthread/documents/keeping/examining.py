"""A file on its way in: how large it is, what it is, what is left of it, whether the scanner minds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.core.errors import UserError
from goldenthread.core.files import MEGABYTE
from goldenthread.documents.keeping.apart import clean_apart
from goldenthread.documents.keeping.scanning import scan
from goldenthread.documents.rules.uploads.book import book, refusal
from goldenthread.documents.rules.uploads.cleaning import clean
from goldenthread.documents.rules.uploads.naming import kept_name
from goldenthread.documents.rules.uploads.sniffing import kind_of

TEXT = "txt"


@dataclass(frozen=True)
class Examined:
    """A file that may be kept: its name and bytes as they will be kept, what it is, what came of the scan."""

    name: str
    content_type: str
    data: bytes
    scan: str


def examine(name: str, data: bytes) -> Examined:
    """UserError, with the name as it was given as `where`, for a file that is not taken."""
    try:
        if len(data) > book().file_bytes:
            raise refusal("too_large")
        code = kind_of(data)
        # The scanner sees what was sent: it knows the traps by their bytes.
        scanned = scan(data)
        # A text is opened by nothing.
        cleaned = (clean if code == TEXT else clean_apart)(code, data)
    except UserError as problem:
        raise UserError(problem.code, problem.message, name[-80:], problem.fix) from problem
    kind = book().kinds[code]
    return Examined(kept_name(name, kind), kind.content_type, cleaned, scanned)


def refuse_unread(names_and_sizes: Sequence[tuple[str, int]]) -> None:
    """UserError where more files come at once than are taken, or one is too large: before any of them is read."""
    if len(names_and_sizes) > book().limits["files_at_once"]:
        raise refusal("too_many_at_once")
    for name, size in names_and_sizes:
        if size > book().file_bytes:
            raise refusal("too_large", name[-80:])


def refuse_too_many(there: int, *, by_link: bool) -> None:
    """UserError where the record has as many files as it may."""
    name = "files_of_record_by_link" if by_link else "files_of_record"
    if there >= book().limits[name]:
        raise refusal("too_many")


def refuse_too_much(here: int, sent: int, more: int, *, by_code: bool) -> None:
    """UserError where people without an account have sent as many bytes as are taken: with a record, or in a day.

    `here`: those of the record; `sent`: those of late, by links whose code was given (`by_code`) or by anybody.
    """
    limits = book().limits
    if here + more > limits["megabytes_of_record_by_link"] * MEGABYTE:
        raise refusal("too_many")
    name = "megabytes_a_day_by_links" if by_code else "megabytes_a_day_by_anybody"
    if sent + more > limits[name] * MEGABYTE:
        raise refusal("too_many_today")
