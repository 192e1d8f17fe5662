"""Makes what a command needs, so that every command works on a fresh data folder."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from goldenthread.core.commandline import progress

# Any number, the same for all: PostgreSQL lets one holder of it work at a time.
_LOCK = 7_305_812_020
MANY = 5


def prepare_database() -> None:
    """Load the rooms and bring the database to the newest migration. Does nothing when it is there."""
    import django
    from django.core.management import call_command

    django.setup()
    with _one_at_a_time():
        waiting = _waiting()
        # One that is new to an installation is quick; a new database needs all of them.
        with progress("Preparing the database", waiting, quiet=waiting < MANY) as tell:
            call_command("migrate", verbosity=1, interactive=False, stdout=_Heard(tell))
        call_command("createcachetable", verbosity=0)


class _Heard(io.StringIO):
    """Hears from what Django prints that one more migration is done, and shows none of it."""

    def __init__(self, tell: Callable[[int], None]) -> None:
        super().__init__()
        self._tell = tell

    def write(self, text: str) -> int:
        if "OK" in text:
            self._tell(1)
        return len(text)


def _waiting() -> int:
    """How many migrations are to be applied."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Two hosts that start together must not both make the tables; SQLite's write lock sees to its own."""
    from django.db import connection

    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
