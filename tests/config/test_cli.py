"""What every command says when something goes wrong that is nobody's mistake in the command."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from goldenthread.config import cli
from tests.conftest import ROOT


def ended(*arguments: str) -> int:
    """The exit code of one command in this process."""
    with pytest.raises(SystemExit) as stopped:
        cli.main(arguments)
    assert isinstance(stopped.value.code, int)
    return stopped.value.code


@pytest.mark.embedded
def test_a_damaged_database_is_not_taken_for_a_trail_out_of_order(tmp_path: Path) -> None:
    (tmp_path / "goldenthread.sqlite3").write_bytes(os.urandom(20_000))
    ours = {
        name: text
        for name, text in os.environ.items()
        if not name.startswith("GOLDENTHREAD_") and name != "DATABASE_URL"
    } | {"GOLDENTHREAD_DATA_DIR": str(tmp_path), "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-m", "goldenthread", "audit", "verify", "--json"]
    answer = subprocess.run(command, env=ours, capture_output=True, text=True, check=False)
    assert answer.returncode == 2
    assert json.loads(answer.stdout)["error"]["code"] == "database_unusable"


def test_a_fault_of_ours_is_one_object_and_its_place_on_standard_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError("Ann Archer's record")

    monkeypatch.setattr(cli.goldenthread, "main", broken)
    assert ended("audit", "verify", "--json") == 2
    out, err = capsys.readouterr()
    error = json.loads(out)["error"]
    assert error["code"] == "unexpected"
    assert "ZeroDivisionError" in error["message"]
    assert "Ann Archer" not in out
    assert "test_cli.py" in err


@pytest.mark.parametrize("port", ["-5", "99999"])
def test_a_port_that_there_is_not(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert ended("run", "--port", port, "--json") == 2
    error = json.loads(capsys.readouterr().out)["error"]
    assert (error["code"], "0<=x<=65535" in error["message"]) == ("wrong_usage", True)


@pytest.mark.parametrize("command", ["scheduler", "worker"])
def test_what_runs_until_it_is_stopped_prints_no_object(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ended(command, "--json") == 2
    assert json.loads(capsys.readouterr().out)["error"]["where"] == "--json"


@pytest.mark.django_db
def test_one_round_of_the_scheduler(capsys: pytest.CaptureFixture[str]) -> None:
    from goldenthread.config.scheduling import SCHEMA

    assert ended("scheduler", "--once", "--json") == 0
    document = json.loads(capsys.readouterr().out)
    jsonschema.validate(document, json.loads(SCHEMA.read_text()))
