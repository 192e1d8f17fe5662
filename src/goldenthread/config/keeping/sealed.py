"""Encryption of backups with age: the installation holds public keys only, whoever restores holds a private one."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import pyrage
from pyrage import x25519

from goldenthread.core.errors import UserError

SETTING = "GOLDENTHREAD_BACKUP_KEYS"
_HEAD = b"age-encryption.org/v1"


def public_keys(texts: Iterable[str]) -> list[x25519.Recipient]:
    """The keys that a backup is made for. UserError for none, or for one that is no public key of age."""
    found = []
    for text in texts:
        try:
            found.append(x25519.Recipient.from_str(text))
        except pyrage.RecipientError:
            # Not repeated: somebody may have put the private key there.
            raise UserError(
                "bad_setting",
                f"{SETTING} holds something that is no public key of age.",
                SETTING,
                "Give public keys, which begin with age1, separated by commas.",
            ) from None
    if not found:
        raise UserError(
            "no_backup_key",
            "No key is set to encrypt backups with.",
            SETTING,
            "Make a pair with `goldenthread backup-key FILE`, set this to the public key, "
            "and keep the file away from this machine.",
        )
    return found


def private_keys(path: Path) -> list[x25519.Identity]:
    """The private keys in a file: one on each line, lines with # left out, as age-keygen writes them."""
    try:
        lines = path.read_text(encoding="ascii").splitlines()
    except FileNotFoundError:
        raise UserError(
            "no_such_file", f"There is no file at {path}.", str(path),
            "Give the path of the file that `goldenthread backup-key` wrote.",
        ) from None  # fmt: skip
    except (OSError, UnicodeDecodeError):
        raise _no_key(path) from None
    wanted = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    try:
        found = [x25519.Identity.from_str(line) for line in wanted]
    except pyrage.IdentityError:
        raise _no_key(path) from None
    if not found:
        raise _no_key(path)
    return found


def make_key(path: Path) -> str:
    """Write a new private key to `path`, for its owner alone, and return the public one. Never over a file."""
    pair = x25519.Identity.generate()
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise UserError(
            "file_exists", f"{path} is there already.", str(path), "Give the path of a new file."
        ) from None
    except OSError as problem:
        raise UserError(
            "unwritable", f"{path} cannot be written: {problem.strerror}.", str(path)
        ) from None
    with os.fdopen(handle, "w") as out:
        out.write(f"# public key: {pair.to_public()}\n{pair}\n")
    return str(pair.to_public())


def seal(plain: Path, sealed: Path, keys: list[x25519.Recipient]) -> None:
    """Encrypt a file, piece by piece, and see it onto the disk."""
    with plain.open("rb") as source, sealed.open("wb") as target:
        pyrage.encrypt_io(source, target, keys)
        target.flush()
        os.fsync(target.fileno())


def unseal(sealed: Path, plain: Path, keys: list[x25519.Identity]) -> None:
    """Decrypt a file. UserError when it is no backup, is not for these keys, or is damaged or cut off."""
    try:
        with sealed.open("rb") as source:
            if source.read(len(_HEAD)) != _HEAD:
                raise UserError(
                    "not_a_backup", f"{sealed} is not a backup of ours.", str(sealed),
                    "Give a file that `goldenthread backup` wrote.",
                )  # fmt: skip
            source.seek(0)
            with plain.open("wb") as target:
                pyrage.decrypt_io(source, target, keys)
    except OSError as problem:
        raise UserError(
            "backup_unreadable",
            f"{sealed} cannot be read to its end: {problem.strerror or problem}.",
            str(sealed),
            "Take another copy of it, or an older backup.",
        ) from None
    except pyrage.DecryptError:
        raise UserError(
            "backup_not_opened",
            f"{sealed} does not open with this key, or it was damaged.",
            str(sealed),
            "Give the private key that belongs to one of the public keys it was made for; "
            "with the right key, take another copy of the file.",
        ) from None


def _no_key(path: Path) -> UserError:
    return UserError(
        "no_private_key",
        f"{path} holds no private key of age.",
        str(path),
        "Give the file that `goldenthread backup-key` or age-keygen wrote.",
    )
