"""Production refuses to start, and `goldenthread check --deploy` says why, in processes of their own."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from goldenthread.config import environment
from goldenthread.config.checking import SCHEMA
from goldenthread.config.production import environment_problems, file_system_of, storage_problems
from goldenthread.core.errors import UserError
from tests.conftest import ROOT

pytestmark = pytest.mark.embedded
SECRET = "q8Zt3mV0xW7rB2nL5kJ9hG4fD1sA6pO-eUyTcRiE_wXvNbMzK"
FIT = {
    "GOLDENTHREAD_MODE": "production",
    "GOLDENTHREAD_SECRET_KEY": SECRET * 2,
    "GOLDENTHREAD_ALLOWED_HOSTS": "thread.westshire.example",
    "GOLDENTHREAD_STORAGE_ENCRYPTED": "yes",
}
MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
proc /proc proc rw 0 0
server:/export /srv/shared nfs4 rw 0 0
//server/share /mnt/with\\040blank cifs rw 0 0
/dev/sdb1 /srv/shared/local ext4 rw 0 0
"""


def run(folder: Path, *arguments: str, **changed: str) -> subprocess.CompletedProcess[str]:
    """One command of ours in a fit production environment, apart from what is changed ("" leaves out)."""
    ours = {
        name: text
        for name, text in os.environ.items()
        if not name.startswith("GOLDENTHREAD_") and name not in ("DATABASE_URL", "WEB_CONCURRENCY")
    }
    chosen = FIT | {"GOLDENTHREAD_DATA_DIR": str(folder), "PYTHONPATH": str(ROOT / "src")} | changed
    ours |= {name: text for name, text in chosen.items() if text}
    command = [sys.executable, "-m", "goldenthread", *arguments]
    return subprocess.run(
        command, env=ours, capture_output=True, text=True, timeout=300, check=False
    )


def checked(folder: Path, **changed: str) -> tuple[int, list[str]]:
    """The exit code and the codes of what is wrong."""
    answer = run(folder, "check", "--deploy", "--json", **changed)
    document: Any = json.loads(answer.stdout)
    jsonschema.validate(document, json.loads(SCHEMA.read_text()))
    assert document["in_order"] is (document["problems"] == [])
    return answer.returncode, [problem["code"] for problem in document["problems"]]


@pytest.fixture(scope="module")
def with_demo_accounts(
    tmp_path_factory: pytest.TempPathFactory, prepared_folder: Callable[[Path], Path]
) -> Path:
    """A data folder whose database somebody once filled as a demonstration."""
    folder = prepared_folder(tmp_path_factory.mktemp("demo"))
    with sqlite3.connect(folder / "goldenthread.sqlite3") as database:
        database.execute(
            "INSERT INTO access_user (email, name, password, is_active, is_demo,"
            " must_set_second_step, session_round, created_at)"
            " VALUES ('a@fellmoor.example', 'A', '!', 1, 1, 0, 0, '2026-11-01')"
        )
    database.close()
    return folder


def test_a_fit_installation(tmp_path: Path) -> None:
    assert checked(tmp_path) == (0, [])
    said = run(tmp_path, "check", "--deploy", GOLDENTHREAD_SCANNER="clamdscan -")
    assert said.stdout == "This installation is fit to start.\n"


def test_what_is_not_scanned_is_said_and_keeps_nothing_from_starting(tmp_path: Path) -> None:
    said = run(tmp_path, "check", "--deploy")
    assert said.returncode == 0
    assert "Worth knowing: no_scanner: Files that families and schools send in" in said.stdout


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"GOLDENTHREAD_SECRET_KEY": ""}, "weak_secret"),
        ({"GOLDENTHREAD_SECRET_KEY": SECRET[:49]}, "weak_secret"),
        ({"GOLDENTHREAD_SECRET_KEY": "ab" * 40}, "weak_secret"),
        ({"GOLDENTHREAD_SECRET_KEY": f"django-insecure-{SECRET}"}, "weak_secret"),
        ({"GOLDENTHREAD_DEBUG": "1"}, "debug_on"),
        ({"GOLDENTHREAD_ALLOWED_HOSTS": ""}, "no_hosts"),
        ({"GOLDENTHREAD_ALLOWED_HOSTS": "*"}, "no_hosts"),
        ({"GOLDENTHREAD_STORAGE_ENCRYPTED": ""}, "storage_not_encrypted"),
        ({"GOLDENTHREAD_STORAGE_ENCRYPTED": "perhaps"}, "storage_not_encrypted"),
    ],
)
def test_each_thing_that_is_wrong(changed: dict[str, str], code: str) -> None:
    assert [problem.code for problem in environment_problems(FIT | changed)] == [code]
    assert list(environment_problems(FIT)) == []


