"""What a message calls a field is what its label says: somebody who reads "Enter the base" looks for a base."""

from __future__ import annotations

import ast
import re

import pytest

from tests.conftest import ROOT

SOURCE = ROOT / "src" / "goldenthread"
# Words that say nothing about which field is meant.
EMPTY = set(
    "a an the of it is was to in for your you this that by at on do does did be been has".split()
)
# "When was it completed?" is "the day of completion" in a message that names day, month and year.
DAYS = ("the day", "a day", "a date", "the date", "day")


def fields() -> list[tuple[str, str, str]]:
    """Place, label and name in messages of each field that has one of its own."""
    found = []
    for path in sorted(SOURCE.rglob("*forms*/**/*.py")) + sorted(SOURCE.rglob("*forms.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call) or not call.args:
                continue
            named = [word.value for word in call.keywords if word.arg == "called"]
            texts = [*call.args[:1], *named]
            if named and all(isinstance(one, ast.Constant) for one in texts):
                label, called = (ast.literal_eval(one) for one in texts)
                found.append((f"{path.relative_to(SOURCE)}:{call.lineno}", label, called))
    return found


def words(text: str) -> set[str]:
    return {word.rstrip("s") for word in re.findall(r"[a-z]+", text.lower()) if word not in EMPTY}


FIELDS = fields()


def test_the_fields_are_found() -> None:
    assert len(FIELDS) > 100


@pytest.mark.parametrize("where", [place for place, _, _ in FIELDS])
def test_a_message_names_its_field_as_the_label_does(where: str) -> None:
    label, called = next((label, called) for place, label, called in FIELDS if place == where)
    if not called.startswith(DAYS):
        assert words(label) & words(called), f"{where}: {called!r} is not in the label {label!r}"
