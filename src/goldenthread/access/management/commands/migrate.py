"""Django's own `migrate`, which finds an empty database with its tables made already."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from goldenthread.access.new_database import is_empty, make_tables

# With any of these somebody wants less than every table, or to see what would be done.
_SOMETHING_ELSE = (
    "app_label",
    "migration_name",
    "fake",
    "fake_initial",
    "plan",
    "check_unapplied",
    "prune",
)


class Command(migrate.Command):
    """As Django's."""

    def handle(self, *args: Any, **options: Any) -> Any:
        connection = connections[options["database"]]
        if not any(options[name] for name in _SOMETHING_ELSE) and is_empty(connection):
            make_tables(connection, self._done if options["verbosity"] else lambda name: None)
        return super().handle(*args, **options)

    def _done(self, migration: str) -> None:
        self.stdout.write(f"  {migration} OK")
