"""Guards that make rows unchangeable in the database itself, whoever writes to it and however.

A `Guard` names a table and, where only some of its rows are frozen, the state that freezes them. Triggers
refuse UPDATE and DELETE of such rows; on PostgreSQL also TRUNCATE while there are any; on SQLite also an
insert over an existing key, since `INSERT OR REPLACE` deletes without waking a delete trigger.

A guard may name one change that it lets through: words to nothing, with every other column as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

REFUSAL = "frozen rows are never changed"


@dataclass(frozen=True)
class Blanking:
    """The one change that a frozen row allows: its words become nothing, all of them at once.

    `nothing` says for each column in SQL when NEW holds nothing in it; `stamped` is the column, empty before,
    that must then say when it was done.
    """

    nothing: tuple[tuple[str, str], ...]
    stamped: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        stamp = (self.stamped,) if self.stamped else ()
        return (*(column for column, _ in self.nothing), *stamp)

    @property
    def done(self) -> str:
        """The condition for it in SQL, but for the other columns."""
        stamp = (f"OLD.{self.stamped} IS NULL", f"NEW.{self.stamped} IS NOT NULL")
        conditions = [condition for _, condition in self.nothing]
        return " AND ".join((*conditions, *(stamp if self.stamped else ())))


@dataclass(frozen=True)
class Guard:
    """A table whose rows are frozen: all of them, or those whose `state` has the value `once`."""

    table: str
    once: str = ""
    blanking: Blanking | None = None

    def names(self, vendor: str) -> tuple[str, ...]:
        """The triggers that belong to it on this kind of database."""
        last = "truncate" if vendor == "postgresql" else "replace"
        return tuple(f"{self.table}_frozen_{event}" for event in ("update", "delete", last))


SNAPSHOTS = (
    Guard(
        "documents_snapshot",
        blanking=Blanking(
            (
                ("body", "NEW.body = ''"),
                ("source_version", "NEW.source_version = ''"),
                ("change_notes", "NEW.change_notes = ''"),
            ),
            stamped="redacted_at",
        ),
    ),
)
CLEARANCES = (Guard("documents_clearance"),)
GUARDS = SNAPSHOTS + CLEARANCES


def install(connection: BaseDatabaseWrapper, guards: Sequence[Guard] = GUARDS) -> None:
    """Put the guards in place. Safe to repeat."""
    remove(connection, guards)
    make = _postgresql if connection.vendor == "postgresql" else _sqlite
    with connection.cursor() as cursor:
        for guard in guards:
            found = connection.introspection.get_table_description(cursor, guard.table)
            for statement in make(guard, [column.name for column in found]):
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


def for_migration(
    guards: Sequence[Guard], before: Sequence[Guard] = ()
) -> tuple[Callable[..., None], Callable[..., None]]:
    """`RunPython` forwards and backwards; `before` are the guards to go back to."""

    def forwards(_apps: Any, editor: Any) -> None:
        install(editor.connection, guards)

    def backwards(_apps: Any, editor: Any) -> None:
        remove(editor.connection, guards)
        install(editor.connection, before)

    return forwards, backwards


def _when(*conditions: str) -> str:
    """The WHEN of a trigger, empty where it holds always."""
    return f"WHEN ({' AND '.join(conditions)}) " if conditions else ""


def _sqlite(guard: Guard, columns: Sequence[str]) -> Iterator[str]:
    update, delete, replace = guard.names("sqlite")
    stop = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    once = (f"OLD.state = '{guard.once}'",) if guard.once else ()
    but = guard.blanking
    others = [name for name in columns if but and name not in but.columns]
    same = " AND ".join(f"OLD.{name} IS NEW.{name}" for name in others)
    only = _when(*once, *((f"NOT ({but.done} AND {same})",) if but else ()))
    frozen = f" AND state = '{guard.once}'" if guard.once else ""
    taken = f"EXISTS (SELECT 1 FROM {guard.table} WHERE id = NEW.id{frozen})"  # noqa: S608 - names of ours
    yield f"CREATE TRIGGER {update} BEFORE UPDATE ON {guard.table} {only}{stop}"
    yield f"CREATE TRIGGER {delete} BEFORE DELETE ON {guard.table} {_when(*once)}{stop}"
    yield f"CREATE TRIGGER {replace} BEFORE INSERT ON {guard.table} WHEN {taken} {stop}"


def _postgresql(guard: Guard, _columns: Sequence[str]) -> Iterator[str]:
    update, delete, truncate = guard.names("postgresql")
    refuse, guarded = "documents_refuse", f"{guard.table}_refuse_truncate"
    error = f"RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'"
    once = (f"OLD.state = '{guard.once}'",) if guard.once else ()
    but = guard.blanking
    blank = "ARRAY[" + ", ".join(f"'{name}'" for name in but.columns) + "]" if but else ""
    same = f"to_jsonb(OLD) - {blank} = to_jsonb(NEW) - {blank}"
    only = _when(*once, *((f"NOT ({but.done} AND {same})",) if but else ()))
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
    for name, event, when in ((update, "UPDATE", only), (delete, "DELETE", _when(*once))):
        yield (
            f"CREATE TRIGGER {name} BEFORE {event} ON {guard.table} "
            f"FOR EACH ROW {when}EXECUTE FUNCTION {refuse}()"
        )
    yield (
        f"CREATE TRIGGER {truncate} BEFORE TRUNCATE ON {guard.table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {guarded}()"
    )
