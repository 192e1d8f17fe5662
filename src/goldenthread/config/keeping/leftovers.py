"""What a backup or a restore that was killed left behind: plain copies of everything, so they do not stay."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

PLACES = ("backup-*", "restore-*", "rehearsal-*")
DRAFTS = "goldenthread-*.tar.partial"
# Long enough for the longest that could still be at work.
OLD_SECONDS = 24 * 60 * 60


def sweep(data_dir: Path, *folders: Path) -> None:
    """Remove working folders in the data folder, and unfinished files in `folders`, that are a day old."""
    for pattern in PLACES:
        for place in data_dir.glob(pattern):
            if place.is_dir() and _old(place):
                shutil.rmtree(place, ignore_errors=True)
    for folder in folders:
        for draft in folder.glob(DRAFTS):
            if _old(draft):
                draft.unlink(missing_ok=True)


def _old(path: Path) -> bool:
    return time.time() - path.stat().st_mtime > OLD_SECONDS
