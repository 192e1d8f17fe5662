"""What stands in a backup: the parts, and a list of them with their hashes and what the database held."""

from __future__ import annotations

import hashlib
import json
import tarfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from goldenthread.core.errors import UserError

FORMAT = 1
LIST = "contents.json"
DATABASE = "database"
FILES = "files"
CHECKPOINTS = "audit/checkpoints.jsonl"


@dataclass(frozen=True)
class Contents:
    """The list. `rows` counts each table; `migrations` names each that the database had, as `room.name`; `parts`
    maps each path to its SHA-256; `made_at` is UTC, ISO 8601.
    """

    format: int
    product: str
    made_at: str
    database: str
    rows: dict[str, int]
    migrations: list[str]
    parts: dict[str, str]


def pack(folder: Path, archive: Path, about: dict[str, Any]) -> Contents:
    """Write everything below `folder` into one tar file, with the list of it."""
    parts = {
        str(path.relative_to(folder)): _hash(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    contents = Contents(format=FORMAT, parts=parts, **about)
    (folder / LIST).write_text(json.dumps(asdict(contents), indent=1), encoding="utf-8")
    with tarfile.open(archive, "w") as out:
        for name in (LIST, *parts):
            out.add(folder / name, arcname=name, recursive=False)
    return contents


def unpack(archive: Path, folder: Path) -> Contents:
    """Put the parts into `folder` and check each against the list. UserError where anything differs."""
    try:
        with tarfile.open(archive, "r:") as source:
            # "data" refuses links, devices, and names that lead outside.
            source.extractall(folder, filter="data")
        told = json.loads((folder / LIST).read_text(encoding="utf-8"))
        if told.get("format") != FORMAT:
            raise _unknown(told.get("format"))
        contents = Contents(**told)
    except (tarfile.TarError, OSError, ValueError, TypeError) as problem:
        raise _damaged(str(problem)[:200]) from None
    found = {
        str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()
    } - {LIST}  # fmt: skip
    if found != set(contents.parts):
        raise _damaged("the list names other parts than there are")
    for name, wanted in contents.parts.items():
        if _hash(folder / name) != wanted:
            raise _damaged(f"{name} is not what was backed up")
    return contents


def _hash(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _damaged(why: str) -> UserError:
    return UserError(
        "backup_damaged",
        f"The backup is not whole: {why}.",
        fix="Take another copy of it, or an older backup.",
    )


def _unknown(found: object) -> UserError:
    return UserError(
        "backup_of_another_version",
        f"The backup has format {found}; this version reads format {FORMAT}.",
        fix="Restore it with the version of the product that made it.",
    )
