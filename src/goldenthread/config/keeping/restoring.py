"""Puts a backup back into an empty installation, or tries it out beside the one that is there, and checks it."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.migrations.loader import MigrationLoader

from goldenthread.config.keeping import contents, leftovers, sealed
from goldenthread.config.keeping.databases import Database, Postgres, Sqlite, database_of
from goldenthread.core.errors import UserError

Tell = Callable[[int], None]
"""Called with so many steps more that are done, of STEPS: decrypted, unpacked, put in place, checked."""

STEPS = 4


@dataclass(frozen=True)
class Place:
    """Where a backup is put: a data folder, a folder of checkpoints, a database, and the environment of it."""

    data_dir: Path
    audit_dir: Path
    database: Database
    environment: Mapping[str, str]

    @property
    def checkpoints(self) -> Path:
        return self.audit_dir / Path(contents.CHECKPOINTS).name


@dataclass(frozen=True)
class Restored:
    """What was put back. `differences` are tables with other counts than when the backup was made."""

    contents: contents.Contents
    differences: tuple[str, ...]
    audit: dict[str, Any]

    @property
    def in_order(self) -> bool:
        return not self.differences and bool(self.audit.get("in_order"))


def restore(file: Path, key: Path, tell: Tell = lambda _steps: None) -> Restored:
    """Put the backup into this installation, which must hold nothing yet. UserError, and nothing done, otherwise."""
    database = database_of(settings.DATABASES["default"])
    here = Place(settings.DATA_DIR, settings.AUDIT_DIR, database, {})
    _refuse_full(here)
    return _put(file, key, here, tell)


def rehearse(file: Path, key: Path, tell: Tell = lambda _steps: None) -> Restored:
    """Put the backup beside this installation, check it there and take it away again."""
    with tempfile.TemporaryDirectory(dir=settings.DATA_DIR, prefix="rehearsal-") as folder:
        place = Path(folder)
        with _scratch(place) as (database, environment):
            return _put(file, key, Place(place, place / "audit", database, environment), tell)


def _put(file: Path, key: Path, place: Place, tell: Tell) -> Restored:
    keys = sealed.private_keys(key)
    leftovers.sweep(settings.DATA_DIR)
    with tempfile.TemporaryDirectory(dir=place.data_dir, prefix="restore-") as folder:
        plain, parts = Path(folder) / "archive.tar", Path(folder) / "parts"
        sealed.unseal(file, plain, keys)
        tell(1)
        parts.mkdir()
        listed = contents.unpack(plain, parts)
        plain.unlink()
        tell(1)
        if listed.database != place.database.kind:
            raise UserError(
                "other_database",
                f"The backup is of a {listed.database} database, and this installation has {place.database.kind}.",
                "DATABASE_URL",
                "Restore it into an installation on the same kind of database.",
            )
        _refuse_newer(listed)
        _move_in(parts, place)
        tell(1)
    found = place.database.count()
    names = sorted(set(found) | set(listed.rows))
    differences = tuple(name for name in names if found.get(name) != listed.rows.get(name))
    audit = _audit(place)
    tell(1)
    return Restored(listed, differences, audit)


def _move_in(parts: Path, place: Place) -> None:
    """Everything or nothing. The database comes last: an installation that has one has everything else."""
    files, trail = place.data_dir / contents.FILES, place.checkpoints
    try:
        if (parts / contents.FILES).exists():
            shutil.move(parts / contents.FILES, files)
        if (parts / contents.CHECKPOINTS).exists():
            place.audit_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
            shutil.move(parts / contents.CHECKPOINTS, trail)
        place.database.load(parts / contents.DATABASE)
    except BaseException:
        shutil.rmtree(files, ignore_errors=True)
        trail.unlink(missing_ok=True)
        raise


def _refuse_newer(listed: contents.Contents) -> None:
    known = {".".join(key) for key in MigrationLoader(None).disk_migrations or ()}
    if newer := sorted(set(listed.migrations) - known):
        raise UserError(
            "backup_of_newer_version",
            f"The backup is of version {listed.product}, whose tables this version does not know ({newer[0]}).",
            fix="Restore it with that version of the product, or a newer one.",
        )


def _audit(place: Place) -> dict[str, Any]:
    """What `goldenthread audit verify` says of the place, in a process of its own with the settings of the place."""
    ours = {**os.environ, **place.environment, "GOLDENTHREAD_DATA_DIR": str(place.data_dir)}
    ours["GOLDENTHREAD_AUDIT_DIR"] = str(place.audit_dir)
    answer = subprocess.run(
        [sys.executable, "-m", "goldenthread", "audit", "verify", "--json"],
        env=ours, capture_output=True, text=True, check=False,
    )  # fmt: skip
    try:
        found: dict[str, Any] = json.loads(answer.stdout)
    except ValueError:
        raise UserError(
            "audit_not_checked", "The audit trail of what was restored could not be checked."
        ) from None
    if "error" in found:
        raise UserError("audit_not_checked", str(found["error"]["message"]))
    return found


def _refuse_full(place: Place) -> None:
    files = place.data_dir / contents.FILES
    full = (
        place.database.tables()
        or place.checkpoints.exists()
        or (files.exists() and any(files.iterdir()))
    )
    if full:
        raise UserError(
            "not_empty",
            "This installation holds something already, and a restore never writes over anything.",
            "GOLDENTHREAD_DATA_DIR",
            "Restore into a new data folder and, for PostgreSQL, a new database; "
            "or add --verify to try the backup out beside it.",
        )


@contextmanager
def _scratch(place: Path) -> Iterator[tuple[Database, dict[str, str]]]:
    """An empty database of the installation's kind, gone afterwards, and the environment that names it."""
    ours = settings.DATABASES["default"]
    if ours["ENGINE"].endswith("sqlite3"):
        yield Sqlite(place / "goldenthread.sqlite3"), {}
        return
    from django.db import Error, connection

    name = f"goldenthread_rehearsal_{secrets.token_hex(6)}"
    try:
        with connection.cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{name}"')
    except Error as problem:
        raise UserError(
            "no_scratch_database",
            f"A database to try the backup in could not be made: {str(problem).strip()[:200]}.",
            "DATABASE_URL",
            "Give its role the right CREATEDB, or restore into an empty database of its own, without --verify.",
        ) from None
    try:
        elsewhere = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
        yield Postgres({**ours, "NAME": name}), {"DATABASE_URL": elsewhere}
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
