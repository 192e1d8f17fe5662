"""The long tests, on PostgreSQL and on SQLite; what was measured goes into docs/test-report.md.

Standard library only; run with .venv's Python. The report is written when both runs passed, and only then.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from system_packages import main as need_packages
from system_packages import postgres_bin
from test_all import NOT_PASSED_ON, PYTEST, ROOT
from throwaway_postgres import NoPostgres, end_on_termination, throwaway_postgres

REPORT = ROOT / "docs" / "test-report.md"


def long_tests(results: Path, settings: dict[str, str]) -> int:
    """One run of everything marked long; kills are noted in `results`, one JSON object in each line."""
    environment = {name: text for name, text in os.environ.items() if name not in NOT_PASSED_ON}
    environment |= {"KILL_RESULTS": str(results), **settings}
    command = [*PYTEST, "-m", "long", "-x"]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def report(kills: list[dict[str, Any]], minutes: float, postgres: str) -> str:
    """The page: how many kills where, and what became of the work under way."""
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    lines = [
        "# Test report",
        "",
        f"Made by `make test-long` on {time.strftime('%-d %B %Y')}: {machine}, {postgres} and SQLite. "
        f"It took {minutes:.0f} minutes.",
        "",
        "## Kills",
        "",
        f"{len(kills)} processes were killed with SIGKILL while a request or a task was under way, each at one of "
        "its write stages: a statement that writes, the moment before or after a commit, a file being kept, the moment "
        "before the answer. The process kills itself at the stage, so that there is no doubt where it was; the "
        "switch lives in `tests/kills`, not in the product. Requests go through every part of the product but the "
        "web server's socket. What had been acknowledged before the kill was read back; what was under "
        "way was there whole, with its entry in the audit trail, or not at all; the whole trail was sealed and "
        "verified after each kill. Tasks that had been asked for were done in the end, once, with one file.",
        "",
        "| under way | database | kills | at the stages | whole afterwards | not there |",
        "|---|---|---|---|---|---|",
        *_rows(kills),
        "",
        f"- kills: {len(kills)}; acknowledged writes lost: 0; work left half written: 0; tasks doubled or lost: 0",
        f"- links of the audit trail verified after the last kill: {_last_trails(kills)}",
        "- known remainder: a process that is killed between keeping an uploaded file and keeping its row leaves the "
        "file below `files/` with no row that leads to it, until the scheduler's next sweep removes it",
        "",
    ]
    return "\n".join(lines)


def _rows(kills: list[dict[str, Any]]) -> Iterable[str]:
    groups: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for kill in kills:
        groups.setdefault((kill["flow"], kill["database"]), []).append(kill)
    for (flow, database), found in sorted(groups.items()):
        stages = ", ".join(str(kill["stage"]) for kill in found)
        whole = sum(kill["whole"] for kill in found)
        yield (
            f"| {flow} | {database} | {len(found)} | {stages} of {found[0]['of']} | {whole} "
            f"| {len(found) - whole} |"
        )


def _last_trails(kills: list[dict[str, Any]]) -> str:
    last = {kill["database"]: kill["entries"] for kill in kills}
    return ", ".join(f"{count:,} on {database}" for database, count in last.items())


def _postgres_version() -> str:
    programs = postgres_bin()
    if programs is None:
        return "PostgreSQL"
    asked = subprocess.run(
        [programs / "postgres", "--version"], capture_output=True, text=True, check=False
    )
    return "PostgreSQL " + asked.stdout.split()[2]


def main() -> int:
    """Run both; return the exit code of the first that fails, else 0."""
    end_on_termination()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="goldenthread-long-") as folder:
        results = Path(folder) / "kills.jsonl"
        try:
            if failed := need_packages([]):
                return failed
            with throwaway_postgres() as url:
                if failed := long_tests(results, {"DATABASE_URL": url}):
                    return failed
            if failed := long_tests(results, {}):
                return failed
        except NoPostgres as problem:
            print(problem, file=sys.stderr)
            return 2
        except KeyboardInterrupt:
            return 130
        kills = [json.loads(line) for line in results.read_text(encoding="utf-8").splitlines()]
    page = report(kills, (time.monotonic() - begun) / 60, _postgres_version())
    REPORT.write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
