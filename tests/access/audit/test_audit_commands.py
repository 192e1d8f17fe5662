"""`goldenthread audit`: exit codes, one JSON object, words."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from goldenthread.access import audit
from goldenthread.access.commands import SCHEMAS
from goldenthread.access.models import AuditEntry
from goldenthread.access.scope import Scope
from goldenthread.config.cli import main
from goldenthread.core import clock
from tests.access.audit.guards import unguarded

pytestmark = pytest.mark.django_db


@pytest.fixture
def sealed(manager: Scope) -> int:
    entry = audit.record(manager, "plan.changed", ("improvement.plan", 1))
    audit.seal_once()
    return entry.pk


def _run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as stopped:
        main(["audit", *arguments])
    out, err = capsys.readouterr()
    assert isinstance(stopped.value.code, int)
    return stopped.value.code, out, err


def _json(out: str, command: str) -> Any:
    document = json.loads(out)
    schema = json.loads((SCHEMAS / f"audit_{command}.schema.json").read_text())
    jsonschema.validate(document, schema, format_checker=jsonschema.FormatChecker())
    return document


def test_in_order(sealed: int, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = _run(capsys, "verify", "--json")
    document = _json(out, "verify")
    assert (code, document["in_order"], document["sealed"]) == (0, True, 1)
    assert document["checkpoints"]["last"]["head"] == document["head"]


def test_on_an_empty_trail(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = _run(capsys, "verify", "--json")
    document = _json(out, "verify")
    assert (code, document["sealed"], document["checkpoints"]["last"]) == (0, 0, None)


def test_not_in_order(sealed: int, capsys: pytest.CaptureFixture[str]) -> None:
    with unguarded():
        AuditEntry.objects.update(user_id=99)
    code, out, _ = _run(capsys, "verify", "--json")
    document = _json(out, "verify")
    assert (code, document["in_order"]) == (1, False)
    assert document["problems"] == [
        {
            "kind": "changed",
            "position": 1,
            "entry_id": sealed,
            "message": f"Entry {sealed}, sealed at 1, was changed.",
        }
    ]
    code, out, _ = _run(capsys, "verify")
    assert code == 1
    assert out.startswith("The audit trail is NOT in order.\n  changed: Entry")


def test_in_words_with_unsealed_rows_and_a_torn_line(
    sealed: int, manager: Scope, audit_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (audit_dir / "checkpoints.jsonl").open("a") as file:
        file.write("{")
    with clock.fixed(clock.now()):
        waiting = audit.record(manager, "plan.changed")
        code, out, _ = _run(capsys, "verify")
    assert code == 0
    assert out.splitlines() == [
        "The audit trail is in order: 1 sealed entries.",
        f"Checkpoints read: 1 from {audit_dir / 'checkpoints.jsonl'}.",
        "Lines there that hold no checkpoint: 1.",
        f"Entries that wait to be sealed: 1, the oldest for 0 s ({waiting.pk}).",
    ]


def test_a_file_that_cannot_be_read_is_exit_2(
    sealed: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = str(tmp_path / "copy.jsonl")
    code, out, _ = _run(capsys, "verify", "--checkpoint", missing, "--json")
    document = _json(out, "verify")
    assert code == 2
    assert document["error"]["code"] == "no_such_file"
    assert document["error"]["where"] == missing
    code, out, err = _run(capsys, "verify", "--checkpoint", missing)
    assert (code, out) == (2, "")
    assert "There is no file at" in err


def test_a_copy_is_used_when_named(
    sealed: int, audit_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(audit_dir / "checkpoints.jsonl")
    code, out, _ = _run(capsys, "verify", "--checkpoint", file, "--json")
    assert (code, _json(out, "verify")["checkpoints"]["file"]) == (0, file)


def test_seal(manager: Scope, capsys: pytest.CaptureFixture[str]) -> None:
    audit.record(manager, "plan.changed")
    code, out, _ = _run(capsys, "seal", "--json")
    document = _json(out, "seal")
    assert (code, document["sealed"], document["count"], document["busy"]) == (0, 1, 1, False)
    assert _run(capsys, "seal") == (0, "Sealed 0; the chain has 1 links.\n", "")


@pytest.mark.parametrize("command", ["verify", "seal"])
def test_the_schema_is_printed(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = _run(capsys, command, "--json-schema")
    assert code == 0
    jsonschema.Draft202012Validator.check_schema(json.loads(out))


@pytest.mark.embedded
def test_as_a_program_on_a_fresh_data_folder(tmp_path: Path) -> None:
    _as_a_program(tmp_path, "new", ["verify"], 0)


@pytest.mark.embedded
@pytest.mark.parametrize(
    ("arguments", "code"), [(["seal"], 0), (["verify", "--checkpoint", "no"], 2)]
)
def test_as_a_program(
    tmp_path: Path, prepared_folder: Callable[[Path], Path], arguments: list[str], code: int
) -> None:
    prepared_folder(tmp_path / "ours")
    _as_a_program(tmp_path, "ours", arguments, code)


def _as_a_program(tmp_path: Path, folder: str, arguments: list[str], code: int) -> None:
    own = {**os.environ, "GOLDENTHREAD_DATA_DIR": str(tmp_path / folder), "DATABASE_URL": ""}
    program = "import sys; from goldenthread.config.cli import main; main(sys.argv[1:])"
    done = subprocess.run(
        [sys.executable, "-c", program, "audit", *arguments, "--json"],
        env=own,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (code, "")
    _json(done.stdout, arguments[0])