@pytest.mark.parametrize(
    "changed",
    [
        {"GOLDENTHREAD_WORKERS": "many"},
        {"GOLDENTHREAD_SESSION_MINUTES": "2"},
        {"GOLDENTHREAD_TRUSTED_PROXIES": "-1"},
        {"GOLDENTHREAD_SECOND_FACTOR": "maybe"},
        {"GOLDENTHREAD_OIDC_ISSUER": "https://x.example"},
    ],
)
def test_each_setting_that_cannot_be_read(
    tmp_path: Path, changed: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (name,) = changed
    monkeypatch.setattr(os, "environ", FIT | {"GOLDENTHREAD_DATA_DIR": str(tmp_path)} | changed)
    with pytest.raises(UserError) as refused:
        environment.load()
    assert refused.value.code == "bad_setting"
    assert (refused.value.where or "").startswith(name.rpartition("_")[0])


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"GOLDENTHREAD_MODE": ""}, "not_production"),
        ({"GOLDENTHREAD_SECRET_KEY": "short"}, "weak_secret"),
        ({"WEB_CONCURRENCY": "4"}, "sqlite_with_workers"),
        ({"GOLDENTHREAD_WORKERS": "many"}, "bad_setting"),
    ],
)
def test_the_check_says_what_is_wrong(tmp_path: Path, changed: dict[str, str], code: str) -> None:
    assert checked(tmp_path, **changed) == (1, [code])


def test_everything_at_once_is_listed(with_demo_accounts: Path) -> None:
    nothing = dict.fromkeys(FIT, "")
    code, found = checked(with_demo_accounts, **nothing, WEB_CONCURRENCY="2")
    assert code == 1
    assert found == [
        "not_production", "weak_secret", "no_hosts", "storage_not_encrypted", "sqlite_with_workers",
        "demo_accounts",
    ]  # fmt: skip


def test_in_words(tmp_path: Path) -> None:
    answer = run(tmp_path, "check", "--deploy", GOLDENTHREAD_DEBUG="1")
    assert answer.returncode == 1
    assert answer.stdout.startswith("Not fit to start: 1 to put right.\n  debug_on: ")


def test_wrong_usage(tmp_path: Path) -> None:
    answer = run(tmp_path, "check", "--json")
    assert answer.returncode == 2
    assert json.loads(answer.stdout)["error"]["code"] == "wrong_usage"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"GOLDENTHREAD_DEBUG": "1"}, "debug_on"),
        ({"GOLDENTHREAD_WORKERS": "3"}, "sqlite_with_workers"),
    ],
)
def test_the_server_does_not_start(tmp_path: Path, changed: dict[str, str], code: str) -> None:
    answer = run(tmp_path, "run", "--port", "0", "--json", **changed)
    assert answer.returncode == 2
    assert json.loads(answer.stdout)["error"]["code"] == code
    assert not [file for file in tmp_path.glob("*.sqlite3") if file.stat().st_size]


def test_the_server_does_not_start_with_demo_accounts(with_demo_accounts: Path) -> None:
    answer = run(with_demo_accounts, "run", "--port", "0", "--json")
    assert answer.returncode == 2
    assert json.loads(answer.stdout)["error"]["code"] == "demo_accounts"


def test_claims_that_lead_nowhere(tmp_path: Path, prepared_folder: Callable[[Path], Path]) -> None:
    names = ("ISSUER", "CLIENT_ID", "CLIENT_SECRET", "NAME", "POSTS")
    openid = {f"GOLDENTHREAD_OIDC_{name}": "https://x.example" for name in names}
    assert checked(tmp_path, **openid)[1] == ["bad_claims_file"]
    file = tmp_path / "posts.yaml"
    file.write_text("claim: groups\nposts: [{value: a, organisation: b, title: c}]\n")
    prepared_folder(tmp_path)
    assert checked(tmp_path, **openid | {"GOLDENTHREAD_OIDC_POSTS": str(file)})[1] == [
        "no_such_post"
    ]


@pytest.mark.parametrize(
    ("folder", "found"),
    [
        ("/var/lib/goldenthread", "ext4"),
        ("/srv/shared", "nfs4"),
        ("/srv/shared/data", "nfs4"),
        ("/srv/shared/local/data", "ext4"),
        ("/srv/sharedness", "ext4"),
        ("/mnt/with blank/data", "cifs"),
    ],
)
def test_which_file_system_holds_a_folder(folder: str, found: str) -> None:
    assert file_system_of(folder, MOUNTS) == found


def test_the_embedded_database_on_a_network() -> None:
    def codes(embedded: bool, folder: str, workers: int) -> list[str]:
        found = storage_problems(embedded=embedded, folder=folder, mounts=MOUNTS, workers=workers)
        return [problem.code for problem in found]

    assert codes(True, "/srv/shared/data", 2) == ["sqlite_on_network", "sqlite_with_workers"]
    assert codes(True, "/var", 1) == []
    assert codes(False, "/srv/shared/data", 8) == []
    assert file_system_of("/var", "") == ""
