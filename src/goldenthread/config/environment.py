"""The environment, read once and checked: every setting that a deployment may choose, with its default."""

from __future__ import annotations

import contextlib
import os
import secrets
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import dj_database_url

from goldenthread.core.errors import UserError

MODES = ("embedded", "demo", "production", "test")


@dataclass(frozen=True)
class Environment:
    """What the operator chose. See docs/how-to/configure.md for each name."""

    mode: str
    data_dir: Path
    database_url: str
    secret_key: str
    allowed_hosts: tuple[str, ...]
    trusted_origins: tuple[str, ...]
    frontend_dir: Path
    audit_dir: Path
    debug: bool

    @property
    def production(self) -> bool:
        return self.mode == "production"


def data_dir_from(environ: os._Environ[str], mode: str) -> Path:
    """`GOLDENTHREAD_DATA_DIR`, else the user's data folder; absolute. The demonstration has its own."""
    given = environ.get("GOLDENTHREAD_DATA_DIR")
    if given:
        return Path(given).expanduser().absolute()
    home = environ.get("XDG_DATA_HOME") or "~/.local/share"
    name = "goldenthread-demo" if mode == "demo" else "goldenthread"
    return Path(home).expanduser().absolute() / name


def prepare_data_dir(folder: Path) -> None:
    """Make the data folder, readable by its owner alone; so is every file that we make from now on."""
    os.umask(0o077)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
    except OSError as problem:
        raise UserError(
            "data_dir_unusable",
            f"The data folder {folder} cannot be made or used: {problem.strerror}.",
            "GOLDENTHREAD_DATA_DIR",
            "Set GOLDENTHREAD_DATA_DIR to a folder that you may write to.",
        ) from None


def _stored_secret(folder: Path) -> str:
    """The secret of an embedded installation: made once, kept beside its database."""
    path = folder / "secret_key"
    if not path.exists():
        handle, draft = tempfile.mkstemp(dir=folder)
        with os.fdopen(handle, "w") as out:
            out.write(secrets.token_urlsafe(50))
        # Linked whole, so that two processes starting together agree on one secret.
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
        Path(draft).unlink()
    return path.read_text()


def _list(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (text or "").split(",") if part.strip())


def load() -> Environment:
    """Read the environment. UserError names the setting that is wrong and the values it may take."""
    environ = os.environ
    mode = environ.get("GOLDENTHREAD_MODE", "embedded")
    if mode not in MODES:
        raise UserError(
            "bad_setting",
            f"GOLDENTHREAD_MODE is {mode!r}.",
            "GOLDENTHREAD_MODE",
            f"Set it to one of: {', '.join(MODES)}.",
        )
    folder = data_dir_from(environ, mode)
    prepare_data_dir(folder)
    secret = environ.get("GOLDENTHREAD_SECRET_KEY", "")
    debug = environ.get("GOLDENTHREAD_DEBUG") == "1"
    hosts = _list(environ.get("GOLDENTHREAD_ALLOWED_HOSTS"))
    if mode == "production":
        _check_production(secret, debug, hosts)
    _check_today(environ.get("GOLDENTHREAD_TODAY"), mode)
    return Environment(
        mode=mode,
        data_dir=folder,
        database_url=environ.get("DATABASE_URL", ""),
        secret_key=secret or _stored_secret(folder),
        allowed_hosts=hosts or ("127.0.0.1", "localhost", "[::1]"),
        trusted_origins=_list(environ.get("GOLDENTHREAD_TRUSTED_ORIGINS")),
        frontend_dir=Path(
            environ.get("GOLDENTHREAD_FRONTEND_DIR")
            or Path(__file__).resolve().parents[3] / "build" / "frontend"
        ),
        audit_dir=Path(environ.get("GOLDENTHREAD_AUDIT_DIR") or folder / "audit").absolute(),
        debug=debug,
    )


def postgres_from(url: str) -> dict[str, Any]:
    """Django's database settings for `postgres://user:password@host:port/name?option=value`."""
    try:
        found: dict[str, Any] = dict(
            dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)
        )
    except ValueError:
        found = {}
    if found.get("ENGINE") != "django.db.backends.postgresql" or not found.get("NAME"):
        # The address is not repeated: it holds a password.
        raise UserError(
            "bad_setting",
            "DATABASE_URL is not the address of a PostgreSQL database.",
            "DATABASE_URL",
            "Write it as postgres://user:password@host:5432/database, or leave it out to use "
            "the embedded database.",
        )
    return found


def _check_today(given: str | None, mode: str) -> None:
    """The clock may be set for a demonstration and for tests, never where real dates run."""
    if given is None:
        return
    if mode not in ("demo", "test"):
        raise UserError(
            "insecure_setting",
            "GOLDENTHREAD_TODAY sets the clock, which only a demonstration may do.",
            "GOLDENTHREAD_TODAY",
            "Take it out, or set GOLDENTHREAD_MODE=demo.",
        )
    try:
        date.fromisoformat(given)
    except ValueError:
        raise UserError(
            "bad_setting",
            f"GOLDENTHREAD_TODAY is {given!r}, which is not a date.",
            "GOLDENTHREAD_TODAY",
            "Write it as YYYY-MM-DD.",
        ) from None


def _check_production(secret: str, debug: bool, hosts: tuple[str, ...]) -> None:
    """A public installation never starts with a guessable secret, DEBUG or no host names."""
    if len(secret) < 50 or len(set(secret)) < 10:
        raise UserError(
            "insecure_setting",
            "GOLDENTHREAD_SECRET_KEY is missing or too easy to guess.",
            "GOLDENTHREAD_SECRET_KEY",
            "Set it to at least 50 random characters, kept out of the repository.",
        )
    if debug:
        raise UserError(
            "insecure_setting",
            "GOLDENTHREAD_DEBUG is on.",
            "GOLDENTHREAD_DEBUG",
            "Take it out: debug pages show records to anyone who causes an error.",
        )
    if not hosts or "*" in hosts:
        raise UserError(
            "insecure_setting",
            "GOLDENTHREAD_ALLOWED_HOSTS does not name the site's own host names.",
            "GOLDENTHREAD_ALLOWED_HOSTS",
            "Set it to the host names that people type, separated by commas.",
        )
