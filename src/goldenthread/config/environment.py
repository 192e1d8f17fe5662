"""The environment, read once and checked: every setting that a deployment may choose, with its default."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shlex
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import dj_database_url

from goldenthread.config.production import environment_problems, list_of
from goldenthread.core.errors import UserError

MODES = ("embedded", "demo", "production", "test")
SECOND_FACTOR = ("required", "offered")
# Where a large upload waits until it is read: beside the data, because a machine's common folder may not be encrypted.
INCOMING = "incoming"
_DAEMON = re.compile(r"clamd:(/.+|[^/:]+:\d{1,5})")
# Names the one identity provider in addresses and in the records of who signed in by it.
OPENID_ID = "provider"
# `goldenthread check --deploy` sets this to False: it lists what is wrong instead of stopping at it.
refusing = True


@dataclass(frozen=True)
class OpenId:
    """The identity provider through which people may sign in; `posts` is a file (see rules of claims)."""

    issuer: str
    client_id: str
    secret: str
    name: str
    posts: Path
    loopback: bool


@dataclass(frozen=True)
class Environment:
    """What the operator chose. See docs/how-to/configure.md for each name."""

    mode: str
    data_dir: Path
    database_url: str
    secret_key: str
    old_secret_keys: tuple[str, ...]
    allowed_hosts: tuple[str, ...]
    trusted_origins: tuple[str, ...]
    frontend_dir: Path
    audit_dir: Path
    debug: bool
    second_factor: str
    session_minutes: int
    trusted_proxies: int
    workers: int
    task_backend: str
    copy_days: int
    large_export_rows: int
    openid: OpenId | None
    mail: dict[str, Any]
    mail_from: str
    backup_keys: tuple[str, ...]
    scanner: tuple[str, ...]

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
        (folder / INCOMING).mkdir(mode=0o700, exist_ok=True)
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
    hosts = list_of(environ.get("GOLDENTHREAD_ALLOWED_HOSTS"))
    if mode == "production" and refusing:
        for problem in environment_problems(environ):
            raise problem
    _check_today(environ.get("GOLDENTHREAD_TODAY"), mode)
    return Environment(
        mode=mode,
        data_dir=folder,
        database_url=environ.get("DATABASE_URL", ""),
        secret_key=secret or _stored_secret(folder),
        old_secret_keys=list_of(environ.get("GOLDENTHREAD_OLD_SECRET_KEYS")),
        allowed_hosts=hosts or ("127.0.0.1", "localhost", "[::1]"),
        trusted_origins=list_of(environ.get("GOLDENTHREAD_TRUSTED_ORIGINS")),
        frontend_dir=Path(
            environ.get("GOLDENTHREAD_FRONTEND_DIR")
            or Path(__file__).resolve().parents[3] / "build" / "frontend"
        ),
        audit_dir=Path(environ.get("GOLDENTHREAD_AUDIT_DIR") or folder / "audit").absolute(),
        debug=environ.get("GOLDENTHREAD_DEBUG") == "1",
        second_factor=_second_factor(environ, mode),
        session_minutes=_number(environ, "GOLDENTHREAD_SESSION_MINUTES", 30, 6, 12 * 60),
        trusted_proxies=_number(environ, "GOLDENTHREAD_TRUSTED_PROXIES", 0, 0, 9),
        workers=_number(environ, "GOLDENTHREAD_WORKERS", 1, 1, 64),
        task_backend=_task_backend(environ.get("GOLDENTHREAD_TASK_BACKEND", "")),
        copy_days=_number(environ, "GOLDENTHREAD_COPY_DAYS", 7, 1, 90),
        large_export_rows=_number(environ, "GOLDENTHREAD_LARGE_EXPORT_ROWS", 2000, 1, 1_000_000),
        openid=_openid(environ, mode),
        mail=mail_from_address(environ.get("GOLDENTHREAD_SMTP", ""), mode),
        backup_keys=list_of(environ.get("GOLDENTHREAD_BACKUP_KEYS")),
        scanner=_scanner(environ.get("GOLDENTHREAD_SCANNER", "")),
        mail_from=environ.get("GOLDENTHREAD_MAIL_FROM", "Golden Thread <golden-thread@localhost>"),
    )


def _number(environ: Mapping[str, str], name: str, usual: int, least: int, most: int) -> int:
    given = environ.get(name, "")
    if not given:
        return usual
    if given.isascii() and given.isdigit() and least <= int(given) <= most:
        return int(given)
    raise UserError(
        "bad_setting",
        f"{name} is {given!r}.",
        name,
        f"Set it to a whole number from {least} to {most}, or leave it out to have {usual}.",
    )


def _second_factor(environ: Mapping[str, str], mode: str) -> str:
    """Whether everybody must set up a second step. Production: yes, unless said otherwise; demo: never."""
    given = environ.get("GOLDENTHREAD_SECOND_FACTOR", "")
    if given and given not in SECOND_FACTOR:
        raise UserError(
            "bad_setting",
            f"GOLDENTHREAD_SECOND_FACTOR is {given!r}.",
            "GOLDENTHREAD_SECOND_FACTOR",
            f"Set it to one of: {', '.join(SECOND_FACTOR)}.",
        )
    if mode == "demo":
        return "offered"
    return given or ("required" if mode == "production" else "offered")


def _task_backend(given: str) -> str:
    """A class of the interface of Django's tasks, as `package.module.Class`; empty for our own table."""
    if given and not all(part.isidentifier() for part in given.split(".")):
        raise UserError(
            "bad_setting",
            f"GOLDENTHREAD_TASK_BACKEND is {given!r}.",
            "GOLDENTHREAD_TASK_BACKEND",
            "Name a class as package.module.Class, or leave it out to have workers look at the database.",
        )
    return given


