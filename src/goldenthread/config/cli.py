"""The `goldenthread` command: gathers each room's commands, each loaded only when it is called."""

from __future__ import annotations

import os
import sqlite3
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module

import click

from goldenthread import __version__
from goldenthread.core.commandline import WRONG, emit
from goldenthread.core.errors import UserError

COMMANDS = {
    "run": "goldenthread.config.commands:run",
    "scheduler": "goldenthread.config.scheduling:scheduler",
    "worker": "goldenthread.config.working:worker",
    "check": "goldenthread.config.checking:check",
    "backup": "goldenthread.config.keeping.commands:backup",
    "backup-key": "goldenthread.config.keeping.commands:backup_key",
    "restore": "goldenthread.config.keeping.commands:restore",
    "demo": "goldenthread.demo.commands:demo",
    "init": "goldenthread.organisations.commands:init",
    "statute": "goldenthread.statute.commands:statute",
    "plan": "goldenthread.improvement.commands:plan",
    "postcodes": "goldenthread.people.commands:postcodes",
    "audit": "goldenthread.access.commands:audit",
    "retention": "goldenthread.access.commands:retention",
}
SETTINGS = "goldenthread.config.settings"


class LazyGroup(click.Group):
    """Finds commands in COMMANDS, so that `--help` and pure commands load no database code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        place = COMMANDS.get(cmd_name)
        if place is None:
            return None
        module, name = place.split(":")
        command: click.Command = getattr(import_module(module), name)
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="goldenthread")
def goldenthread() -> None:
    """Golden Thread: the system that a local area SEND partnership runs on."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and exit with 0 (done), 1 (not in order) or 2 (wrong)."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    if "--demo" in given or given[:1] == ["demo"]:
        # Settings are read once, before a command's own options are.
        os.environ.setdefault("GOLDENTHREAD_MODE", "demo")
    as_json = "--json" in given
    try:
        result = goldenthread.main(given, prog_name="goldenthread", standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as problem:
        _fail(
            UserError("wrong_usage", problem.format_message(), fix="Add --help to see the usage."),
            as_json,
        )
    except UserError as problem:
        _fail(problem, as_json)
    except Exception as problem:  # noqa: BLE001 - 1 would mean that what was checked is not in order
        traceback.print_exc()
        _fail(_unforeseen(problem), as_json)
    else:
        sys.exit(result if isinstance(result, int) else 0)


def _unforeseen(problem: Exception) -> UserError:
    """A database that is away or damaged, which is nobody's mistake in the command, or a fault of ours."""
    from django.db import Error

    if isinstance(problem, Error | sqlite3.Error):
        return UserError(
            "database_unusable",
            f"The database cannot be used: {str(problem).splitlines()[0]}.",
            "DATABASE_URL",
            "Check that the database runs and lets this machine in; an embedded one is the file "
            "goldenthread.sqlite3 in the data folder, which a backup brings back.",
        )
    return UserError(
        "unexpected",
        f"Something went wrong that was not foreseen ({type(problem).__name__}).",
        fix="What is printed above it says where; report it with that.",
    )


def _fail(problem: UserError, as_json: bool) -> None:
    if as_json:
        emit({"error": problem.as_dict()})
    else:
        click.echo(f"Error: {problem}", err=True)
    sys.exit(WRONG)
