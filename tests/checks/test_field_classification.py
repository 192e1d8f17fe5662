"""Every field of every table has a class in docs/data-protection/fields.yaml, and every personal one is explained.

A new field fails here until somebody has thought about what it holds.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
import yaml
from django.apps import apps
from django.db.models import Model

from tests.conftest import ROOT

FOLDER = ROOT / "docs" / "data-protection"
CLASSIFIED: dict[str, Any] = yaml.safe_load((FOLDER / "fields.yaml").read_text(encoding="utf-8"))
EXPLAINED = {"child", "family", "special", "staff", "free_text", "secret"}


def tables(*, ours: bool) -> dict[str, type[Model]]:
    """The tables of our own rooms, or those of the libraries, by label; none that a test made up."""
    return {
        model._meta.label_lower: model
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("goldenthread.") is ours
        and not model.__module__.startswith("tests.")
    }


def fields_of(label: str) -> list[str]:
    classes = CLASSIFIED["models"][label]
    return [name for names in classes.values() for name in names]


def test_every_table_of_ours_is_classified() -> None:
    assert set(CLASSIFIED["models"]) == set(tables(ours=True))


@pytest.mark.parametrize("label", sorted(tables(ours=True)))
def test_every_field_has_exactly_one_class(label: str) -> None:
    named = Counter(fields_of(label))
    there = [field.name for field in tables(ours=True)[label]._meta.local_fields]
    assert sorted(named) == sorted(there), f"{label}: put each field under a class in fields.yaml"
    assert [name for name, times in named.items() if times > 1] == []
    assert set(CLASSIFIED["models"][label]) <= set(CLASSIFIED["classes"])


def test_every_table_of_a_library_is_classified() -> None:
    assert set(CLASSIFIED["libraries"]) == set(tables(ours=False))
    classes = {entry["class"] for entry in CLASSIFIED["libraries"].values()}
    assert classes <= set(CLASSIFIED["classes"])


def test_what_is_personal_secret_or_free_text_stands_on_the_page() -> None:
    """The table of field-classification.md, row by row, says what fields.yaml says."""
    page = (FOLDER / "field-classification.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1:4] for line in page.splitlines() if line.startswith("| `")]
    printed = {
        (table.strip(" `"), word.strip(), name.strip(" `"))
        for table, word, names in rows
        for name in names.split(",")
    }
    wanted = {
        (label, word, name)
        for label, classes in CLASSIFIED["models"].items()
        for word, names in classes.items()
        if word in EXPLAINED
        for name in names
    }
    assert printed == wanted
