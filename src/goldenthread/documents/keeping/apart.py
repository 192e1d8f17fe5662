"""Opens what strangers made in a process of its own, with little memory and time: a trap ends there.

Run as a program it cleans one file from standard input to standard output, and knows no setting and no database.
"""

from __future__ import annotations

import resource
import subprocess
import sys

from goldenthread.core.errors import UserError
from goldenthread.core.files import MEGABYTE
from goldenthread.documents.rules.uploads.book import book, refusal

_REFUSED = 3
_PREFIX = "file_"


def clean_apart(kind: str, data: bytes) -> bytes:
    """As `rules.uploads.cleaning.clean`, in another process; UserError `file_too_hard` where that ends badly."""
    try:
        done = subprocess.run(  # noqa: S603  our own module; what comes in is data
            [sys.executable, "-I", "-m", __name__, kind],
            input=data, capture_output=True, timeout=book().limits["seconds"], check=False, env={},
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise refusal("too_hard") from error
    if done.returncode == _REFUSED and (code := done.stderr.decode().strip()) in book().refusals:
        raise refusal(code)
    if done.returncode != 0 or not done.stdout:
        raise refusal("too_hard")
    return done.stdout


def _main(kind: str) -> int:
    limits = book().limits
    most = limits["memory_megabytes"] * MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (limits["seconds"], limits["seconds"]))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    # Only now is anything loaded that opens files.
    from goldenthread.documents.rules.uploads.cleaning import clean

    try:
        sys.stdout.buffer.write(clean(kind, sys.stdin.buffer.read()))
    except UserError as problem:
        sys.stderr.write(problem.code.removeprefix(_PREFIX))
        return _REFUSED
    return 0


if __name__ == "__main__":
    sys.exit(_main(sys.argv[1]))
