"""The published JSON document and the stored one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from goldenthread.improvement.rules.importing import (
    from_json,
    from_stored,
    plan_schema,
    to_json,
    to_stored,
)
from tests.improvement.rules.importing.reading import PLANS, read, sample

SAMPLES = sorted(path.name for path in PLANS.glob("*.*"))


@pytest.mark.parametrize("name", SAMPLES)
def test_samples_follow_the_schema_and_come_back(name: str) -> None:
    plan = sample(name)
    document = to_json(plan)
    jsonschema.validate(document, plan_schema(), jsonschema.Draft202012Validator)
    assert to_json(from_json(json.loads(json.dumps(document)))) == document
    assert from_stored(json.loads(json.dumps(to_stored(plan)))) == plan


def test_published_plan_follows_the_schema(reference: Path) -> None:
    data = (reference / "seeds" / "001_eca05b2657f591e4.txt").read_bytes()
    jsonschema.validate(to_json(read(data)), plan_schema(), jsonschema.Draft202012Validator)


def test_schema_is_itself_in_order() -> None:
    jsonschema.Draft202012Validator.check_schema(plan_schema())


def test_keys_are_those_that_were_promised() -> None:
    document = to_json(sample("twin.txt"))
    assert list(document) == ["plan", "sections", "unplaced", "findings", "counts"]
    section = document["sections"][0]
    priority = section["priorities"][0]
    assert _keys(document["plan"]) == "title version date"
    assert _keys(section) == (
        "number title what_good_looks_like success_criteria interdependencies priorities"
    )
    assert _keys(section["success_criteria"][0]) == "kind text source_line"
    assert _keys(section["interdependencies"][0]) == "text source_line"
    assert _keys(priority) == "code title leads actions milestones recurring"
    assert _keys(priority["actions"][0]) == "letter text source_line"
    milestone = "number due qualifier text action status update leads source_line"
    assert _keys(priority["milestones"][0]) == _keys(document["unplaced"][0]) == milestone
    recurring = document["sections"][1]["priorities"][1]["recurring"][0]
    assert _keys(recurring) == "number cadence text source_line"
    assert _keys(document["findings"][0]) == "code severity message source_line text"


def _keys(item: dict[str, Any]) -> str:
    return " ".join(item)


def test_another_version_of_storage_is_refused() -> None:
    stored = to_stored(sample("twin.txt")) | {"stored_version": 99}
    with pytest.raises(ValueError, match="99"):
        from_stored(stored)
