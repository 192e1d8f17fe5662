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


# Where SQLite's locks do not hold: two hosts would write over each other.
NETWORK_FILE_SYSTEMS = frozenset({
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "lustre", "beegfs", "gpfs", "ocfs2", "gfs2",
    "fuse.sshfs", "fuse.glusterfs", "fuse.s3fs", "fuse.rclone", "fuse.ceph",
})  # fmt: skip


def file_system_of(folder: str, mounts: str) -> str:
    """The kind of file system that holds `folder` (absolute), from the text of /proc/mounts; empty if unknown."""
    best, kind = "", ""
    for line in mounts.splitlines():
        parts = line.split()
        if len(parts) < 3:
            continue
        # Blanks and the like are written as octal numbers there.
        place = parts[1].replace("\\040", " ").rstrip("/") or "/"
        inside = place == "/" or folder == place or folder.startswith(f"{place}/")
        # Of two mounts on one place the later one is seen.
        if inside and len(place) >= len(best):
            best, kind = place, parts[2]
    return kind


def storage_problems(
    *, embedded: bool, folder: str, mounts: str, workers: int
) -> Iterator[UserError]:
    """What is wrong with where the embedded database stands; nothing for PostgreSQL."""
    if not embedded:
        return
    kind = file_system_of(folder, mounts)
    if kind in NETWORK_FILE_SYSTEMS:
        yield UserError(
            "sqlite_on_network",
            f"The embedded database is on a network file system ({kind}), where its locks do not hold.",
            "GOLDENTHREAD_DATA_DIR",
            "Put the data folder on a disk of this machine, or set DATABASE_URL to a PostgreSQL database.",
        )
    if workers > 1:
        yield UserError(
            "sqlite_with_workers",
            f"The embedded database is asked to serve {workers} worker processes; it serves one.",
            "GOLDENTHREAD_WORKERS",
            "Leave GOLDENTHREAD_WORKERS and WEB_CONCURRENCY out, or set DATABASE_URL to a PostgreSQL database.",
        )
