"""`goldenthread check --deploy`: whether this installation is fit to be a real one."""

from __future__ import annotations

from pathlib import Path

import click

from goldenthread.core.commandline import DONE, NOT_IN_ORDER, emit, json_options
from goldenthread.core.errors import UserError

SCHEMA = Path(__file__).parent / "schemas" / "check_deploy.schema.json"


@click.command()
@click.option("--deploy", is_flag=True, help="Check everything that a real installation needs.")
@json_options(SCHEMA)
def check(deploy: bool, as_json: bool) -> int:
    """List what keeps this installation from being a real one. Exit 0: nothing, 1: something, 2: wrong usage."""
    if not deploy:
        raise UserError(
            "wrong_usage", "There is nothing to check without --deploy.", fix="Add --deploy."
        )
    from goldenthread.config.deployment import all_problems, remarks

    found, noted = all_problems(), remarks()
    if as_json:
        listed = {
            "problems": [problem.as_dict() for problem in found],
            "remarks": [remark.as_dict() for remark in noted],
        }
        emit({"in_order": not found, **listed})
    elif not found:
        click.echo("This installation is fit to start.")
    else:
        click.echo(f"Not fit to start: {len(found)} to put right.")
        for problem in found:
            click.echo(f"  {problem.code}: {problem}")
    if not as_json:
        for remark in noted:
            click.echo(f"Worth knowing: {remark.code}: {remark}")
    return NOT_IN_ORDER if found else DONE
