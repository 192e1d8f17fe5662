"""Every test, in the order that CI needs: PostgreSQL, then SQLite, then the browser.

Standard library only; run with .venv's Python. Stops at the first failing pass. Nothing is printed
after the last pass, so that its summary is the last line; skipped tests are named above it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from system_packages import main as need_packages
from throwaway_postgres import NoPostgres, end_on_termination, throwaway_postgres

ROOT = Path(__file__).resolve().parent.parent
PYTEST = [sys.executable, "-m", "pytest", "-rs", "--no-fold-skipped"]
# Two workers each: the machine that has to keep within twenty minutes has two cores.
PARALLEL = ["-n", "2", "--dist", "loadfile"]
WITHOUT_BROWSER = ["-m", "not browser and not long"]
# What starts programs on the embedded database, or has none, would do the very same in both passes.
ON_POSTGRES = ["-m", "not browser and not long and not embedded and not pure"]
# All of them stand there; looking for them elsewhere took each worker half a minute.
BROWSER = ["-m", "browser and not long", "tests/system"]
# What a developer has set for a running product must not reach the tests.
NOT_PASSED_ON = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")


def run_pass(title: str, options: Sequence[str], settings: dict[str, str]) -> int:
    """One pytest run; returns its exit code."""
    environment = {name: text for name, text in os.environ.items() if name not in NOT_PASSED_ON}
    print(f"\n=== {title} ===", flush=True)
    command = [*PYTEST, *options]
    return subprocess.run(command, cwd=ROOT, env=environment | settings, check=False).returncode


def on_postgres() -> int:
    """The pass on a PostgreSQL that exists for it alone."""
    try:
        with throwaway_postgres() as url:
            options = [*PARALLEL, *ON_POSTGRES]
            return run_pass("Pass 1 of 3: on PostgreSQL", options, {"DATABASE_URL": url})
    except NoPostgres as problem:
        print(problem, file=sys.stderr)
        return 2


def main() -> int:
    """Run the passes; return the exit code of the first that fails, else 0."""
    end_on_termination()
    try:
        return (
            need_packages([])
            or on_postgres()
            or run_pass("Pass 2 of 3: on SQLite", [*PARALLEL, *WITHOUT_BROWSER], {})
            or run_pass("Pass 3 of 3: in the browser, on SQLite", [*PARALLEL, *BROWSER], {})
        )
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
