"""What makes the trail append-only in the database itself, whoever writes to it and however.

Triggers refuse UPDATE and DELETE, and TRUNCATE on PostgreSQL. On SQLite, `INSERT OR REPLACE` removes a row
without waking a delete trigger, so an insert over an existing key is refused as well. Someone who may change
the schema can take triggers away: that is what the hash chain and the checkpoints are for.
"""

from __future__ import annotations

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

KEYS = {
    "access_auditentry": ("id",),
    "access_auditseal": ("position", "entry_id"),
}
REFUSAL = "the audit trail is append-only"
FUNCTION = "access_audit_refuse"


def guard_names(connection: BaseDatabaseWrapper) -> frozenset[str]:
    """The names of the triggers that belong to this kind of database."""
    last = "truncate" if connection.vendor == "postgresql" else "replace"
    return frozenset(
        f"{table}_no_{event}" for table in KEYS for event in ("update", "delete", last)
    )


def install(connection: BaseDatabaseWrapper) -> None:
    """Put every guard in place. Safe to repeat."""
    remove(connection)
    statements = _postgresql() if connection.vendor == "postgresql" else _sqlite()
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the guards away: for tests that empty their database, and for going back a migration."""
    with connection.cursor() as cursor:
        for name in sorted(guard_names(connection)):
            on = f" ON {name.rpartition('_no_')[0]}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The guards that are not in force, sorted. SQLite loses them when a migration rebuilds a table."""
    found = (
        "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(found)
        there = {row[0] for row in cursor.fetchall()}
    return sorted(guard_names(connection) - there)


def _sqlite() -> list[str]:
    statements = []
    for table, keys in KEYS.items():
        stop = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        same_key = " OR ".join(f"{key} = NEW.{key}" for key in keys)
        taken = f"EXISTS (SELECT 1 FROM {table} WHERE {same_key})"  # noqa: S608 - names of this file
        statements += [
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {stop}",
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {stop}",
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {taken} {stop}",
        ]
    return statements


def _postgresql() -> list[str]:
    statements = [
        f"CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    ]
    for table in KEYS:
        statements += [
            f"CREATE TRIGGER {table}_no_{event} BEFORE {event.upper()} ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {FUNCTION}()"
            for event in ("update", "delete", "truncate")
        ]
    return statements


def install_for_migration(_apps: Any, editor: Any) -> None:
    """`RunPython` forwards."""
    install(editor.connection)


def remove_for_migration(_apps: Any, editor: Any) -> None:
    """`RunPython` backwards."""
    remove(editor.connection)
