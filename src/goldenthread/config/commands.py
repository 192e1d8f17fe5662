"""`goldenthread run`: the whole product on this machine."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from goldenthread.core.commandline import emit, json_options
from goldenthread.core.errors import UserError
from goldenthread.core.preparing import prepare_database

SCHEMAS = Path(__file__).parent / "schemas"
USUAL_PORT = 8000


def free_port(host: str, wanted: int | None) -> int:
    """`wanted` (UserError when taken), or 8000, or any free port when 8000 is taken."""
    for port in (wanted,) if wanted is not None else (USUAL_PORT, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
            found: int = probe.getsockname()[1]
            return found
    raise UserError(
        "port_taken",
        f"Port {wanted} is in use on {host}.",
        "--port",
        "Choose another, or leave --port out to have a free one chosen.",
    )


@click.command()
@click.option("--demo", is_flag=True, help="With the invented area Fellmoor and Sands.")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    help="Default: 8000, or a free one when it is taken. 0: any.",
)
@json_options(SCHEMAS / "run.schema.json")
def run(demo: bool, host: str, port: int | None, as_json: bool) -> None:
    """Prepare the database and serve the product until stopped with Ctrl-C."""
    if demo:
        from goldenthread.demo.mode import need_demo_mode

        # Asked before anything is prepared: the database of a real installation is not even migrated.
        need_demo_mode()
    from goldenthread.config.deployment import refuse_unfit

    refuse_unfit()
    prepare_database()
    accounts: list[dict[str, str]] = []
    if demo:
        from goldenthread.demo.actions import ensure_demo

        accounts = ensure_demo()
    chosen = free_port(host, port)
    address = f"http://{host}:{chosen}/"
    if as_json:
        emit({"address": address, "accounts": accounts})
    else:
        _welcome(address, accounts)
    with beside("scheduler"), beside("worker"):
        serve(host, chosen)


@contextmanager
def beside(command: str) -> Iterator[None]:
    """Run another of our commands in a process of its own, for as long as the block lasts."""
    process = subprocess.Popen(  # noqa: S603 - our own command, nothing typed by anyone
        [sys.executable, "-m", "goldenthread", command, "--while-parent"]
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def _welcome(address: str, accounts: list[dict[str, str]]) -> None:
    click.echo(f"\nGolden Thread is at {address}\n")
    if accounts:
        click.echo("Demonstration sign-ins (invented people, one password for all):\n")
        width = max(len(account["email"]) for account in accounts)
        for account in accounts:
            click.echo(f"  {account['email']:<{width}}  {account['password']}  {account['post']}")
        click.echo("")
    click.echo("Stop with Ctrl-C.\n")


def serve(host: str, port: int) -> None:
    """Serve with threads, in one process on the embedded database, which has one writer at a time."""
    from django.conf import settings
    from gunicorn.app.base import BaseApplication

    from goldenthread.config.wsgi import application

    class Server(BaseApplication):
        def load_config(self) -> None:
            options: dict[str, Any] = {
                "bind": f"{host}:{port}",
                "workers": settings.WORKERS,
                "threads": 8,
                "worker_class": "gthread",
                "timeout": 120,
                "loglevel": "warning",
                "control_socket_disable": True,
            }
            for name, value in options.items():
                if name in self.cfg.settings:
                    self.cfg.set(name, value)

        def load(self) -> Any:
            return application

    Server().run()
