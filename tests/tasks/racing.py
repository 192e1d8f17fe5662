"""Workers that all want the same tasks. Run as a program, on a database file of its own: the tests' own SQLite
is in memory and shared, which locks in another way than a file does."""

from __future__ import annotations

import sys
import threading
from collections import Counter

JOBS, WORKERS = 12, 4


def race() -> list[str]:
    """Four threads work off twelve tasks, each taken as soon as it is seen. Returns what went wrong."""
    from django.db import connection

    from goldenthread.access.models import AuditEntry
    from goldenthread.tasks import kinds, worker
    from goldenthread.tasks.models import Job, JobFile
    from tests.factories import make_area, make_person
    from tests.tasks.making import Notes, ask

    notes = Notes()
    kinds.register(notes.kind())
    person = make_person(make_area(), "partnership_manager")
    for note in range(JOBS):
        ask(person, note)
    start = threading.Barrier(WORKERS)
    outcomes: Counter[str] = Counter()
    failures: list[str] = []

    def work() -> None:
        try:
            start.wait()
            outcomes.update(worker.work_off())
        except BaseException as problem:  # noqa: BLE001 - the caller reports it
            failures.append(repr(problem))
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    counted = {
        "outcomes": dict(outcomes), "runs": notes.runs, "files": JobFile.objects.count(),
        "attempts": sum(Job.objects.values_list("attempts", flat=True)),
        "entries": AuditEntry.objects.filter(action="job.made").count(),
    }  # fmt: skip
    wanted = {
        "outcomes": {"made": JOBS}, "runs": JOBS, "files": JOBS, "attempts": JOBS, "entries": JOBS,
    }  # fmt: skip
    return failures if counted == wanted else [*failures, repr(counted)]


if __name__ == "__main__":
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    if problems := race():
        sys.exit(repr(problems))
