"""Makes a backup while the product runs."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from goldenthread import __version__
from goldenthread.access.audit import record
from goldenthread.access.audit.checkpoints import own_file
from goldenthread.access.scope import Origin, Scope
from goldenthread.config.keeping import contents, leftovers, sealed
from goldenthread.config.keeping.databases import database_of
from goldenthread.core import clock
from goldenthread.core.errors import UserError

# Copied database, copied files, packed, encrypted: what `tell` hears of.
STEPS = 4
OPERATOR = Scope(None, "Operator", (), Origin(channel="command"))


@dataclass(frozen=True)
class Made:
    """A backup that was made: where, how large in bytes, and what is in it."""

    file: Path
    size: int
    contents: contents.Contents


def make_backup(
    folder: Path, keys: Iterable[str], tell: Callable[[int], None] = lambda _steps: None
) -> Made:
    """Write `goldenthread-DAY-TIME.tar.age` into `folder`: whole, or not there.

    In this order: checkpoints, database, files. A checkpoint newer than its database would look like a trail
    that was cut off; a file newer than its row does no harm. `tell` hears of each of STEPS. UserError without
    keys or room.
    """
    wanted = sealed.public_keys(keys)
    moment = clock.now().astimezone(UTC)
    target = folder / f"goldenthread-{moment:%Y%m%d-%H%M%S}.tar.age"
    draft = target.with_suffix(".partial")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        leftovers.sweep(settings.DATA_DIR, folder)
        # Plain copies stand only where the data itself stands.
        with tempfile.TemporaryDirectory(dir=settings.DATA_DIR, prefix="backup-") as place:
            listed = _collect(Path(place), moment.isoformat(timespec="seconds"), tell)
            sealed.seal(Path(place) / "archive.tar", draft, wanted)
            tell(1)
        if target.exists():
            raise UserError(
                "file_exists", f"{target} is there already.", str(target), "Wait a second and try again."
            )  # fmt: skip
        draft.rename(target)
    except OSError as problem:
        raise UserError(
            "backup_not_written",
            f"The backup could not be written: {problem.strerror or problem}.",
            str(folder),
            "Give a folder that you may write to, with room for a copy of everything.",
        ) from None
    finally:
        draft.unlink(missing_ok=True)
    record(OPERATOR, "system.backed_up")
    return Made(target, target.stat().st_size, listed)


def _collect(place: Path, moment: str, tell: Callable[[int], None]) -> contents.Contents:
    parts = place / "parts"
    (parts / "audit").mkdir(parents=True)
    if own_file().exists():
        shutil.copyfile(own_file(), parts / contents.CHECKPOINTS)
    database = database_of(settings.DATABASES["default"])
    rows = database.dump(parts / contents.DATABASE)
    tell(1)
    if settings.FILES_DIR.exists():
        shutil.copytree(settings.FILES_DIR, parts / contents.FILES)
    tell(1)
    about = {
        "product": __version__, "made_at": moment, "database": database.kind, "rows": rows,
        "migrations": sorted(".".join(key) for key in MigrationRecorder(connection).applied_migrations()),
    }  # fmt: skip
    packed = contents.pack(parts, place / "archive.tar", about)
    tell(1)
    return packed
