"""A worker with one slow task, as a program: says `begun` when it is under way. The parent stops it."""

from __future__ import annotations

import sys
import time


def main(seconds: float, grace: float) -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from goldenthread.config import working
    from goldenthread.config.cli import main as goldenthread
    from goldenthread.tasks import kinds
    from goldenthread.tasks.models import Job
    from tests.factories import make_area, make_person
    from tests.tasks.making import Notes, ask

    def slow(_job: Job) -> None:
        print("begun", flush=True)  # noqa: T201 - the parent reads it
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            time.sleep(0.05)

    kinds.register(Notes(first=slow).kind())
    ask(make_person(make_area(), "partnership_manager"))
    working.GRACE_SECONDS = grace  # type: ignore[assignment]
    goldenthread(["worker"])


if __name__ == "__main__":
    main(float(sys.argv[1]), float(sys.argv[2]))
