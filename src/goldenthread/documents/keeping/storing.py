"""Where the bytes of kept files lie: in the data folder, under random names, readable by the product alone."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from goldenthread.core.errors import UserError
from goldenthread.documents.models import KeptFile

FOLDER = "kept"


def write(data: bytes) -> str:
    """Write the bytes under a new random name, which says nothing; returns the name."""
    name = secrets.token_hex(16)
    return default_storage.save(f"{FOLDER}/{name[:2]}/{name}", ContentFile(data))


def read(file: KeptFile) -> bytes:
    """The bytes as they were kept. UserError when they are gone, or are not what was kept."""
    try:
        with default_storage.open(file.stored) as stream:
            data: bytes = stream.read()
    except FileNotFoundError:
        data = b""
    if hashlib.sha256(data).hexdigest() != file.sha256:
        raise UserError(
            "kept_file_damaged",
            "This file is not as it was kept, so it is not handed out.",
            fix="Tell the system administrator. A backup has it as it was.",
        )
    return data


def delete(names: Iterable[str]) -> None:
    """Delete the bytes now: for what no row has."""
    for name in names:
        default_storage.delete(name)


def delete_later(names: Iterable[str]) -> None:
    """Delete the bytes when the transaction is through. If that is never reached, the sweeper finds them."""
    gone = list(names)
    transaction.on_commit(lambda: delete(gone))
