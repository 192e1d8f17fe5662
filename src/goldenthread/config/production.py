"""What must be true of the environment before a real installation starts. Pure: looks at names and texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from goldenthread.core.errors import UserError

SECRET_LENGTH, SECRET_VARIETY = 50, 10
# Printed in documents and examples, so known to everybody.
EXAMPLE_SECRETS = ("django-insecure", "change-me", "changeme", "for-tests-only", "for-checks-only")


def list_of(text: str | None) -> tuple[str, ...]:
    """The parts of a setting that is written with commas."""
    return tuple(part.strip() for part in (text or "").split(",") if part.strip())


def environment_problems(environ: Mapping[str, str]) -> Iterator[UserError]:
    """Everything in the environment that keeps production from starting, each with how to put it right."""
    secret = environ.get("GOLDENTHREAD_SECRET_KEY", "")
    if (
        len(secret) < SECRET_LENGTH
        or len(set(secret)) < SECRET_VARIETY
        or any(example in secret for example in EXAMPLE_SECRETS)
    ):
        yield UserError(
            "weak_secret",
            "GOLDENTHREAD_SECRET_KEY is missing or too easy to guess.",
            "GOLDENTHREAD_SECRET_KEY",
            "Set it to at least 50 random characters, kept out of the repository.",
        )
    if environ.get("GOLDENTHREAD_DEBUG") == "1":
        yield UserError(
            "debug_on",
            "GOLDENTHREAD_DEBUG is on.",
            "GOLDENTHREAD_DEBUG",
            "Take it out: debug pages show records to anyone who causes an error.",
        )
    hosts = list_of(environ.get("GOLDENTHREAD_ALLOWED_HOSTS"))
    if not hosts or "*" in hosts:
        yield UserError(
            "no_hosts",
            "GOLDENTHREAD_ALLOWED_HOSTS does not name the site's own host names.",
            "GOLDENTHREAD_ALLOWED_HOSTS",
            "Set it to the host names that people type, separated by commas.",
        )
    if environ.get("GOLDENTHREAD_STORAGE_ENCRYPTED") != "yes":
        yield UserError(
            "storage_not_encrypted",
            "Nobody has confirmed that the storage is encrypted.",
            "GOLDENTHREAD_STORAGE_ENCRYPTED",
            "Keep the database, the files and their backups on encrypted storage, then set it to yes.",
        )
