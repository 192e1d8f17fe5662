"""A database whose tables were made at once is the one that all migrations lead to."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from goldenthread.access.new_database import is_empty
from tests.conftest import ROOT
from tests.kills.harness import database_beside

# Nobody uses this table of Django's. In a migration its key is as wide as ours; its own app makes it narrower.
KNOWN = ["column", "auth_group_permissions", "id"]


def schema(way: str, folder: Path) -> list[list[str]]:
    folder.mkdir(mode=0o700)
    url = os.environ.get("DATABASE_URL")
    with database_beside(url, f"{way}_{os.getpid()}") if url else nullcontext("") as own:
        environment = os.environ | {
            "GOLDENTHREAD_MODE": "test", "GOLDENTHREAD_DATA_DIR": str(folder),
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", **({"DATABASE_URL": own} if own else {}),
        }  # fmt: skip
        answer = subprocess.run(
            [sys.executable, "-m", "tests.access.schema_of", way],
            cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert answer.returncode == 0, answer.stderr
    return [row for row in json.loads(answer.stdout) if row[:3] != KNOWN]


def test_both_ways_lead_to_the_same_tables(tmp_path: Path) -> None:
    made, migrated = (schema(way, tmp_path / way) for way in ("made", "migrated"))
    assert {"table", "constraint"} & {row[0] for row in made}
    assert "trigger" in {row[0] for row in made}
    assert [row for row in made if row not in migrated] == []
    assert [row for row in migrated if row not in made] == []


@pytest.mark.django_db
def test_a_database_with_tables_is_left_alone() -> None:
    assert not is_empty(connection)
    call_command("migrate", verbosity=0)
