"""`goldenthread demo`: make the demonstration area in a data folder of its own."""

from __future__ import annotations

from pathlib import Path

import click

from goldenthread.core.commandline import emit, json_options
from goldenthread.core.preparing import prepare_database

SCHEMA = Path(__file__).parent / "schemas" / "demo.schema.json"


@click.command()
@json_options(SCHEMA)
def demo(as_json: bool) -> None:
    """Make the invented area Fellmoor and Sands, if it is not there yet."""
    prepare_database()
    from goldenthread.demo.actions import ensure_demo

    accounts = ensure_demo()
    if as_json:
        emit({"accounts": accounts})
        return
    for account in accounts:
        click.echo(f"{account['email']}  {account['password']}  {account['post']}")
