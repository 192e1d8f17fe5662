from __future__ import annotations

from pathlib import Path

import pytest

from goldenthread.core.rulesfile import load_rules
from tests.conftest import ROOT

RULE_FILES = sorted((ROOT / "src" / "goldenthread").glob("*/rules/data/*.yaml"))


def test_a_name_that_stands_twice_is_an_error_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "rules.yaml"
    file.write_text("a:\n  x: 1\n  y: 2\n  x: 3\n")
    with pytest.raises(ValueError, match=r"'x' stands twice.*line 4"):
        load_rules(file)


def test_only_plain_values_are_built(tmp_path: Path) -> None:
    file = tmp_path / "rules.yaml"
    file.write_text("a: !!python/object/apply:os.system ['true']\n")
    with pytest.raises(Exception, match="could not determine a constructor"):
        load_rules(file)


@pytest.mark.parametrize("file", RULE_FILES, ids=lambda file: f"{file.parts[-4]}-{file.stem}")
def test_no_rule_file_of_ours_says_a_thing_twice(file: Path) -> None:
    assert load_rules(file)
