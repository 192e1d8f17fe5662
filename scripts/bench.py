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
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benches.findings import Findings

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "benchmarks.md"
QUICK = 3


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure pages and an import.")
    parser.add_argument("--quick", action="store_true", help="See that it works; write nothing.")
    quick = parser.parse_args().quick
    with tempfile.TemporaryDirectory() as folder:
        settings(folder)
        found = measure(quick=quick)
    from benches.findings import written

    text = written(found)
    if not quick:
        PAGE.write_text(text, encoding="utf-8")
    sys.stdout.write(f"{text}\n{'Within' if found.within else 'OUTSIDE'} the limits.\n")
    return 0 if found.within or quick else 1


def settings(folder: str) -> None:
    """Point the product at a data folder of its own, as a demonstration."""
    sys.path.insert(0, str(ROOT))  # for tests.factories
    os.environ["GOLDENTHREAD_DATA_DIR"] = folder
    os.environ["GOLDENTHREAD_MODE"] = "demo"
    os.environ["DJANGO_SETTINGS_MODULE"] = "goldenthread.config.settings"


def measure(*, quick: bool) -> Findings:
    """Everything, in one database that grows from one plan to a county beside 150."""
    from goldenthread.core.preparing import prepare_database

    prepare_database()
    from django.db import connection
    from django.test.utils import setup_test_environment

    from benches import importing, pages, plans
    from benches.findings import Findings
    from benches.timing import REQUESTS
    from goldenthread.core import clock
    from goldenthread.demo.actions import ensure_demo
    from goldenthread.demo.queries import contents
    from tests.factories import make_area, make_person

    setup_test_environment()
    requests = QUICK if quick else REQUESTS
    area = make_area()
    manager = make_person(area, "partnership_manager")
    say("one plan and 150")
    growth = plans.measure(area, manager, requests)
    say("an import")
    imported = importing.measure(area, manager, rounds=1 if quick else importing.ROUNDS)
    say("the pages of a county")
    ensure_demo(size="county")
    found = pages.measure(requests)
    version = ".".join(map(str, connection.get_database_version()))
    database = f"{connection.display_name} {version}"
    today = clock.today()
    day = f"{today.day} {today:%B %Y}"
    return Findings(day, database, growth, imported, found, contents()["counts"])


def say(what: str) -> None:
    """What is being measured, for whoever waits."""
    sys.stderr.write(f"Measuring {what} ...\n")


if __name__ == "__main__":
    sys.exit(main())
