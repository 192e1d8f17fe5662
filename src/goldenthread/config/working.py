"""`goldenthread worker`: makes what takes longer than a page may."""

from __future__ import annotations

import signal
import threading
from pathlib import Path
from typing import Any

import click

from goldenthread.config.scheduling import stop_with_parent
from goldenthread.core.commandline import emit, json_options, need_once
from goldenthread.core.preparing import prepare_database

SCHEMA = Path(__file__).parent / "schemas" / "worker.schema.json"
# A task that is under way gets so long to be finished; then it is handed back for another worker.
GRACE_SECONDS = 10


@click.command()
@click.option("--once", is_flag=True, help="Look at the clock, make what is due, and stop.")
@click.option("--while-parent", is_flag=True, help="Stop when the process that started it is gone.")
@json_options(SCHEMA)
def worker(once: bool, while_parent: bool, as_json: bool) -> None:
    """Make what people have asked for, one task after another, until stopped.

    One worker is enough on the embedded database; on PostgreSQL there may be several, on any host. Stopped by
    a signal it finishes its task, or hands it back when that takes more than ten seconds.
    """
    if as_json:
        need_once(once)
    from goldenthread.config.deployment import refuse_unfit

    refuse_unfit()
    prepare_database()
    from goldenthread.tasks.worker import HandBack, keep_working, name_of_this

    if once:
        _once(as_json)
        return
    stop = threading.Event()

    def asked_to_stop(*_: Any) -> None:
        stop.set()
        signal.setitimer(signal.ITIMER_REAL, GRACE_SECONDS)

    def patience_is_over(*_: Any) -> None:
        raise HandBack

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, asked_to_stop)
    signal.signal(signal.SIGALRM, patience_is_over)
    if while_parent:
        stop_with_parent(stop)
    try:
        keep_working(stop, name=name_of_this())
    except HandBack:
        click.echo("The task under way was handed back.", err=True)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _once(as_json: bool) -> None:
    from goldenthread.tasks.actions.ticking import tick
    from goldenthread.tasks.worker import work_off

    looked, done = tick(), work_off()
    if as_json:
        emit(
            {
                "made": done["made"],
                "to_be_tried_again": done["again"],
                "given_up": done["given_up"],
                "taken_from_lost_workers": looked.reaped,
                "copies_removed": looked.expired,
            }
        )
    else:
        click.echo(
            f"Made: {done['made']}. To be tried again: {done['again']}. Given up: {done['given_up']}. "
            f"Taken from lost workers: {looked.reaped}. Copies removed: {looked.expired}."
        )
