"""`goldenthread demo`: make the demonstration area in a data folder of its own."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from goldenthread.core.commandline import emit, json_options, progress
from goldenthread.core.preparing import prepare_database
from goldenthread.demo.mode import need_demo_mode
from goldenthread.demo.sizes import default_seed, sizes

SCHEMA = Path(__file__).parent / "schemas" / "demo.schema.json"
_SIZES = "\n".join(f"{one.name}: {one.words}." for one in sizes().values())


@click.command(
    help=f"""Make the invented area Fellmoor and Sands, if it is not there yet.

\b
{_SIZES}

A size has so many EHC plans in force, requests on their way, plans that ended, and the organisations, posts,
people, improvement plans, register entries and evidence around them. A second call changes nothing.
"""
)
@click.option(
    "--size", type=click.Choice(list(sizes())), help="Default: what is there, else small."
)
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), help=f"Default: {default_seed()}.")
@click.option(
    "--as-at",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day that its dates count from. Default: today. With GOLDENTHREAD_TODAY pages show that day.",
)
@json_options(SCHEMA)
def demo(size: str | None, seed: int | None, as_at: datetime | None, as_json: bool) -> None:
    # Asked before anything is prepared: the database of a real installation is not even migrated.
    need_demo_mode()
    prepare_database()
    from goldenthread.demo.actions import ensure_demo, work_of
    from goldenthread.demo.queries import contents

    wanted = sizes()[size or "small"]
    work = work_of(wanted, default_seed() if seed is None else seed)
    day = as_at.date() if as_at else None
    with progress("Making the demonstration", work, quiet=as_json) as tell:
        accounts = ensure_demo(size=size, seed=seed, as_at=day, tell=tell)
    held = contents()
    if as_json:
        emit({"accounts": accounts, **held})
        return
    for account in accounts:
        click.echo(f"{account['email']}  {account['password']}  {account['post']}")
    counted = ", ".join(f"{n:,} {name.replace('_', ' ')}" for name, n in held["counts"].items())
    click.echo(f"\nSize {held['size']}, dates from {held['as_at']}: {counted}.")
