"""`goldenthread plan import` as an operator runs it: a process, a data folder of its own, exit codes."""

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

from tests.conftest import ROOT

pytestmark = pytest.mark.embedded
TWIN = ROOT / "tests" / "data" / "journeys" / "marram-coast.txt"
COMMAND = Path(sys.executable).with_name("goldenthread")


@pytest.fixture(scope="module")
def data_dir(
    tmp_path_factory: pytest.TempPathFactory, prepared_folder: Callable[[Path], Path]
) -> Path:
    return prepared_folder(tmp_path_factory.mktemp("data"))


def run(data_dir: Path, *arguments: str, given: bytes | None = None, **env: str) -> Any:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("GOLDENTHREAD_", "DATABASE_"))}
    kept |= {"GOLDENTHREAD_DATA_DIR": str(data_dir), **env}
    kept.pop("DJANGO_SETTINGS_MODULE", None)
    return subprocess.run(
        [COMMAND, *arguments], env=kept, input=given, capture_output=True, check=False, timeout=300
    )


def document(result: Any) -> dict[str, Any]:
    return dict(json.loads(result.stdout))


def test_a_dry_run_prints_one_object_that_keeps_its_schema(data_dir: Path) -> None:
    result = run(data_dir, "plan", "import", str(TWIN), "--dry-run", "--json")
    assert (result.returncode, result.stderr) == (0, b"")
    found = document(result)
    schema = run(data_dir, "plan", "import", "--json-schema")
    assert schema.returncode == 0
    jsonschema.validate(found, json.loads(schema.stdout))
    assert found["plan"] == {
        "title": "Marram Coast SEND Improvement Plan 2026-2029", "version": "Final",
        "date": "2026-09-03",
    }  # fmt: skip
    assert found["counts"]["milestones"] == 6
    assert [row["number"] for row in found["unplaced"]] == ["7"]
    assert found["unplaced"][0]["due"] == "2027-04"
    first = found["sections"][0]["priorities"][0]["milestones"][2]
    assert first["qualifier"] == "quarterly reviews following this"
    assert first["action"] is None


def test_standard_input_reads_the_same(data_dir: Path) -> None:
    by_path = document(run(data_dir, "plan", "import", str(TWIN), "--dry-run", "--json"))
    piped = run(data_dir, "plan", "import", "-", "--dry-run", "--json", given=TWIN.read_bytes())
    assert document(piped)["sections"] == by_path["sections"]


def test_a_dry_run_writes_nothing_and_needs_no_database(tmp_path: Path) -> None:
    result = run(tmp_path / "none", "plan", "import", str(TWIN), "--dry-run")
    assert result.returncode == 0
    assert b"priorities: 2" in result.stdout
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    ("arguments", "given", "code"),
    [
        (["no-such-file.txt"], None, "no_such_file"),
        (["."], None, "not_a_file"),
        (["-"], b"", None),
        (["-"], b"Dear all,\n\nlunch is at one.\n", "no_plan_found"),
        (["-"], b"\x89PNG\r\n\x1a\n" + b"\0" * 64, None),
        (["-", "--colour"], b"x", "wrong_usage"),
        ([], None, "wrong_usage"),
    ],
)
def test_what_cannot_be_read_exits_2_with_an_error_object(
    data_dir: Path, arguments: list[str], given: bytes | None, code: str | None
) -> None:
    result = run(data_dir, "plan", "import", *arguments, "--dry-run", "--json", given=given)
    assert result.returncode == 2
    error = document(result)["error"]
    assert set(error) == {"code", "message", "where", "fix"}
    assert error["message"]
    assert error["fix"]
    assert code in (None, error["code"])


def test_an_import_without_a_person_is_refused_in_words(data_dir: Path) -> None:
    result = run(data_dir, "plan", "import", str(TWIN))
    assert result.returncode == 2
    assert b"--as" in result.stderr
    assert result.stdout == b""


def test_an_import_waits_for_decisions_and_goes_through_with_them(
    data_dir: Path, tmp_path: Path
) -> None:
    made = run(data_dir, "demo", "--json")
    assert made.returncode == 0
    schema = run(data_dir, "demo", "--json-schema")
    jsonschema.validate(document(made), json.loads(schema.stdout))
    who = ["--as", document(made)["accounts"][0]["email"]]
    demo = {"GOLDENTHREAD_MODE": "demo"}
    waiting = run(data_dir, "plan", "import", str(TWIN), *who, "--confirm", "--json", **demo)
    assert waiting.returncode == 0, waiting.stderr
    found = document(waiting)
    assert (found["state"], found["plan_id"]) == ("preview", None)
    schema = json.loads(run(data_dir, "plan", "import", "--json-schema").stdout)
    jsonschema.validate(found, schema)
    (question,) = found["open"]
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps({question["id"]: {"choice": "place", "inputs": {"value": "1a"}}}))
    done = run(
        data_dir, "plan", "import", str(TWIN), *who, "--decisions", str(answers), "--confirm",
        "--json", **demo,
    )  # fmt: skip
    assert document(done)["state"] == "confirmed"
    jsonschema.validate(document(done), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document(done) | {"plan_id": None}, schema)
    stranger = run(
        data_dir, "plan", "import", str(TWIN), "--as", "nobody@x.example", "--json", **demo
    )
    assert stranger.returncode == 2
    assert document(stranger)["error"]["code"] == "not_allowed"


def test_the_real_plan_reads_to_the_counts_it_is_known_for(reference: Path, data_dir: Path) -> None:
    seed = reference / "seeds" / "001_eca05b2657f591e4.txt"
    found = document(run(data_dir, "plan", "import", str(seed), "--dry-run", "--json"))
    counts = found["counts"]
    assert {
        name: counts[name]
        for name in ("sections", "priorities", "actions", "milestones", "recurring",
                     "criteria_quantitative", "criteria_qualitative")
    } == {
        "sections": 4, "priorities": 19, "actions": 41, "milestones": 80, "recurring": 5,
        "criteria_quantitative": 25, "criteria_qualitative": 30,
    }  # fmt: skip
    assert [row["source_line"] for row in found["unplaced"]] == [127]


def test_demonstration_data_is_kept_out_of_a_real_installation(
    tmp_path: Path, prepared_folder: Callable[[Path], Path]
) -> None:
    result = run(prepared_folder(tmp_path), "demo", "--json", GOLDENTHREAD_MODE="embedded")
    assert result.returncode == 2
    assert document(result)["error"]["code"] == "not_demo_mode"
