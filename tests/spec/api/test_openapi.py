"""The API's own document is published in docs/api, and docs/api/README.md says what it says."""

from __future__ import annotations

import json
import os
import re

import pytest

from goldenthread.access.rules.roles import HeldBy, rolebook
from goldenthread.config.api import schema
from goldenthread.organisations.rules.tokens import token_rules
from tests.conftest import ROOT
from tests.spec.definitions import WRITE

FOLDER = ROOT / "docs" / "api"


def test_the_published_document_is_the_one_that_is_served() -> None:
    expected = json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"
    path = FOLDER / "openapi.json"
    if os.environ.get(WRITE) == "1":
        path.write_text(expected, encoding="utf-8")
    found = path.read_text(encoding="utf-8") if path.exists() else ""
    assert found == expected, f"To rewrite it: {WRITE}=1 pytest tests/spec/api"


def test_the_page_names_every_address_and_no_other() -> None:
    text = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(/api/v1/[^`]*)`", text, re.M)) == set(schema()["paths"])


def test_the_page_gives_the_numbers_of_the_rules() -> None:
    text = " ".join((FOLDER / "README.md").read_text(encoding="utf-8").split())
    rules = token_rules()
    assert f"at most {rules.longest_months} months" in text
    assert f"{rules.requests_a_minute} requests a minute" in text
    for role in rolebook().roles.values():
        if role.held_by is HeldBy.TOKEN:
            assert f"**{role.title}**" in text


@pytest.mark.parametrize("name", sorted(schema()["components"]["schemas"]))
def test_keys_are_snake_case_and_dates_are_dates(name: str) -> None:
    for key, value in schema()["components"]["schemas"][name].get("properties", {}).items():
        assert re.fullmatch(r"[a-z]+(_[a-z]+)*", key), key
        if key == "due" or key.endswith(("_on", "_at", "_due")):
            assert "date" in {part.get("format") for part in value.get("anyOf", [value])}, key
