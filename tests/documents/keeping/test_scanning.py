"""The scanner: what it says, and that nothing is taken while it says nothing."""

from __future__ import annotations

import socket
import struct
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from goldenthread.core.errors import UserError
from goldenthread.documents.keeping.scanning import is_set, scan

pytestmark = pytest.mark.pure
HARMFUL = b"X5O!P%@AP HARMFUL"
LOOKS = "import sys; data = sys.stdin.buffer.read(); sys.exit({ends})"


def command(ends: str) -> tuple[str, ...]:
    return (sys.executable, "-S", "-c", LOOKS.format(ends=ends))


def refused(data: bytes) -> str:
    with pytest.raises(UserError) as problem:
        scan(data)
    return problem.value.code


def test_without_a_scanner_it_is_said_that_nothing_was_scanned(settings: Any) -> None:
    settings.SCANNER = ()
    assert not is_set()
    assert scan(HARMFUL) == "none"


def test_a_command_that_finds_something_or_nothing(settings: Any) -> None:
    settings.SCANNER = command("int(b'HARMFUL' in data)")
    assert scan(b"a letter") == "clean"
    assert refused(HARMFUL) == "file_infected"


@pytest.mark.parametrize("scanner", [command("2"), ("/no/such/scanner",), ("clamd:/no/such/socket",)])  # fmt: skip
def test_while_it_does_not_answer_nothing_is_taken(settings: Any, scanner: tuple[str, ...]) -> None:
    settings.SCANNER = scanner
    assert refused(b"a letter") == "file_not_scanned"


@contextmanager
def daemon(folder: Path, answer: bytes) -> Iterator[tuple[str, list[bytes]]]:
    """One answer of ClamAV's daemon on a socket of its own; what it was sent."""
    path, got = str(folder / "clamd"), []

    def serve(door: socket.socket) -> None:
        line, _ = door.accept()
        with line, line.makefile("rb") as sent:
            got.append(sent.read(len(b"zINSTREAM\0")))
            while size := struct.unpack("!L", sent.read(4))[0]:
                got.append(sent.read(size))
            line.sendall(answer)

    with socket.socket(socket.AF_UNIX) as door:
        door.bind(path)
        door.listen(1)
        thread = threading.Thread(target=serve, args=(door,))
        thread.start()
        yield f"clamd:{path}", got
        thread.join(5)


@pytest.mark.enable_socket
@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (b"stream: OK\0", ""),
        (b"stream: Eicar-Test-Signature FOUND\0", "file_infected"),
        (b"INSTREAM size limit exceeded. ERROR\0", "file_not_scanned"),
    ],
)
def test_the_daemon_of_clamav(tmp_path: Path, settings: Any, answer: bytes, code: str) -> None:
    data = b"x" * 100_000
    with daemon(tmp_path, answer) as (place, got):
        settings.SCANNER = (place,)
        if code:
            assert refused(data) == code
        else:
            assert scan(data) == "clean"
    assert got[0] == b"zINSTREAM\0"
    assert b"".join(got[1:]) == data
