"""Makes what a command needs, so that every command works on a fresh data folder."""

from __future__ import annotations


def prepare_database() -> None:
    """Load the rooms and bring the database to the newest migration. Does nothing when it is there."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
