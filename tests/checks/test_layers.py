"""The import contracts of pyproject.toml hold good code and break on bad, tried on a made-up tree."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

MODULES = {
    "__init__": "",
    "config/__init__": "import goldenthread.improvement.rules",
    "core/__init__": "",
    "core/clock": "",
    "core/errors": "",
    "core/months": "",
    "core/preparing": "import django",
    "core/rounding": "",
    "statute/__init__": "import goldenthread.core",
    "ui/__init__": "import goldenthread.core",
    "access/__init__": "import goldenthread.ui",
    "access/rules/__init__": "",
    "tasks/__init__": "import goldenthread.access",
    "exchange/__init__": "import goldenthread.tasks",
    "exchange/findings": "import goldenthread.core",
    "exchange/reading/__init__": "from goldenthread.exchange import findings",
    "organisations/__init__": "import django",
    "people/__init__": "import goldenthread.organisations",
    "messages/__init__": "import goldenthread.people",
    "duties/__init__": "import goldenthread.people",
    "assessments/__init__": "import goldenthread.duties",
    "workspace/__init__": "import goldenthread.duties",
    "improvement/__init__": "",
    "improvement/models": "import goldenthread.organisations",
    "improvement/rules/__init__": "import goldenthread.core",
}


def lint(folder: Path, changes: dict[str, str]) -> tuple[int, str]:
    """Exit code and words of lint-imports for the made-up tree with some modules changed."""
    for name, code in (MODULES | changes).items():
        path = folder / "goldenthread" / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(code, encoding="utf-8")
    shutil.copyfile(ROOT / "pyproject.toml", folder / "pyproject.toml")
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    environment = os.environ | {"PYTHONPATH": str(folder)}
    answer = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    return answer.returncode, answer.stdout + answer.stderr


def test_a_tree_that_keeps_the_layers_passes(tmp_path: Path) -> None:
    code, said = lint(tmp_path, {})
    assert code == 0, said


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param(
            {"core/clock": "import goldenthread.access"},
            "core is not allowed to import goldenthread.access",
            id="upwards",
        ),
        pytest.param(
            {
                "surveys/__init__": "import goldenthread.registers",
                "registers/__init__": "",
            },
            "surveys is not allowed to import goldenthread.registers",
            id="sideways",
        ),
        pytest.param({"pantry/__init__": ""}, "goldenthread.pantry", id="a room not on the list"),
        pytest.param(
            {"improvement/rules/status": "from django.db import models"},
            "improvement.rules is not allowed to import django",
            id="Django in rules",
        ),
        pytest.param(
            {"improvement/rules/dates": "import goldenthread.core.preparing"},
            "improvement.rules is not allowed to import goldenthread.core.preparing",
            id="rules that load Django",
        ),
        pytest.param(
            {
                "improvement/api": "import ninja",
                "improvement/queries": "import ninja",
            },
            "goldenthread is not allowed to import ninja: - goldenthread.improvement.queries -> ninja",
            id="the API's library beside an endpoint",
        ),
        pytest.param(
            {
                "exchange/reading/text": "import goldenthread.exchange.helper",
                "exchange/helper": "import django",
            },
            "exchange.reading is not allowed to import django",
            id="Django in a reader by a detour",
        ),
    ],
)
def test_a_tree_that_breaks_them_fails(
    tmp_path: Path, changes: dict[str, str], expected: str
) -> None:
    code, said = lint(tmp_path, changes)
    assert code == 1, said
    assert expected in " ".join(said.split())
