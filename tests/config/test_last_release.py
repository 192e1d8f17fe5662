"""The demonstration's database as earlier releases made it (scripts/keep_release.py) migrates and works.

Kept as SQLite: a backup moves between databases of one kind only, so an older PostgreSQL is upgraded by the same
migrations, which the whole suite runs there.
"""

from __future__ import annotations

import gzip
import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.embedded
KEPT = sorted((ROOT / "tests" / "data" / "releases").glob("*.sql.gz"))
PAGES = [
    "/plans/",
    "/plans/1/",
    "/people/",
    "/registers/",
    "/reports/",
    "/audit/",
    "/emergency-access/",
]
# In a process of its own: the database of this one is another.
WORK = """
import json, sys
from goldenthread.core.preparing import prepare_database
prepare_database()
from django.core.management import call_command
from django.test import Client
from goldenthread.access.audit import verify
from goldenthread.access.models import User
call_command("check", fail_level="WARNING", verbosity=0)
client = Client(SERVER_NAME="localhost", raise_request_exception=False)
client.force_login(User.objects.get(email="manager@fellmoor.example"))
pages = {page: client.get(page, follow=True).status_code for page in json.loads(sys.argv[1])}
found = verify()
json.dump({"pages": pages, "problem": str(found.problems), "in_order": found.in_order}, sys.stdout)
"""


@pytest.mark.parametrize("kept", KEPT, ids=lambda path: path.name)
def test_it_migrates_is_in_order_and_opens(kept: Path, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "goldenthread.sqlite3") as database:
        database.executescript(gzip.decompress(kept.read_bytes()).decode())
    (tmp_path / "audit").mkdir(mode=0o700)
    checkpoints = kept.with_name(kept.name.replace(".sql.gz", ".checkpoints.jsonl"))
    (tmp_path / "audit" / "checkpoints.jsonl").write_bytes(checkpoints.read_bytes())
    ours = {
        "GOLDENTHREAD_MODE": "demo",
        "GOLDENTHREAD_DATA_DIR": str(tmp_path),
        "GOLDENTHREAD_SECRET_KEY": "of the kept demonstration only",
        "DJANGO_SETTINGS_MODULE": "goldenthread.config.settings",
    }
    rest = {name: text for name, text in os.environ.items() if name != "DATABASE_URL"}
    done = subprocess.run(
        [sys.executable, "-c", WORK, json.dumps(PAGES)],
        env=rest | ours, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout.splitlines()[-1])
    assert said["pages"] == dict.fromkeys(PAGES, 200)
    assert said["in_order"], said["problem"]


def test_a_release_is_kept() -> None:
    assert KEPT, "run scripts/keep_release.py"
