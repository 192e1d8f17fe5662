"""The page that says what was measured: docs/benchmarks.md."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from benches.importing import MOST_SECONDS, Import
from benches.pages import Page
from benches.plans import FEW, MANY, MOST_RATIO, MOST_RATIO_P95, Growth
from benches.timing import MOST_MILLISECONDS, MOST_QUERIES, REQUESTS, WARM_UP


@dataclass(frozen=True)
class Findings:
    """All that one run measured. `day` is printed as it is given; `database` is its name and version."""

    day: str
    database: str
    growth: list[Growth]
    imported: Import
    pages: list[Page]
    counts: Mapping[str, int]

    @property
    def within(self) -> bool:
        """Whether every limit holds."""
        pages = all(page.timing.within for page in self.pages)
        return pages and self.imported.within and all(one.within for one in self.growth)


def written(found: Findings) -> str:
    """The whole page, as Markdown."""
    return "\n".join([*_head(found), *_growth(found), *_import(found), *_pages(found)]) + "\n"


def _head(found: Findings) -> Iterator[str]:
    yield "# Benchmarks\n"
    yield (
        f"Made by `make bench` on {found.day}. {REQUESTS} requests each after {WARM_UP} to warm up, as the person "
        "named, in one process on the machine below. Absolute times belong to that machine, and to what else ran on "
        "it; the ratios are what counts elsewhere.\n"
    )
    load = os.getloadavg()[2]
    yield "| | |\n|---|---|"
    yield f"| Processor | {_processor()}, {os.cpu_count()} cores |"
    yield f"| Load while measuring | {load:.1f} on average over the last 15 minutes |"
    yield f"| System | {platform.system()} {platform.release()} |"
    yield f"| Python | {platform.python_version()} |"
    yield f"| Django | {version('django')} |"
    yield f"| Database | {found.database} |"


def _growth(found: Findings) -> Iterator[str]:
    yield "\n## One plan and 150\n"
    yield "Pages of one plan, as the partnership manager, with so many plans of 80 milestones in the database.\n"
    yield "| Page | Plans | Median ms | p95 ms | Queries |\n|---|---|---|---|---|"
    for one in found.growth:
        for count, timing in ((FEW, one.few), (MANY, one.many)):
            yield f"| {one.name} | {count} | {timing.median:.1f} | {timing.p95:.1f} | {timing.queries} |"
    yield ""
    for one in found.growth:
        ratio, tail = one.ratios
        yield (
            f"- {one.name}: median {ratio:.2f} times (limit {MOST_RATIO}), p95 {tail:.2f} times "
            f"(limit {MOST_RATIO_P95}){'' if one.within else ': **over the limit**'}"
        )


def _import(found: Findings) -> Iterator[str]:
    done = found.imported
    yield "\n## An import\n"
    yield f"A plan of {done.what}, through its pages.\n"
    yield "| Page | Seconds |\n|---|---|"
    for name, seconds in done.steps.items():
        yield f"| {name} | {seconds:.2f} |"
    over = "" if done.within else ", **over the limit**"
    yield f"| **together** | **{done.seconds:.2f}** (limit {MOST_SECONDS:.0f}){over} |"


def _pages(found: Findings) -> Iterator[str]:
    counts = ", ".join(f"{n:,} {name.replace('_', ' ')}" for name, n in found.counts.items())
    yield "\n## Main pages of a county\n"
    yield (
        f"The demonstration of size county ([how it is made](how-to/demonstrate.md)), in a database of its own. "
        f"In all: {counts}. A page may take {MOST_QUERIES} queries and {MOST_MILLISECONDS} ms at p95; "
        "**bold** is over that.\n"
    )
    yield "| Page | As | Median ms | p95 ms | Queries |\n|---|---|---|---|---|"
    for page in found.pages:
        one = page.timing
        p95 = _marked(f"{one.p95:.1f}", over=one.p95 > MOST_MILLISECONDS)
        queries = _marked(str(one.queries), over=one.queries > MOST_QUERIES)
        answer = "" if one.status == 200 else f" (answered {one.status})"
        yield f"| {page.name}{answer} | {page.who} | {one.median:.1f} | {p95} | {queries} |"


def _marked(text: str, *, over: bool) -> str:
    return f"**{text}**" if over else text


def _processor() -> str:
    """What the system calls the processor, where it says."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
