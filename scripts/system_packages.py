"""Make sure that programs from the distribution are there: Debian packages, when we may.

Standard library only.

    python scripts/system_packages.py            all that the tests need
    python scripts/system_packages.py chromium   those named
"""

from __future__ import annotations

import ctypes.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
POSTGRES_HOMES = Path("/usr/lib/postgresql")


def chromium() -> Path | None:
    """The browser the journeys run in."""
    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    return Path(found) if found else None


def postgres_bin() -> Path | None:
    """The folder with initdb and postgres: the newest of the distribution's, else the PATH's."""
    versions = sorted(POSTGRES_HOMES.glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    if versions:
        return versions[-1].parent
    initdb = shutil.which("initdb")
    return Path(initdb).resolve().parent if initdb else None


def pango() -> str | None:
    """The text layout library that PDF files are made with."""
    return ctypes.util.find_library("pango-1.0")


def atomic() -> str | None:
    """A small library that the program which drives the browser is linked with."""
    return ctypes.util.find_library("atomic")


@dataclass(frozen=True)
class Need:
    """Something from the distribution: how to find it, and the Debian packages that bring it."""

    find: Callable[[], Path | str | None]
    packages: tuple[str, ...]


NEEDS = {
    "atomic": Need(atomic, ("libatomic1",)),
    "chromium": Need(chromium, ("chromium",)),
    "postgresql": Need(postgres_bin, ("postgresql",)),
    "pango": Need(pango, ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")),
}


def missing(names: Sequence[str]) -> list[str]:
    """The Debian packages of those needs that are not met."""
    unmet = (NEEDS[name] for name in names if NEEDS[name].find() is None)
    return [package for need in unmet for package in need.packages]


def install(names: Sequence[str]) -> bool:
    """Install Debian packages without asking. False where this machine or user cannot."""
    prefix = _as_root()
    if prefix is None or shutil.which("apt-get") is None:
        return False
    print(f"Installing {', '.join(names)} from the distribution", flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    update = [*prefix, "apt-get", "update", "-qq"]
    command = [*prefix, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *names]
    subprocess.run(update, env=environment, check=False, stdout=sys.stderr)
    answer = subprocess.run(command, env=environment, check=False, stdout=sys.stderr)
    return answer.returncode == 0


def _as_root() -> list[str] | None:
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode:
        return None
    return [sudo, "-n"] if sudo else None


def main(names: Sequence[str]) -> int:
    """Install what is missing of those named, or of all; return 1 where that cannot be done here."""
    names = names or list(NEEDS)
    wanted = missing(names)
    if wanted:
        install(wanted)
        wanted = missing(names)
    if wanted:
        line = f"sudo apt-get install -y {' '.join(wanted)}"
        print(f"The tests need packages that are not here. Type:  {line}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
