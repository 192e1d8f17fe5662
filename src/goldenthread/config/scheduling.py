"""`goldenthread scheduler`: does what falls due by the clock."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path

import click

from goldenthread.core.commandline import emit, json_options, need_once
from goldenthread.core.preparing import prepare_database

SCHEMA = Path(__file__).parent / "schemas" / "scheduler.schema.json"
DAY_SECONDS = 24 * 60 * 60


@click.command()
@click.option("--once", is_flag=True, help="Do what is due now, and stop.")
@click.option("--while-parent", is_flag=True, help="Stop when the process that started it is gone.")
@json_options(SCHEMA)
def scheduler(once: bool, while_parent: bool, as_json: bool) -> None:
    """Do what falls due by the clock, until stopped.

    Seals the audit trail every half minute; every few seconds gives tasks of killed workers to others and
    removes copies whose time is over; works out what a new day changes; clears ended sessions every day.
    """
    if as_json:
        need_once(once)
    prepare_database()
    from django.core.management import call_command

    from goldenthread.access.audit.sealing import keep_sealed
    from goldenthread.tasks.actions.ticking import keep_ticking

    if once:
        _once(as_json)
        return
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    if while_parent:
        stop_with_parent(stop)
    helpers = [threading.Thread(target=work, args=(stop,)) for work in (keep_sealed, keep_ticking)]
    for helper in helpers:
        helper.start()
    while not stop.is_set():
        call_command("clearsessions")
        stop.wait(DAY_SECONDS)
    for helper in helpers:
        helper.join()


def stop_with_parent(stop: threading.Event) -> None:
    """Set `stop` soon after the process that started this one is gone."""

    def watch(parent: int) -> None:
        while os.getppid() == parent:
            time.sleep(1)
        stop.set()

    threading.Thread(target=watch, args=(os.getppid(),), daemon=True).start()


def _once(as_json: bool) -> None:
    from django.core.management import call_command

    from goldenthread.access.audit.sealing import seal_once
    from goldenthread.tasks import daily
    from goldenthread.tasks.actions.ticking import tick
    from goldenthread.tasks.sweeping import sweep

    sealed, looked = seal_once(sweep=True).sealed, tick()
    sweep()
    while daily.do_some():
        pass
    call_command("clearsessions")
    if as_json:
        emit(
            {
                "entries_sealed": sealed,
                "taken_from_lost_workers": looked.reaped,
                "copies_removed": looked.expired,
            }
        )
    else:
        click.echo(
            f"Entries sealed: {sealed}. Taken from lost workers: {looked.reaped}. "
            f"Copies removed: {looked.expired}."
        )