def _scanner(given: str) -> tuple[str, ...]:
    """The scanner of files that people send in: the parts of a command, or `clamd:` and a socket alone; none: empty."""
    try:
        parts = tuple(shlex.split(given))
    except ValueError:
        parts = ("clamd:",)
    daemon = bool(parts) and parts[0].startswith("clamd:")
    if daemon and (len(parts) > 1 or not _DAEMON.fullmatch(parts[0])):
        raise UserError(
            "bad_setting",
            "GOLDENTHREAD_SCANNER is neither a command nor the socket of a scanner.",
            "GOLDENTHREAD_SCANNER",
            "Write a command, clamd:/path/of/its/socket or clamd:host:port, or leave it out.",
        )
    return parts


def _openid(environ: Mapping[str, str], mode: str) -> OpenId | None:
    names = ("ISSUER", "CLIENT_ID", "CLIENT_SECRET", "NAME", "POSTS")
    given = {name: environ.get(f"GOLDENTHREAD_OIDC_{name}", "") for name in names}
    if not any(given.values()):
        return None
    for name, text in given.items():
        if not text:
            raise UserError(
                "bad_setting",
                f"GOLDENTHREAD_OIDC_{name} is missing, while other settings of OpenID Connect are there.",
                f"GOLDENTHREAD_OIDC_{name}",
                "Set all five of them, or none: docs/how-to/sign-in-with-openid-connect.md.",
            )
    asked = mode == "test" or environ.get("GOLDENTHREAD_OIDC_LOOPBACK") == "1"
    loopback = asked and mode != "production"
    if not given["ISSUER"].startswith("https://") and not loopback:
        raise UserError(
            "bad_setting",
            "GOLDENTHREAD_OIDC_ISSUER does not start with https://.",
            "GOLDENTHREAD_OIDC_ISSUER",
            "Give the issuer address that the provider publishes.",
        )
    return OpenId(
        given["ISSUER"].rstrip("/"), given["CLIENT_ID"], given["CLIENT_SECRET"], given["NAME"],
        Path(given["POSTS"]).expanduser().absolute(), loopback,
    )  # fmt: skip


def openid_provider(openid: OpenId | None) -> dict[str, Any]:
    """What allauth wants to know of the identity provider; empty where there is none."""
    if openid is None:
        return {}
    app = {
        "provider_id": OPENID_ID,
        "name": openid.name,
        "client_id": openid.client_id,
        "secret": openid.secret,
        "settings": {"server_url": openid.issuer},
    }
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}


def mail_from_address(address: str, mode: str) -> dict[str, Any]:
    """Django's mail settings for `smtp://user:password@host:587` (STARTTLS) or `smtps://...:465`.

    Without one, mail is printed where the product was started; a demonstration keeps it for its
    outbox page; in production it goes nowhere, because links that open accounts do not belong in a server's log.
    """
    backends = "django.core.mail.backends."
    if not address:
        kinds = {"production": "dummy", "test": "locmem", "demo": "filebased"}
        return {"EMAIL_BACKEND": f"{backends}{kinds.get(mode, 'console')}.EmailBackend"}
    parts = urlsplit(address)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        # The address is not repeated: it holds a password.
        raise UserError(
            "bad_setting",
            "GOLDENTHREAD_SMTP is not the address of a mail server.",
            "GOLDENTHREAD_SMTP",
            "Write it as smtp://user:password@host:587 or smtps://user:password@host:465.",
        )
    direct = parts.scheme == "smtps"
    return {
        "EMAIL_BACKEND": f"{backends}smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if direct else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": direct,
        "EMAIL_USE_TLS": not direct,
        "EMAIL_TIMEOUT": 10,
    }


def origin_of(address: str) -> str:
    """`https://host:port` of an address."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


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
