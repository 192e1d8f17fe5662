"""Loads a directory of postcodes in the place of the one that is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.scope import Scope
from goldenthread.core.errors import UserError
from goldenthread.organisations.rules.councils import council_for
from goldenthread.people.models import Postcode, PostcodeEdition
from goldenthread.people.rules.postcode_file import Fault, Found

BATCH = 5_000
SHOWN = 100


@dataclass
class Loaded:
    """What a load came to. `faults` counts every row that was left out; `errors` holds the first of them."""

    rows: int = 0
    postcodes: int = 0
    without_council: int = 0
    twice: int = 0
    faults: int = 0
    errors: list[Fault] = field(default_factory=list)
    unknown_codes: set[str] = field(default_factory=set)


@transaction.atomic
def load_postcodes(*, scope: Scope, rows: Iterable[Found | Fault], month: date) -> Loaded:
    """Put these postcodes in the place of all that are there: for whoever runs the installation, by command.

    Of a postcode that stands twice the first counts. UserError, and nothing changed, where none could be read.
    """
    loaded = Loaded()
    Postcode.objects.all().delete()
    PostcodeEdition.objects.all().delete()
    good = _good(rows, loaded)
    while batch := list(islice(good, BATCH)):
        Postcode.objects.bulk_create(batch, ignore_conflicts=True)
    loaded.postcodes = Postcode.objects.count()
    if not loaded.postcodes:
        raise UserError(
            "no_postcodes", "No postcode could be read from this file.", None,
            "Give a CSV file of the ONS Postcode Directory, with the columns pcd and laua.",
        )  # fmt: skip
    loaded.twice = loaded.rows - loaded.without_council - loaded.faults - loaded.postcodes
    PostcodeEdition.objects.create(month=month, postcodes=loaded.postcodes)
    record(scope, "postcode.loaded", ("people.postcode", f"{month:%Y-%m}"), count=loaded.postcodes)
    return loaded


def _good(rows: Iterable[Found | Fault], loaded: Loaded) -> Iterator[Postcode]:
    seen: set[str] = set()
    for row in rows:
        loaded.rows += 1
        if isinstance(row, Fault):
            loaded.faults += 1
            if len(loaded.errors) < SHOWN:
                loaded.errors.append(row)
        elif not row.council:
            loaded.without_council += 1
        else:
            if row.council not in seen:
                seen.add(row.council)
                if council_for(row.council) is None:
                    loaded.unknown_codes.add(row.council)
            yield Postcode(pcd=row.pcd, council=row.council)
