"""What keeps a real installation from starting: the environment, where data stands, and who may sign in."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from goldenthread.config import environment
from goldenthread.config.production import environment_problems, storage_problems
from goldenthread.core.errors import UserError

MOUNTS = Path("/proc/mounts")


def all_problems() -> list[UserError]:
    """Everything that is wrong, in the order of putting it right. Loads Django; writes nothing."""
    found = list(environment_problems(os.environ))
    if os.environ.get("GOLDENTHREAD_MODE") != "production":
        mode = os.environ.get("GOLDENTHREAD_MODE", "embedded")
        found.insert(
            0,
            UserError(
                "not_production",
                f"GOLDENTHREAD_MODE is {mode}.",
                "GOLDENTHREAD_MODE",
                "Set it to production: cookies are then sent by https alone, and the checks here are enforced.",
            ),
        )
    # Listed above: loading the settings is not to stop at the first of them.
    environment.refusing = False
    try:
        import django

        django.setup()
        found += [*installation_problems(), *_openid_problems()]
    except UserError as problem:
        found.append(problem)
    return found


def remarks() -> list[UserError]:
    """What an operator should know although the product starts without it. After `all_problems`."""
    try:
        scanner = environment.load().scanner
    except UserError:
        return []
    if scanner:
        return []
    return [
        UserError(
            "no_scanner",
            "Files that families and schools send in are not scanned for viruses. The pages say so.",
            "GOLDENTHREAD_SCANNER",
            "Set it to a scanner: docs/how-to/configure.md.",
        )
    ]


def refuse_unfit() -> None:
    """In production, raise what is wrong with the installation: before it is even migrated. Loads Django."""
    import django
    from django.conf import settings

    django.setup()
    if settings.PRODUCTION:
        for problem in installation_problems():
            raise problem


def installation_problems() -> Iterator[UserError]:
    """What only shows with the settings loaded. UserError `database_unreachable` where there is no database."""
    from django.conf import settings

    embedded = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
    mounts = MOUNTS.read_text(errors="replace") if MOUNTS.exists() else ""
    elsewhere = os.environ.get("WEB_CONCURRENCY", "")
    workers = max(settings.WORKERS, int(elsewhere) if elsewhere.isdigit() else 1)
    yield from storage_problems(
        embedded=embedded,
        folder=str(settings.DATA_DIR.resolve()),
        mounts=mounts,
        workers=workers,
    )
    count = _demo_accounts()
    if count:
        yield UserError(
            "demo_accounts",
            f"The database holds {count} demonstration accounts, whose password is known to everybody.",
            "DATABASE_URL",
            "Begin with an empty database: the demonstration belongs in one of its own.",
        )


def _demo_accounts() -> int:
    from django.db import Error, connection

    from goldenthread.access.models import User

    try:
        if User._meta.db_table not in connection.introspection.table_names():
            return 0
        return User.objects.filter(is_demo=True).count()
    except Error:
        raise UserError(
            "database_unreachable",
            "The database does not answer.",
            "DATABASE_URL",
            "Check the address, and that the database runs and lets this machine in.",
        ) from None


def _openid_problems() -> Iterator[UserError]:
    """The file of claims cannot be read, or names posts that are not there."""
    from django.conf import settings
    from django.db import Error

    if settings.OPENID is None:
        return
    from goldenthread.organisations.actions.openid import post_of
    from goldenthread.organisations.openid.rules_file import claim_rules

    for mapped in claim_rules().posts:
        try:
            known = post_of(mapped) is not None
        except Error:
            return
        if not known:
            yield UserError(
                "no_such_post",
                f"The value {mapped.value} is mapped to {mapped.title} of {mapped.organisation}, "
                "which is not there.",
                "GOLDENTHREAD_OIDC_POSTS",
                "Correct the organisation or the title, or make the post first.",
            )
