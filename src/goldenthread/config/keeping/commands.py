"""`goldenthread backup`, `backup-key` and `restore`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from goldenthread.core.commandline import DONE, NOT_IN_ORDER, emit, json_options, progress
from goldenthread.core.preparing import prepare_database

if TYPE_CHECKING:
    from goldenthread.config.keeping.restoring import Restored

SCHEMAS = Path(__file__).parents[1] / "schemas"
PATH = click.Path(path_type=Path)


@click.command("backup-key")
@click.argument("file", type=PATH)
@json_options(SCHEMAS / "backup_key.schema.json")
def backup_key(file: Path, as_json: bool) -> int:
    """Make a pair of keys for backups: the private one goes into FILE, the public one is printed."""
    from goldenthread.config.keeping.sealed import SETTING, make_key

    public = make_key(file)
    if as_json:
        emit({"public_key": public, "file": str(file), "setting": SETTING})
    else:
        click.echo(f"Private key written to {file}. Keep it away from this machine, in two places.")
        click.echo(f"Set {SETTING}={public}")
    return DONE


@click.command()
@click.argument("folder", type=PATH)
@json_options(SCHEMAS / "backup.schema.json")
def backup(folder: Path, as_json: bool) -> int:
    """Write everything into one encrypted file in FOLDER, while the product runs."""
    prepare_database()
    from django.conf import settings

    from goldenthread.config.keeping.making import STEPS, make_backup

    with progress("Backing up", STEPS, quiet=as_json) as tell:
        made = make_backup(folder, settings.BACKUP_KEYS, tell)
    listed = made.contents
    if as_json:
        emit(
            {
                "file": str(made.file), "size": made.size, "made_at": listed.made_at,
                "product": listed.product, "database": listed.database,
                "rows": sum(listed.rows.values()), "parts": len(listed.parts),
            }
        )  # fmt: skip
    else:
        rows = sum(listed.rows.values())
        click.echo(f"{made.file}: {made.size:,} bytes, {rows:,} rows, {len(listed.parts):,} files.")
        click.echo(
            "The secret of the installation is not in it: keep that apart, as you keep the private key."
        )
    return DONE


@click.command()
@click.argument("file", type=PATH)
@click.option("--key", required=True, type=PATH, help="The file that holds the private key.")
@click.option("--verify", is_flag=True, help="Only try it out, beside what is there, and check it.")
@json_options(SCHEMAS / "restore.schema.json")
def restore(file: Path, key: Path, verify: bool, as_json: bool) -> int:
    """Put a backup into this installation, which must be empty, and check it. Exit 1: it is not in order."""
    import django

    # Not prepare_database: it would make the tables that a restore has to find missing.
    django.setup()
    from goldenthread.config.keeping import restoring

    put = restoring.rehearse if verify else restoring.restore
    with progress("Restoring", restoring.STEPS, quiet=as_json) as tell:
        done = put(file, key, tell)
    if not verify:
        _keep_word()
    if as_json:
        emit(_document(done, verify=verify))
    else:
        click.echo("\n".join(_words(done, verify=verify)))
    return DONE if done.in_order else NOT_IN_ORDER


def _keep_word() -> None:
    """Bring the restored database to this version, and let its trail say that it was restored."""
    prepare_database()
    from goldenthread.access.audit import record
    from goldenthread.config.keeping.making import OPERATOR

    record(OPERATOR, "system.restored")


def _document(done: Restored, *, verify: bool) -> dict[str, object]:
    listed = done.contents
    return {
        "restored": not verify,
        "in_order": done.in_order,
        "made_at": listed.made_at,
        "product": listed.product,
        "database": listed.database,
        "rows": sum(listed.rows.values()),
        "parts": len(listed.parts),
        "differences": list(done.differences),
        "audit": {
            "in_order": done.audit["in_order"],
            "problems": [problem["message"] for problem in done.audit["problems"]],
        },
    }


def _words(done: Restored, *, verify: bool) -> list[str]:
    listed = done.contents
    rows = sum(listed.rows.values())
    said = [
        f"Backup of {listed.made_at}, by version {listed.product}: {rows:,} rows, {len(listed.parts):,} files.",
        "Every part is as it was backed up.",
    ]
    said += [
        f"Table {name} has another number of rows than was backed up." for name in done.differences
    ]
    said += [f"Audit trail: {problem['message']}" for problem in done.audit["problems"]]
    if done.in_order:
        said.append(
            "Every table has as many rows as when it was made, and the audit trail is in order."
        )
    said.append(
        "Tried out and taken away again." if verify else "Restored. You can start the product."
    )
    return said
