"""Uploads that no import has: a process was killed between the file and its row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.core.files.storage import default_storage
from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.scope import Origin, Scope
from goldenthread.core import clock
from goldenthread.exchange.models import ImportJob

FOLDER = "imports"
# Whoever writes a file has written its row long before.
SPARED = timedelta(days=1)
SWEEPER = Scope(None, "Scheduler", (), Origin(channel="scheduler"))


def remove_orphans() -> int:
    """Remove uploads without an import, none younger than a day; how many went."""
    before = clock.now() - SPARED
    old = list(files_before(FOLDER, before))
    kept = set(ImportJob.objects.filter(file__in=old).values_list("file", flat=True))
    orphans = [name for name in old if name not in kept]
    if orphans:
        with transaction.atomic():
            record(SWEEPER, "import.orphans_removed", count=len(orphans))
            for name in orphans:
                default_storage.delete(name)
    return len(orphans)


def files_before(folder: str, moment: datetime) -> Iterator[str]:
    """Every file below a folder of the storage that was last written before that moment."""
    for name in _files(folder):
        if default_storage.get_modified_time(name) < moment:
            yield name


def _files(folder: str) -> Iterator[str]:
    """Every file below a folder of the storage; none where there is no such folder yet."""
    if not default_storage.exists(folder):
        return
    folders, files = default_storage.listdir(folder)
    yield from (f"{folder}/{name}" for name in files)
    for name in folders:
        yield from _files(f"{folder}/{name}")
