"""The database as one file and back: SQLite by VACUUM INTO, PostgreSQL by pg_dump and pg_restore.

Both copy one moment of a database that is in use, and count the rows of that same moment.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Protocol

from goldenthread.core.errors import UserError

# What libpq calls the parts of Django's settings of a database.
_LIBPQ = {
    "HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD", "NAME": "PGDATABASE",
}  # fmt: skip
_LIBPQ_OPTIONS = {
    "sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT", "sslcert": "PGSSLCERT", "sslkey": "PGSSLKEY",
}  # fmt: skip


class Database(Protocol):
    """One database. `kind` is "sqlite" or "postgresql"."""

    kind: str

    def tables(self) -> list[str]:
        """The names of its tables; none in a new one."""

    def dump(self, target: Path) -> dict[str, int]:
        """Write a copy of this moment to `target`; returns the rows of each table in it."""

    def load(self, source: Path) -> None:
        """Fill this empty database from a copy, whole or not at all."""

    def count(self) -> dict[str, int]:
        """The rows of each table now."""


class Sqlite:
    """The embedded database at `path`."""

    kind = "sqlite"

    def __init__(self, path: Path) -> None:
        self.path = path

    def tables(self) -> list[str]:
        return list(self.count()) if self.path.exists() else []

    def dump(self, target: Path) -> dict[str, int]:
        # One read of one moment, which writers do not wait for. (The interface for online copies begins anew with
        # every write of another connection, so it need never end on a busy day.)
        with closing(sqlite3.connect(self.path)) as source:
            source.execute("VACUUM INTO ?", (str(target),))
        return Sqlite(target).count()

    def load(self, source: Path) -> None:
        try:
            with closing(sqlite3.connect(source)) as copy:
                said = copy.execute("PRAGMA integrity_check").fetchone()[0]
        except sqlite3.DatabaseError as problem:
            said = problem
        if said != "ok":
            raise UserError(
                "database_damaged",
                f"SQLite says of the copy: {str(said)[:200]}.",
                fix="Take an older backup.",
            )
        draft = self.path.with_suffix(".restoring")
        shutil.copyfile(source, draft)
        draft.replace(self.path)

    def count(self) -> dict[str, int]:
        with closing(sqlite3.connect(self.path)) as database:
            names = database.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            )
            return {
                name: database.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()[0]  # noqa: S608
                for (name,) in sorted(names.fetchall())
            }


class Postgres:
    """The database that Django's settings name."""

    kind = "postgresql"

    def __init__(self, settings: Mapping[str, Any]) -> None:
        self.settings = settings

    def tables(self) -> list[str]:
        with self._reading() as cursor:
            return _names(cursor)

    def dump(self, target: Path) -> dict[str, int]:
        with self._reading() as cursor:
            rows = _counts(cursor)
            cursor.execute("SELECT pg_export_snapshot()")
            snapshot = cursor.fetchone()[0]
            self._run("pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--file={target}")
        return rows

    def load(self, source: Path) -> None:
        self._run(
            "pg_restore", "--exit-on-error", "--single-transaction", "--no-owner",
            f"--dbname={self.settings['NAME']}", str(source),
        )  # fmt: skip

    def count(self) -> dict[str, int]:
        with self._reading() as cursor:
            return _counts(cursor)

    @contextmanager
    def _reading(self) -> Iterator[Any]:
        """A cursor that sees one moment, however long it takes."""
        import psycopg

        options = self.settings.get("OPTIONS") or {}
        known = {name: value for name, value in options.items() if name in _LIBPQ_OPTIONS}
        with psycopg.connect(
            host=self.settings.get("HOST") or None,
            port=self.settings.get("PORT") or None,
            user=self.settings.get("USER") or None,
            password=self.settings.get("PASSWORD") or None,
            dbname=self.settings["NAME"],
            **known,
        ) as connection:
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            connection.read_only = True
            with connection.cursor() as cursor:
                yield cursor

    def _run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs. The password goes by the environment: arguments are seen by all."""
        environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        options = self.settings.get("OPTIONS") or {}
        for ours, theirs in (*_LIBPQ.items(), *_LIBPQ_OPTIONS.items()):
            value = self.settings.get(ours) or options.get(ours)
            if value:
                environment[theirs] = str(value)
        try:
            subprocess.run(  # noqa: S603  a program of PostgreSQL's, with arguments of ours
                [program, *arguments], env=environment, check=True, capture_output=True, text=True
            )
        except FileNotFoundError:
            raise UserError(
                "no_postgresql_programs",
                f"{program} is not installed on this machine.",
                program,
                "Install PostgreSQL's client programs (postgresql-client), as new as the server.",
            ) from None
        except subprocess.CalledProcessError as problem:
            said = (problem.stderr or "").strip().splitlines()
            raise UserError(
                "postgresql_refused",
                f"{program} did not finish: {said[-1][:300] if said else 'it gave no reason'}.",
                program,
            ) from None


def database_of(settings: Mapping[str, Any]) -> Database:
    """The database that Django's settings of one database describe."""
    if settings["ENGINE"].endswith("sqlite3"):
        return Sqlite(Path(settings["NAME"]))
    return Postgres(settings)


def _names(cursor: Any) -> list[str]:
    cursor.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"
    )
    return [name for (name,) in cursor.fetchall()]


def _counts(cursor: Any) -> dict[str, int]:
    from psycopg import sql

    counted = {}
    for name in _names(cursor):
        cursor.execute(sql.SQL("SELECT COUNT(*) FROM {}").format(sql.Identifier(name)))
        counted[name] = cursor.fetchone()[0]
    return counted
