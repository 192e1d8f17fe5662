"""Bytes that no row has: a process was killed between the file and its row, or before a removed one was deleted."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.core import clock
from goldenthread.documents.keeping.storing import FOLDER, delete
from goldenthread.documents.models import KeptFile
from goldenthread.exchange.orphans import SPARED, SWEEPER, files_before


def remove_orphans() -> int:
    """Delete files without a row, those of removed ones, and uploads nobody read, none younger than a day; how many."""
    old = list(files_before(FOLDER, clock.now() - SPARED))
    kept = set(KeptFile.objects.there().filter(stored__in=old).values_list("stored", flat=True))
    orphans = [name for name in old if name not in kept]
    waiting = _left_waiting()
    count = len(orphans) + len(waiting)
    if count:
        with transaction.atomic():
            record(SWEEPER, "keptfile.orphans_removed", count=count)
            delete(orphans)
            for path in waiting:
                path.unlink(missing_ok=True)
    return count


def _left_waiting() -> list[Path]:
    """Uploads that waited to be read when a process was killed, a day ago or more."""
    before = (clock.now() - SPARED).timestamp()
    waiting = Path(settings.FILE_UPLOAD_TEMP_DIR).iterdir()
    return [path for path in waiting if path.is_file() and path.stat().st_mtime < before]
