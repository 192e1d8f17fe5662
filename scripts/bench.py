"""Benchmarks, as ratios within one run; writes docs/benchmarks.md.

A plan's page and the first fifty rows of its list of milestones, as a signed-in partnership manager, with
1 and with 150 plans in the database; and the import of a plan.
"""

from __future__ import annotations

import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from goldenthread.organisations.models import LocalArea, Post

ROOT = Path(__file__).resolve().parent.parent
REQUESTS, WARM_UP = 200, 20
PRIORITIES, MILESTONES = 19, 80
MOST_RATIO, MOST_RATIO_P95, MOST_IMPORT_SECONDS = 1.3, 1.6, 2.0


def settings(folder: str) -> None:
    """Point the product at a data folder of its own, in test mode."""
    sys.path.insert(0, str(ROOT))
    os.environ["GOLDENTHREAD_DATA_DIR"] = folder
    os.environ["GOLDENTHREAD_MODE"] = "test"
    os.environ["DJANGO_SETTINGS_MODULE"] = "goldenthread.config.settings"


def make_plans(area: LocalArea, post: Post, count: int) -> None:
    """`count` agreed plans of the size of a real one."""
    from goldenthread.improvement.models import Lead, Milestone, Plan, Priority, Section

    for number in range(count):
        plan = Plan.objects.create(
            area=area, title=f"Plan {number}", dated=date(2026, 1, 5), state="agreed",
            agreed_on=date(2026, 1, 20), agreed_by=post,
        )  # fmt: skip
        sections = [
            Section.objects.create(plan=plan, position=n, number=str(n), title=f"Section {n}")
            for n in range(1, 5)
        ]
        priorities = [
            Priority.objects.create(
                plan=plan, section=sections[n % 4], position=n, code=f"{n % 4 + 1}.{n}",
                title=f"Priority {n}",
            )
            for n in range(PRIORITIES)
        ]  # fmt: skip
        Lead.objects.bulk_create(
            Lead(priority=priority, post=post, position=1, as_printed="Lead")
            for priority in priorities
        )
        Milestone.objects.bulk_create(
            Milestone(
                plan=plan, priority=priorities[n % PRIORITIES], position=n, number=str(n),
                text=f"Milestone {n} of plan {number}", due=date(2026 + n % 2, 1 + n % 12, 28),
                baseline_due=date(2026 + n % 2, 1 + n % 12, 28),
            )
            for n in range(MILESTONES)
        )  # fmt: skip


def timed(ask: Callable[[], object]) -> tuple[float, float]:
    """Median and 95th percentile of the server's time for one request, in milliseconds."""
    for _ in range(WARM_UP):
        ask()
    times = []
    for _ in range(REQUESTS):
        started = time.perf_counter()
        ask()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times), statistics.quantiles(times, n=20)[18]


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        settings(folder)
        from goldenthread.core.preparing import prepare_database

        prepare_database()
        return measure()


def measure() -> int:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext, setup_test_environment

    from goldenthread.improvement.models import Plan
    from tests.factories import make_area, make_person

    setup_test_environment()
    area = make_area()
    manager = make_person(area, "partnership_manager")
    client = Client()
    client.force_login(manager.user)
    make_plans(area, manager.post, 1)
    first = Plan.objects.order_by("pk")[0].pk
    pages = {
        "a plan on a page": f"/plans/{first}/",
        "first 50 rows of its milestones": f"/plans/{first}/milestones/",
    }
    results: dict[str, list[tuple[float, float, int]]] = {name: [] for name in pages}
    for more in (0, 149):
        make_plans(area, manager.post, more)
        for name, address in pages.items():
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            asked = len(queries)
            results[name].append((*timed(partial(client.get, address)), asked))
    seconds, what = import_seconds()
    return write(results, seconds, what, str(connection.vendor))


def import_seconds() -> tuple[float, str]:
    """The best of five readings of a plan: the published one where it is at hand, else an invented one."""
    from goldenthread.exchange.reading import read_document
    from goldenthread.improvement.rules.importing import interpret_plan

    reference = Path(os.environ.get("GOLDENTHREAD_REFERENCE") or ROOT.parent / "shared")
    seed = reference / "seeds" / "001_eca05b2657f591e4.txt"
    file = seed if seed.is_file() else ROOT / "tests" / "data" / "journeys" / "marram-coast.txt"
    data = file.read_bytes()
    times = []
    for _ in range(5):
        started = time.perf_counter()
        parsed = interpret_plan(read_document(file.name, data))
        times.append(time.perf_counter() - started)
    return min(times), f"{parsed.counts['milestones']} milestones, {len(data):,} bytes"


def write(
    results: dict[str, list[tuple[float, float, int]]], seconds: float, what: str, vendor: str
) -> int:
    """Write docs/benchmarks.md and say whether the limits hold: 0 or 1."""
    lines = [
        "# Benchmarks", "",
        f"Made by `make bench` on {date.today():%-d %B %Y}: {platform.machine()}, "  # noqa: DTZ011
        f"{os.cpu_count()} cores, Python {platform.python_version()}, {vendor}. "
        f"{REQUESTS} requests each after {WARM_UP} to warm up, as a signed-in partnership manager. "
        "Absolute times belong to that machine; the ratios are what counts elsewhere.", "",
        "| page | plans | median ms | p95 ms | queries |", "|---|---|---|---|---|",
    ]  # fmt: skip
    ratios, ok = [], seconds < MOST_IMPORT_SECONDS
    for name, (one, many) in results.items():
        for count, (median, p95, queries) in ((1, one), (150, many)):
            lines.append(f"| {name} | {count} | {median:.1f} | {p95:.1f} | {queries} |")
        ratio, tail = many[0] / one[0], many[1] / one[1]
        ok = ok and ratio < MOST_RATIO and tail < MOST_RATIO_P95
        ratios.append(
            f"- {name}, 150 plans against 1: median {ratio:.2f} (limit {MOST_RATIO}), "
            f"p95 {tail:.2f} (limit {MOST_RATIO_P95})"
        )
    lines += ["", *ratios]
    lines += [f"- reading a plan ({what}): {seconds:.2f} s (limit {MOST_IMPORT_SECONDS:.0f} s)", ""]
    (ROOT / "docs" / "benchmarks.md").write_text("\n".join(lines), encoding="utf-8")
    sys.stdout.write("\n".join(lines[4:]) + f"\n{'Within' if ok else 'OUTSIDE'} the limits.\n")
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
