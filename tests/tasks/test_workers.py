"""Several workers at once, a worker that is stopped, and the command."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import jsonschema
import pytest
from django.db import connection

from goldenthread.config.cli import main
from goldenthread.config.working import SCHEMA
from goldenthread.core import clock
from goldenthread.tasks import kinds, leases
from goldenthread.tasks.models import Worker
from tests.conftest import ROOT
from tests.factories import Person
from tests.tasks import racing
from tests.tasks.making import NOTE, Notes, ask


def own_process(folder: Path) -> dict[str, str]:
    """The environment of a process with an embedded database of its own."""
    paths = os.pathsep.join([str(ROOT), str(ROOT / "src")])
    own = {**os.environ, "GOLDENTHREAD_DATA_DIR": str(folder), "PYTHONPATH": paths}
    own.pop("DATABASE_URL", None)
    return own


@pytest.mark.django_db(transaction=True)
def test_many_workers_do_each_task_once(
    tmp_path: Path, prepared_folder: Callable[[Path], Path]
) -> None:
    if connection.vendor == "postgresql":
        try:
            assert racing.race() == []
        finally:
            kinds._kinds.pop(NOTE, None)
        return
    prepared_folder(tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "tests.tasks.racing"], env=own_process(tmp_path), cwd=ROOT,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.embedded
@pytest.mark.parametrize(
    ("seconds", "grace", "state", "attempts"), [(1.0, 30, "done", 1), (60, 0.3, "waiting", 0)]
)
def test_a_worker_that_is_stopped_finishes_or_hands_back(
    tmp_path: Path,
    prepared_folder: Callable[[Path], Path],
    seconds: float,
    grace: float,
    state: str,
    attempts: int,
) -> None:
    prepared_folder(tmp_path)
    with subprocess.Popen(
        [sys.executable, "-m", "tests.tasks.stopping", str(seconds), str(grace)],
        env=own_process(tmp_path), cwd=ROOT, stdout=subprocess.PIPE, text=True,
    ) as worker:  # fmt: skip
        assert worker.stdout is not None
        assert worker.stdout.readline() == "begun\n"
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(timeout=60) == 0
    with sqlite3.connect(tmp_path / "goldenthread.sqlite3") as database:
        rows = database.execute("SELECT state, attempts, lease FROM tasks_job").fetchall()
        workers = database.execute("SELECT count(*) FROM tasks_worker").fetchone()
    assert rows == [(state, attempts, None)]
    assert workers == (0,)


@pytest.mark.django_db
def test_once_does_what_is_due_and_says_it(
    person: Person, notes: Notes, capsys: pytest.CaptureFixture[str]
) -> None:
    ask(person, 1), ask(person, 2)
    stuck = leases.claim()
    assert stuck is not None
    with clock.fixed(clock.now() + timedelta(minutes=5)), pytest.raises(SystemExit) as stopped:
        main(["worker", "--once", "--json"])
    said = json.loads(capsys.readouterr().out)
    jsonschema.validate(said, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert stopped.value.code == 0
    assert said == {
        "made": 1, "to_be_tried_again": 0, "given_up": 0, "taken_from_lost_workers": 1,
        "copies_removed": 0,
    }  # fmt: skip
    with pytest.raises(SystemExit):
        main(["worker", "--once"])
    assert capsys.readouterr().out.startswith("Made: 0.")


@pytest.mark.django_db
def test_workers_that_were_killed_are_forgotten() -> None:
    leases.seen("old:1")
    with clock.fixed(clock.now() + timedelta(hours=1)):
        leases.seen("new:1")
        leases.seen("new:1")
        assert [worker.name for worker in Worker.objects.all()] == ["new:1"]
        leases.gone("new:1")
    assert not Worker.objects.exists()
