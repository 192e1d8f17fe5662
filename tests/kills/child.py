"""The process that is killed, and the one that looks afterwards.

`python -m tests.kills.child` loads the product once and reads one list of words from each line of its input. For
each it forks a process that does it, waits for that process to end or to be killed, and says how it ended:

    ["prepare"]
    ["act", FLOW, STAGE]        says each thing that was acknowledged
    ["look", FLOW, ONE, OTHER]  keys of the records, as `act` said them
"""

from __future__ import annotations

import json
import os
import sys
import time
import traceback
from itertools import count
from typing import Any


def say(what: str, **more: Any) -> None:
    print(json.dumps({"what": what, **more}), flush=True)  # noqa: T201 - it is what the parent reads


def act(name: str, stage: int) -> None:
    from tests import factories
    from tests.kills.flows import FLOWS, sign_in
    from tests.kills.hook import Stages

    # Names are numbered from one in each process; these come to stand in one database.
    factories._numbers = count(time.time_ns() // 1_000_000)
    flow = FLOWS[name]
    one, other = flow.ready(), flow.ready()
    sign_in(one)
    sign_in(other)
    flow.act(one)
    say("acknowledged", ids=one, look=flow.look(one))
    say("begun", ids=other, look=flow.look(other))
    stages = Stages(stage)
    stages.watch()
    flow.act(other)
    stages.stage("before the answer")
    say("survived", stages=stages.passed, look=flow.look(other))


def look(name: str, one: str, other: str) -> None:
    from goldenthread.access import audit
    from goldenthread.tasks.models import Job, JobFile
    from tests.kills.flows import FLOWS, recover

    flow = FLOWS[name]
    found = {"one": flow.look(json.loads(one)), "other": flow.look(json.loads(other))}
    recover()
    audit.seal_once(sweep=True)
    trail = audit.verify()
    say(
        "looked",
        **found,
        recovered={"one": flow.look(json.loads(one)), "other": flow.look(json.loads(other))},
        trail=[str(problem) for problem in trail.problems],
        entries=trail.sealed,
        open_jobs=Job.objects.exclude(state="done").count(),
        files_per_job=JobFile.objects.count() - Job.objects.filter(state="done").count(),
    )


def do(words: list[str]) -> None:
    from django.core.management import call_command

    what, *rest = words
    if what == "prepare":
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
    elif what == "act":
        act(rest[0], int(rest[1]))
    else:
        look(*rest)


def fork(words: list[str]) -> int:
    """The exit code of a process of its own that does it; the signal, as a negative number, that killed it."""
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            do(words)
            code = 0
        except BaseException:  # noqa: BLE001 - the parent reads it
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def main() -> None:
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "goldenthread.config.settings"
    django.setup()
    from django.conf import settings
    from django.urls import get_resolver

    settings.ALLOWED_HOSTS.append("testserver")
    # All that a request loads, before the first fork; but no connection, which a fork may not share.
    get_resolver().url_patterns  # noqa: B018 - read for what reading it loads
    for line in sys.stdin:
        say("ended", code=fork(json.loads(line)))


if __name__ == "__main__":
    main()
