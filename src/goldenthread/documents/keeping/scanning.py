"""The virus scanner that the installation names, if any: a command, or the socket of ClamAV's daemon."""

from __future__ import annotations

import socket
import struct
import subprocess

from django.conf import settings

from goldenthread.documents.models import KeptFile
from goldenthread.documents.rules.uploads.book import book, refusal

_SOCKET = "clamd:"
_CHUNK = 65536
# What clamscan and clamdscan answer with: nothing found, something found.
_CLEAN, _FOUND = 0, 1


def is_set() -> bool:
    """Whether files are scanned here."""
    return bool(settings.SCANNER)


def scan(data: bytes) -> str:
    """What to write down of the scan. UserError where something was found, or the scanner does not answer.

    GOLDENTHREAD_SCANNER is `clamd:/path/of/socket`, `clamd:host:port`, or a command that reads the file from standard
    input and ends with 0 (nothing found) or 1 (something found).
    """
    if not is_set():
        return KeptFile.Scan.NONE
    ask = _ask_daemon if settings.SCANNER[0].startswith(_SOCKET) else _ask_command
    try:
        clean = ask(data, book().limits["scan_seconds"])
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        raise refusal("not_scanned") from error
    if not clean:
        raise refusal("infected")
    return KeptFile.Scan.CLEAN


def _ask_command(data: bytes, seconds: int) -> bool:
    done = subprocess.run(  # noqa: S603  the operator's own command
        settings.SCANNER, input=data, capture_output=True, timeout=seconds, check=False
    )
    if done.returncode not in (_CLEAN, _FOUND):
        raise ValueError(f"the scanner ended with {done.returncode}")
    return done.returncode == _CLEAN


def _ask_daemon(data: bytes, seconds: int) -> bool:
    """ClamAV's INSTREAM: chunks, each with its length before it, then a length of nought."""
    with _connected(settings.SCANNER[0].removeprefix(_SOCKET), seconds) as line:
        line.sendall(b"zINSTREAM\0")
        for start in range(0, len(data), _CHUNK):
            chunk = data[start : start + _CHUNK]
            line.sendall(struct.pack("!L", len(chunk)) + chunk)
        line.sendall(struct.pack("!L", 0))
        said = b""
        while not said.endswith(b"\0") and (part := line.recv(4096)):
            said += part
    answer = said.rstrip(b"\0\n").decode(errors="replace")
    if answer.endswith(" FOUND"):
        return False
    if answer != "stream: OK":
        raise ValueError("the scanner did not say whether it found anything")
    return True


def _connected(place: str, seconds: int) -> socket.socket:
    if place.startswith("/"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(seconds)
        try:
            line.connect(place)
        except OSError:
            line.close()
            raise
        return line
    host, _, port = place.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=seconds)
