"""Data folders for tests that start programs: with an empty, migrated database, made once for a run.

A test of what a command does on a folder that is not there yet starts from none; the others need not wait for
every table to be made again.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.conftest import ROOT

DATABASE = "goldenthread.sqlite3"


def shared_by(base: Path) -> Path:
    """The folder that all workers of this run share, given the base of one worker's temporary folders."""
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


def prepare(folder: Path, shared: Path) -> Path:
    """Put an empty, migrated database into `folder`; `shared` is where this run keeps the one it copies."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    shutil.copy2(made_once(shared / "migrated", _migrate) / DATABASE, folder / DATABASE)
    return folder


def made_once(kept: Path, make: Callable[[Path], object]) -> Path:
    """The folder `kept`, made by the first process that asks; the others wait for it."""
    with kept.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            making = kept.with_suffix(".making")
            make(making)
            making.rename(kept)
    return kept


def _migrate(folder: Path) -> None:
    environment = {
        name: text
        for name, text in os.environ.items()
        if name != "DATABASE_URL" and not name.startswith("GOLDENTHREAD_")
    }
    environment |= {
        "GOLDENTHREAD_MODE": "test",
        "GOLDENTHREAD_DATA_DIR": str(folder),
        "PYTHONPATH": str(ROOT / "src"),
    }
    subprocess.run(
        [sys.executable, "-m", "goldenthread", "audit", "seal", "--json"],
        env=environment, check=True, capture_output=True,
    )  # fmt: skip
