"""Prints how the tables of a fresh database are, as JSON: `python -m tests.access.schema_of made|migrated`.

Run as a program, because a process has one database. What is written in no order that means anything (columns of a
table, conditions of a guard) is sorted.
"""

from __future__ import annotations

import json
import re
import sys
from typing import Any

_SQLITE = "SELECT type, tbl_name, name, sql FROM sqlite_master WHERE sql IS NOT NULL"
_POSTGRESQL = (
    "SELECT 'column', table_name, column_name, concat_ws(' ', data_type, character_maximum_length, is_nullable,"
    " column_default, is_identity) FROM information_schema.columns WHERE table_schema = 'public'",
    "SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
    " WHERE connamespace = 'public'::regnamespace",
    "SELECT 'index', tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "SELECT 'trigger', tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) FROM pg_trigger"
    " WHERE NOT tgisinternal",
    "SELECT 'function', '', proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
)


def schema() -> list[list[str]]:
    """Kind, table, name and the sorted words of whatever the database holds, with what it says of migrations."""
    from django.db import connection

    asked = _POSTGRESQL if connection.vendor == "postgresql" else (_SQLITE,)
    found: list[list[str]] = []
    with connection.cursor() as cursor:
        for question in asked:
            cursor.execute(question)
            found += [[*row[:3], _sorted(row[3])] for row in cursor.fetchall()]
        cursor.execute("SELECT app, name FROM django_migrations")
        found += [["migration", *row, ""] for row in cursor.fetchall()]
    return sorted(found)


def _sorted(text: str) -> str:
    return " ".join(sorted(re.findall(r"[^\s,()]+", text)))


def _make(way: str) -> None:
    from django.core.management import call_command
    from django.core.management.commands import migrate

    command: Any = "migrate" if way == "made" else migrate.Command()
    call_command(command, verbosity=0)


if __name__ == "__main__":
    import django

    django.setup()
    _make(sys.argv[1])
    sys.stdout.write(json.dumps(schema()))
