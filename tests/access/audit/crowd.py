"""Writers and sealers at work together. Run as a program, on a database file of its own: the tests' own
SQLite is in memory and shared, which locks in another way than a file does."""

from __future__ import annotations

import sys
import threading

ROUNDS, WRITERS, SEALERS = 15, 3, 3


def work_together() -> list[BaseException]:
    """Three threads write 15 entries each while three seal, four at a time. Returns what went wrong."""
    from django.db import connection, transaction

    from goldenthread.access import audit
    from goldenthread.access.scope import Origin, Scope

    scope = Scope(None, "The test", (), Origin(channel="worker"))
    start = threading.Barrier(WRITERS + SEALERS)
    failures: list[BaseException] = []

    def work(write: bool) -> None:
        try:
            start.wait()
            for one in range(ROUNDS):
                if write:
                    with transaction.atomic():
                        audit.record(scope, "plan.changed", ("improvement.plan", one))
                else:
                    audit.seal(4)
        except BaseException as problem:  # noqa: BLE001 - the caller reports it
            failures.append(problem)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=work, args=(number < WRITERS,))
        for number in range(WRITERS + SEALERS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failures


def check() -> None:
    """Seal what is left and see that nothing was lost or doubled."""
    from goldenthread.access import audit

    audit.seal_once(sweep=True)
    found = audit.verify()
    assert (found.problems, found.sealed, found.unsealed) == ((), ROUNDS * WRITERS, 0), found


if __name__ == "__main__":
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    if problems := work_together():
        sys.exit(repr(problems))
    check()
