"""A PostgreSQL that lives as long as a block of code: for tests, never for data.

Standard library only. It listens on a Unix socket in its own temporary folder and nowhere else, runs
as an unprivileged user even when we are root (PostgreSQL refuses root), writes nothing to disk with
care (fsync is off), and is gone afterwards, also after Ctrl-C, a termination or our own sudden death.

    python scripts/throwaway_postgres.py pytest -m "not browser"

runs the command with DATABASE_URL set.
"""

from __future__ import annotations

import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from system_packages import postgres_bin

NAME = "goldenthread"
# Socket paths hold about a hundred characters, so the folder stands in /tmp whatever TMPDIR says.
TEMPORARY = "/tmp"  # noqa: S108  the folder made in it is new, has a random name and mode 0700
PATIENCE_SECONDS = 30
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "50",
}


class NoPostgres(Exception):
    """PostgreSQL is not installed or does not start; the message says which."""


@contextmanager
def throwaway_postgres() -> Iterator[str]:
    """Start one, yield its DATABASE_URL, end it.

    Raises:
        NoPostgres: not installed, or it did not start; its log is in the message.
    """
    programs = postgres_bin()
    if programs is None:
        raise NoPostgres("PostgreSQL is not installed")
    folder = Path(tempfile.mkdtemp(prefix="goldenthread-pg-", dir=TEMPORARY))
    server: subprocess.Popen[bytes] | None = None
    try:
        owner = _unprivileged(folder)
        server = _start(programs, folder, owner)
        _wait(programs, folder, server)
        yield f"postgresql://{NAME}@{quote(str(folder), safe='')}/{NAME}"
    finally:
        if server is not None:
            _stop(server)
        shutil.rmtree(folder, ignore_errors=True)


def _unprivileged(folder: Path) -> dict[str, Any]:
    """How to start a process as a user without rights; empty when we are one ourselves."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        os.chown(folder, user.pw_uid, user.pw_gid)
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise NoPostgres("running as root, and there is no user 'postgres' or 'nobody' to run it as")


def _start(programs: Path, folder: Path, owner: dict[str, Any]) -> subprocess.Popen[bytes]:
    data = folder / "data"
    made = subprocess.run(
        [
            programs / "initdb", "--pgdata", data, "--username", NAME, "--auth", "trust",
            "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync",
        ],
        cwd=folder, capture_output=True, text=True, check=False, **owner,
    )  # fmt: skip
    if made.returncode:
        raise NoPostgres(f"initdb failed: {made.stderr.strip()}")
    options = [f"--{key}={value}" for key, value in SETTINGS.items()]
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(
            [programs / "postgres", "-D", data, "-k", folder, *options],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            # Ctrl-C in the terminal must reach it through us, after the tests have let go of it.
            start_new_session=True,
            preexec_fn=_die_with_parent,  # noqa: PLW1509  no thread has been started yet
            **owner,
        )


def _die_with_parent() -> None:
    """Ask Linux to interrupt this process when its parent is killed. Elsewhere: nothing."""
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is not None:
        set_parent_death_signal = 1
        prctl(set_parent_death_signal, signal.SIGINT)


def _wait(programs: Path, folder: Path, server: subprocess.Popen[bytes]) -> None:
    """Until the server answers; then make the one database."""
    create = [str(programs / "createdb"), f"--host={folder}", f"--username={NAME}", NAME]
    end = time.monotonic() + PATIENCE_SECONDS
    while subprocess.run(create, capture_output=True, check=False).returncode:
        if server.poll() is not None or time.monotonic() > end:
            log = (folder / "log").read_text(encoding="utf-8", errors="replace")
            raise NoPostgres(f"PostgreSQL did not start: {log.strip()}")
        time.sleep(0.1)


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.send_signal(signal.SIGINT)  # PostgreSQL's "fast" shutdown: drops connections
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def end_on_termination() -> None:
    """Turn a termination or an interrupt into an exception, so that `finally` blocks run."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    # A shell starts what it puts in the background with interrupts ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def main(command: Sequence[str]) -> int:
    """Run a command with a PostgreSQL of its own; return the command's exit code."""
    end_on_termination()
    try:
        with throwaway_postgres() as url:
            environment = os.environ | {"DATABASE_URL": url}
            return subprocess.run(command, env=environment, check=False).returncode
    except NoPostgres as problem:
        print(problem, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
