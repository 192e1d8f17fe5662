"""Check everything that can be checked without running the product.

That is: style, house rules, layers, settings, migrations, templates, types.

Standard library only; run with .venv's Python. Runs every check, then fails if one of them did.

    python scripts/check_all.py             all
    python scripts/check_all.py types       those named
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
DJANGO = [sys.executable, "-m", "django"]
COMMANDS: dict[str, list[str]] = {
    "style": [str(BIN / "ruff"), "check", "."],
    "format": [str(BIN / "ruff"), "format", "--check", "."],
    "house": [sys.executable, "scripts/lint_house.py"],
    "layers": [str(BIN / "lint-imports"), "--cache-dir", "build/import-linter"],
    "settings": [*DJANGO, "check", "--fail-level", "WARNING"],
    "migrations": [*DJANGO, "makemigrations", "--check", "--dry-run"],
    "templates": [sys.executable, "scripts/check_templates.py"],
    "types": [str(BIN / "mypy"), "--cache-dir", "build/mypy"],
}


def settings_for_checks(data_dir: str) -> dict[str, str]:
    """The product's settings in test mode on an empty data folder, whatever the caller has set."""
    ours = {
        name: text
        for name, text in os.environ.items()
        if name != "DATABASE_URL" and not name.startswith("GOLDENTHREAD_")
    }
    return ours | {
        "DJANGO_SETTINGS_MODULE": "goldenthread.config.settings",
        "GOLDENTHREAD_MODE": "test",
        "GOLDENTHREAD_DATA_DIR": data_dir,
        "GOLDENTHREAD_SECRET_KEY": "for-checks-only",
        "PYTHONWARNINGS": "error::DeprecationWarning:goldenthread",
    }


def run(name: str, environment: dict[str, str]) -> bool:
    """Run one check; print its name and time, and what it said if it failed. True if it passed."""
    start = time.monotonic()
    answer = subprocess.run(
        COMMANDS[name], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    passed = answer.returncode == 0
    took = time.monotonic() - start
    print(f"{'ok  ' if passed else 'FAIL'} {name} ({took:.1f} s)", flush=True)
    if not passed:
        print((answer.stdout + answer.stderr).rstrip(), flush=True)
    return passed


def main(names: Sequence[str]) -> int:
    """Run the checks named, or all; return 1 if one failed, 2 for a name that is none."""
    unknown = [name for name in names if name not in COMMANDS]
    if unknown:
        print(f"No such check: {unknown[0]}. There are: {', '.join(COMMANDS)}.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="goldenthread-check-") as data_dir:
        environment = settings_for_checks(data_dir)
        results = [run(name, environment) for name in names or COMMANDS]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
