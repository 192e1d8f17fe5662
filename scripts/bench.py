"""Benchmarks: pages with few plans and with many, an import, and the pages of a county. Writes docs/benchmarks.md.

    python scripts/bench.py             all, 200 requests of each page
    python scripts/bench.py --quick     3 requests of each, and nothing is written: to see that it works

Ends with 1 when a limit does not hold. Not part of `make test`: times mean something only on a quiet machine.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from benches.findings import Findings
    from benches.importing import Import
    from benches.pages import Page
    from benches.plans import Growth

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "benchmarks.md"
QUICK = 3


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure pages and an import.")
    parser.add_argument("--quick", action="store_true", help="See that it works; write nothing.")
    quick = parser.parse_args().quick
    found = measure(quick=quick)
    from benches.findings import written

    text = written(found)
    if not quick:
        PAGE.write_text(text, encoding="utf-8")
    sys.stdout.write(f"{text}\n{'Within' if found.within else 'OUTSIDE'} the limits.\n")
    return 0 if found.within or quick else 1


def measure(*, quick: bool) -> Findings:
    """Everything: plans of a real area in one database, the demonstration of a county in another.

    The demonstration is never put beside anybody's accounts, and settings are read once in a process.
    """
    from benches.findings import Findings
    from benches.timing import REQUESTS

    requests = QUICK if quick else REQUESTS
    growth, imported = apart(measure_plans, requests, 1 if quick else None)
    found, counts, database, day = apart(measure_county, requests)
    return Findings(day, database, growth, imported, found, counts)


def apart(measured: Callable[..., Any], *given: object) -> Any:
    """What `measured` comes to, in a process and a database of its own."""
    with (
        tempfile.TemporaryDirectory() as folder,
        ProcessPoolExecutor(1, get_context("spawn"), prepare, (folder,)) as process,
    ):
        return process.submit(measured, *given).result()


def prepare(folder: str) -> None:
    """Point this process at a data folder of its own, as a demonstration, with an empty database in it."""
    sys.path.insert(0, str(ROOT))  # for tests.factories
    os.environ["GOLDENTHREAD_DATA_DIR"] = folder
    os.environ["GOLDENTHREAD_MODE"] = "demo"
    os.environ["DJANGO_SETTINGS_MODULE"] = "goldenthread.config.settings"
    from goldenthread.core.preparing import prepare_database

    prepare_database()
    from django.test.utils import setup_test_environment

    setup_test_environment()


def measure_plans(requests: int, rounds: int | None) -> tuple[list[Growth], Import]:
    """One plan and 150, and the import of one."""
    from benches import importing, plans
    from tests.factories import make_area, make_person

    area = make_area()
    manager = make_person(area, "partnership_manager")
    say("one plan and 150")
    growth = plans.measure(area, manager, requests)
    say("an import")
    return growth, importing.measure(area, manager, rounds=rounds or importing.ROUNDS)


def measure_county(requests: int) -> tuple[list[Page], dict[str, int], str, str]:
    """The pages of a county, what is in it, the database and the day."""
    from django.db import connection

    from benches import pages
    from goldenthread.core import clock
    from goldenthread.core.months import day_words
    from goldenthread.demo.actions import ensure_demo
    from goldenthread.demo.queries import contents

    say("the pages of a county")
    ensure_demo(size="county")
    found = pages.measure(requests)
    version = ".".join(map(str, connection.get_database_version()))
    database = f"{connection.display_name} {version}"
    return found, contents()["counts"], database, day_words(clock.today())


def say(what: str) -> None:
    """What is being measured, for whoever waits."""
    sys.stderr.write(f"Measuring {what} ...\n")


if __name__ == "__main__":
    sys.exit(main())
