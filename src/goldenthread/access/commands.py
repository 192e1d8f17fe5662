"""`goldenthread audit`: check the trail, seal it. `goldenthread retention`: remove what was kept for long enough."""

from __future__ import annotations

from pathlib import Path

import click

from goldenthread.core.commandline import DONE, NOT_IN_ORDER, emit, json_options, progress
from goldenthread.core.preparing import prepare_database

SCHEMAS = Path(__file__).parent / "schemas"


@click.group()
def audit() -> None:
    """Check and seal the audit trail."""


@audit.command()
@click.option(
    "--checkpoint",
    type=click.Path(path_type=Path),
    help="A copy of checkpoints.jsonl kept elsewhere. Default: the installation's own.",
)
@json_options(SCHEMAS / "audit_verify.schema.json")
def verify(checkpoint: Path | None, as_json: bool) -> int:
    """Check every link and name the first that does not hold. Exit 0: in order, 1: not, 2: could not be checked."""
    prepare_database()
    from goldenthread.access.audit import reports, verification

    with progress("Checking", verification.links_to_check(), quiet=as_json) as tell:
        found = verification.verify(checkpoint, tell)
    if as_json:
        emit(reports.as_document(found))
    else:
        click.echo("\n".join(reports.in_words(found)))
    return DONE if found.in_order else NOT_IN_ORDER


@audit.command()
@json_options(SCHEMAS / "audit_seal.schema.json")
def seal(as_json: bool) -> int:
    """Chain every entry that waits and write a checkpoint, as the scheduler does each half minute."""
    prepare_database()
    from goldenthread.access.audit import sealing

    done = sealing.seal_once(sweep=True)
    if as_json:
        emit({"sealed": done.sealed, "count": done.count, "head": done.head, "busy": done.busy})
    elif done.busy:
        click.echo("Another sealer is at work; nothing was done here.")
    else:
        click.echo(f"Sealed {done.sealed:,}; the chain has {done.count:,} links.")
    return DONE


@click.command()
@click.option("--dry-run", is_flag=True, help="Only say what is due.")
@json_options(SCHEMAS / "retention.schema.json")
def retention(dry_run: bool, as_json: bool) -> int:
    """Remove what has been kept for as long as the rules say; with --dry-run, only count it."""
    prepare_database()
    from goldenthread.access.retention import carry_out, due_rows
    from goldenthread.core import clock

    today = clock.today()
    with progress("Removing", 0 if dry_run else due_rows(today), quiet=as_json or dry_run) as tell:
        done = carry_out(today, dry_run=dry_run, tell=tell)
    if as_json:
        rules = [
            {
                "rule": one.keeping.name, "what": one.keeping.what, "days": one.keeping.days,
                "ended_by": one.cut_off.isoformat(), "due": one.due, "removed": one.removed,
            }
            for one in done
        ]  # fmt: skip
        emit({"dry_run": dry_run, "rules": rules})
        return DONE
    for one in done:
        said = f"{one.due:,} due" if dry_run else f"{one.removed:,} removed"
        click.echo(
            f"{one.keeping.what}: {said} ({one.keeping.days} days after {one.keeping.after})."
        )
    return DONE
