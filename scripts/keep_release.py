"""Keep the small demonstration's database as this version makes it, for the test that later versions migrate it.

    python scripts/keep_release.py            tests/data/releases/VERSION.sql.gz, and .checkpoints.jsonl beside it

The last step of a release, once its migrations are final. The same version and data give the same bytes: the clock
stands still, and what would be random (salts, keys of forms) comes from a fixed seed. Invented people only.
"""

from __future__ import annotations

import gzip
import os
import random
import shutil
import sqlite3
import sys
import tempfile
import tomllib
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "tests" / "data" / "releases"
# Noon in England on an invented day, a little before the first release.
MOMENT = datetime(2026, 11, 2, 12, tzinfo=UTC)
SEED = 20261102
SURROUNDINGS = {
    "PYTHONHASHSEED": "0",
    "GOLDENTHREAD_MODE": "demo",
    "GOLDENTHREAD_SECRET_KEY": "of the kept demonstration only",
    "DJANGO_SETTINGS_MODULE": "goldenthread.config.settings",
}


def main() -> int:
    """Make the database in a folder of its own and keep it as text."""
    if os.environ.get("PYTHONHASHSEED") != "0":
        ours = {
            name: text for name, text in os.environ.items()
            if name != "DATABASE_URL" and not name.startswith("GOLDENTHREAD_")
        }  # fmt: skip
        os.execve(sys.executable, [sys.executable, __file__], ours | SURROUNDINGS)  # noqa: S606
    with tempfile.TemporaryDirectory(prefix="goldenthread-release-") as data_dir:
        os.environ["GOLDENTHREAD_DATA_DIR"] = data_dir
        _nothing_random()
        _make()
        kept = _keep(Path(data_dir))
    print(f"{kept.relative_to(ROOT)}: {kept.stat().st_size:,} bytes")
    return 0


def _nothing_random() -> None:
    """Salts, UUIDs and tokens all come from here in the end."""
    fixed = random.Random(SEED)  # noqa: S311 - that is the point
    os.urandom = random._urandom = fixed.randbytes  # type: ignore[attr-defined]  # noqa: SLF001


def _make() -> None:
    import django

    django.setup()
    from django.utils import timezone

    from goldenthread.access.audit import seal_once
    from goldenthread.core import clock
    from goldenthread.core.preparing import prepare_database
    from goldenthread.demo.actions import ensure_demo

    timezone.now = clock.now
    with clock.fixed(MOMENT):
        prepare_database()
        ensure_demo()
        seal_once(sweep=True)


def _keep(data_dir: Path) -> Path:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"][
        "version"
    ]
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sqlite3.connect(data_dir / "goldenthread.sqlite3") as database:
        text = "\n".join(database.iterdump()) + "\n"
    kept = FOLDER / f"{version}.sql.gz"
    kept.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    shutil.copyfile(
        data_dir / "audit" / "checkpoints.jsonl", FOLDER / f"{version}.checkpoints.jsonl"
    )
    return kept


if __name__ == "__main__":
    sys.exit(main())
