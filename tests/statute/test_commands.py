from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner

from goldenthread.statute.commands import statute
from goldenthread.statute.explaining import explain
from tests.statute.test_cases import CASE, OWN

GIVEN = {"events": [{"kind": "request_received", "on": "2026-01-05"}]}


def run(*arguments: str, given: object = None) -> Any:
    text = None if given is None else json.dumps(given)
    return CliRunner().invoke(statute, arguments, input=text, standalone_mode=False)


def schema(command: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(command, "--json-schema").stdout)
    return found


@pytest.mark.parametrize("option", [[], ["--json"]])
def test_explain_prints_the_duties_as_json(option: list[str]) -> None:
    result = run("explain", "-", "--as-at", "2026-02-20", *option, given=GIVEN)
    assert not result.return_value
    document = json.loads(result.stdout)
    jsonschema.validate(document, schema("explain"))
    decision = next(one for one in document["duties"] if one["rule"] == "REQ-6")
    assert (decision["statutory_due"], decision["state"], decision["days_late"]) == (
        "2026-02-16", "overdue", 4,
    )  # fmt: skip
    assert decision["owner"] == "local_authority"
    assert all(one["sentence"] for one in decision["because"])


def test_own_cases_are_explained_as_the_schema_says() -> None:
    for case in json.loads(OWN.read_text(encoding="utf-8"))[::3]:
        jsonschema.validate(explain(case), schema("explain"))


def test_explain_in_words_says_the_law_the_other_reading_and_what_is_no_law() -> None:
    said = run("explain", "-", "--words", given=GIVEN).stdout
    assert "PLN-9 Final plan" in said
    assert "Last lawful day: 25 May 2026" in said
    assert "Last working day before it: 22 May 2026" in said
    assert "Other reading, held by" in said
    assert "By guidance or practice, not law: 27 April 2026" in said


def test_cases_says_how_each_did_and_ends_with_one_when_any_does_not_pass(tmp_path: Path) -> None:
    wrong = CASE | {"id": "SC-901", "expect": [{"rule": "PLN-9", "statutory_due": "2026-05-26"}]}
    path = tmp_path / "cases.json"
    path.write_text(json.dumps([CASE, wrong, CASE | {"id": "x"}]), encoding="utf-8")
    result = run("cases", str(path), "--json")
    assert result.return_value == 1
    document = json.loads(result.stdout)
    jsonschema.validate(document, schema("cases"))
    assert [one["result"] for one in document["cases"]] == ["pass", "fail", "error"]
    said = run("cases", str(path)).stdout
    assert "SC-901 fail" in said
    assert "PLN-9 statutory_due: got 2026-05-25, wanted 2026-05-26" in said
    assert said.endswith("1 passed, 1 failed, 1 errors\n")


def test_cases_that_all_pass_end_with_nought() -> None:
    assert run("cases", "-", given=[CASE]).return_value == 0


@pytest.mark.parametrize("given", [{}, [], "case"])
def test_a_malformed_file_is_not_in_order(given: object) -> None:
    result = run("cases", "-", "--json", given=given)
    assert result.return_value == 1
    assert json.loads(result.stdout)["error"]["code"] == "not_a_list_of_cases"


@pytest.mark.parametrize("command", ["explain", "cases"])
def test_a_file_that_is_not_there_is_wrong_usage(command: str) -> None:
    result = run(command, "/nowhere/case.json")
    assert result.exception.code == "no_such_file"
