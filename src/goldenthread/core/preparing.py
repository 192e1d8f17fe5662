"""Makes what a command needs, so that every command works on a fresh data folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

# Any number, the same for all: PostgreSQL lets one holder of it work at a time.
_LOCK = 7_305_812_020


def prepare_database() -> None:
    """Load the rooms and bring the database to the newest migration. Does nothing when it is there."""
    import django
    from django.core.management import call_command

    django.setup()
    with _one_at_a_time():
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)


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
