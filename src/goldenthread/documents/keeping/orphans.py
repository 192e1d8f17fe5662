"""Bytes that no row has: a process was killed between the file and its row, or before a removed one was deleted."""

from __future__ import annotations

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.core import clock
from goldenthread.documents.keeping.storing import FOLDER, delete
from goldenthread.documents.models import KeptFile
from goldenthread.exchange.orphans import SPARED, SWEEPER, files_before


def remove_orphans() -> int:
    """Delete files without a row, and those of removed ones, none younger than a day; how many went."""
    old = list(files_before(FOLDER, clock.now() - SPARED))
    kept = set(KeptFile.objects.there().filter(stored__in=old).values_list("stored", flat=True))
    orphans = [name for name in old if name not in kept]
    if orphans:
        with transaction.atomic():
            record(SWEEPER, "keptfile.orphans_removed", count=len(orphans))
            delete(orphans)
    return len(orphans)
