"""`goldenthread postcodes load`, in this process: what comes of a file, and what stays where none could be read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from goldenthread.access.models import AuditEntry
from goldenthread.config import cli
from goldenthread.people.commands import SCHEMAS
from goldenthread.people.models import Postcode, PostcodeEdition
from goldenthread.people.queries.postcodes import code_of, edition
from tests.conftest import ROOT

pytestmark = pytest.mark.django_db

INVENTED = ROOT / "tests" / "data" / "postcodes" / "invented.csv"
SCHEMA = json.loads((SCHEMAS / "postcodes_load.schema.json").read_text())


@pytest.fixture(autouse=True)
def _prepared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("goldenthread.people.commands.prepare_database", lambda: None)


def load(
    capsys: pytest.CaptureFixture[str], path: Path, month: str = "2025-11"
) -> tuple[int, dict[str, Any]]:
    with pytest.raises(SystemExit) as stopped:
        cli.main(["postcodes", "load", str(path), "--edition", month, "--json"])
    document = json.loads(capsys.readouterr().out)
    jsonschema.validate(document, SCHEMA)
    assert isinstance(stopped.value.code, int)
    return stopped.value.code, document


def test_a_file_takes_the_place_of_the_one_before(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    Postcode.objects.create(pcd="LA19ZZ", council="E07000121")
    code, told = load(capsys, INVENTED)
    assert (code, told["rows"], told["postcodes"], told["without_council"]) == (0, 11, 10, 1)
    assert (told["faults"], told["twice"], told["unknown_codes"]) == (0, 0, ["E07999999"])
    assert any("2025" in line and "OS data" in line for line in told["attribution"])
    assert (code_of("LA59ZB"), code_of("LA19ZZ")) == ("E07000121", "")
    entry = AuditEntry.objects.get(action="postcode.loaded")
    assert (entry.target_id, entry.count, entry.channel) == ("2025-11", 10, "command")

    later = tmp_path / "later.csv"
    later.write_text("pcd,laua\nLA5 9ZA,E06000064\nnonsense,E06000064\nLA59ZA,E07000121\n")
    code, told = load(capsys, later, "2026-02")
    assert (code, told["postcodes"], told["twice"], told["faults"]) == (0, 1, 1, 1)
    assert told["errors"][0]["row"] == 3
    assert code_of("LA59ZA") == "E06000064", "the first counts"
    loaded = edition()
    assert loaded is not None
    assert (loaded.postcodes, loaded.month.isoformat()) == (1, "2026-02-01")
    assert PostcodeEdition.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", "not_a_directory"),
        (b"name,council\nLA5 9ZA,E06000064\n", "not_a_directory"),
        (b"pcd,laua\nnonsense,E06000064\n", "no_postcodes"),
        (b"pcd,laua\nLA5 9ZA,E06000064\n\xff\xfe,E06000064\n", "not_text"),
        (None, "no_such_file"),
    ],
)
def test_where_none_can_be_read_what_was_there_stays(
    content: bytes | None, error: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    Postcode.objects.create(pcd="LA19ZZ", council="E07000121")
    path = tmp_path / "postcodes.csv"
    if content is not None:
        path.write_bytes(content)
    code, told = load(capsys, path)
    assert (code, told["error"]["code"]) == (2, error)
    assert Postcode.objects.get().pcd == "LA19ZZ"
