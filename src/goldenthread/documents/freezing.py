"""Guards that make rows unchangeable in the database itself, whoever writes to it and however.

A `Guard` names a table and, where only some of its rows are frozen, the state that freezes them. Triggers
refuse UPDATE and DELETE of such rows; on PostgreSQL also TRUNCATE while there are any; on SQLite also an
insert over an existing key, since `INSERT OR REPLACE` deletes without waking a delete trigger.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

REFUSAL = "frozen rows are never changed"


@dataclass(frozen=True)
class Guard:
    """A table whose rows are frozen: all of them, or those whose `state` has the value `once`."""

    table: str
    once: str = ""

    def names(self, vendor: str) -> tuple[str, ...]:
        """The triggers that belong to it on this kind of database."""
        last = "truncate" if vendor == "postgresql" else "replace"
        return tuple(f"{self.table}_frozen_{event}" for event in ("update", "delete", last))


SNAPSHOTS = (Guard("documents_snapshot"),)
CLEARANCES = (Guard("documents_clearance"),)
GUARDS = SNAPSHOTS + CLEARANCES


def install(connection: BaseDatabaseWrapper, guards: Sequence[Guard] = GUARDS) -> None:
    """Put the guards in place. Safe to repeat."""
    remove(connection, guards)
    make = _postgresql if connection.vendor == "postgresql" else _sqlite
    with connection.cursor() as cursor:
        for guard in guards:
            for statement in make(guard):
                cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper, guards: Sequence[Guard] = GUARDS) -> None:
    """Take the guards away: for tests that tamper, and for going back a migration."""
    with connection.cursor() as cursor:
        for guard in guards:
            for name in guard.names(connection.vendor):
                on = f" ON {guard.table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def missing(connection: BaseDatabaseWrapper, guards: Sequence[Guard] = GUARDS) -> list[str]:
    """The triggers that are not in force, sorted. SQLite loses them when a migration rebuilds a table."""
    found = (
        "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(found)
        there = {row[0] for row in cursor.fetchall()}
    return sorted({name for guard in guards for name in guard.names(connection.vendor)} - there)


def for_migration(guards: Sequence[Guard]) -> tuple[Callable[..., None], Callable[..., None]]:
    """`RunPython` forwards and backwards."""

    def forwards(_apps: Any, editor: Any) -> None:
        install(editor.connection, guards)

    def backwards(_apps: Any, editor: Any) -> None:
        remove(editor.connection, guards)

    return forwards, backwards


def _sqlite(guard: Guard) -> Iterator[str]:
    update, delete, replace = guard.names("sqlite")
    stop = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    when = f"WHEN OLD.state = '{guard.once}' " if guard.once else ""
    frozen = f" AND state = '{guard.once}'" if guard.once else ""
    taken = f"EXISTS (SELECT 1 FROM {guard.table} WHERE id = NEW.id{frozen})"  # noqa: S608 - names of ours
    yield f"CREATE TRIGGER {update} BEFORE UPDATE ON {guard.table} {when}{stop}"
    yield f"CREATE TRIGGER {delete} BEFORE DELETE ON {guard.table} {when}{stop}"
    yield f"CREATE TRIGGER {replace} BEFORE INSERT ON {guard.table} WHEN {taken} {stop}"


def _postgresql(guard: Guard) -> Iterator[str]:
    update, delete, truncate = guard.names("postgresql")
    refuse, guarded = "documents_refuse", f"{guard.table}_refuse_truncate"
    error = f"RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'"
    when = f"WHEN (OLD.state = '{guard.once}') " if guard.once else ""
    some = f" WHERE state = '{guard.once}'" if guard.once else ""
    any_row = f"EXISTS (SELECT 1 FROM {guard.table}{some})"  # noqa: S608 - names of ours
    yield (
        f"CREATE OR REPLACE FUNCTION {refuse}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN {error}; END $$"
    )
    yield (
        f"CREATE OR REPLACE FUNCTION {guarded}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN IF {any_row} THEN {error}; END IF; RETURN NULL; END $$"
    )
    for name, event in ((update, "UPDATE"), (delete, "DELETE")):
        yield (
            f"CREATE TRIGGER {name} BEFORE {event} ON {guard.table} "
            f"FOR EACH ROW {when}EXECUTE FUNCTION {refuse}()"
        )
    yield (
        f"CREATE TRIGGER {truncate} BEFORE TRUNCATE ON {guard.table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {guarded}()"
    )
