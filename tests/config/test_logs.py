"""What stands in the log of a real installation, and what never does."""

from __future__ import annotations

import io
import json
import logging
import logging.config
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from goldenthread.config.logs import json_formatter, redacted
from tests.config.test_check_deploy import FIT
from tests.conftest import ROOT


@pytest.fixture
def written() -> Iterator[Any]:
    """A logger as in production, and what it wrote, line by line."""
    stream = io.StringIO()
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"json": json_formatter()},
            "handlers": {
                "tests": {"class": "logging.StreamHandler", "formatter": "json", "stream": stream}
            },
            "loggers": {"tests.logs": {"handlers": ["tests"], "level": "INFO", "propagate": False}},
        }
    )
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    logging.getLogger("tests.logs").handlers.clear()


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("sent to ann.archer@westshire.example.", "sent to [address]."),
        ("child 943 476 5919 and 9434765919", "child [number] and [number]"),
        ("pupil A123456789012", "pupil [number]"),
        ("ring 01539 123456 or +44 7700 900123", "ring [number] or [number]"),
        ("/invitations/aW9_x-3/", "/invitations/…/"),
        ("audit checkpoint count=1204 head=" + "3" * 64, "audit checkpoint count=1204 head=" + "3" * 64),
        ("Not Found: /plans/milestones/1234567/", "Not Found: /plans/milestones/1234567/"),
        ("2026-11-22 took 1,234 ms", "2026-11-22 took 1,234 ms"),
    ],
)  # fmt: skip
def test_what_is_taken_out(text: str, kept: str) -> None:
    assert redacted(text) == kept


def test_one_object_a_line(written: Any) -> None:
    logging.getLogger("tests.logs").warning("Two\nlines for %s", "bo@x.example")
    (line,) = written()
    assert line["event"] == "Two\nlines for [address]"
    assert (line["level"], line["logger"]) == ("warning", "tests.logs")
    assert line["timestamp"].endswith("Z")


def test_an_error_says_where_and_not_what(written: Any) -> None:
    def read(name: str) -> None:
        raise ValueError(f"{name} is unknown")

    try:
        try:
            read("Ella Thornthwaite")
        except ValueError as problem:
            raise RuntimeError("could not read Ella Thornthwaite") from problem
    except RuntimeError:
        logging.getLogger("tests.logs").exception("it failed")
    (line,) = written()
    assert "Thornthwaite" not in json.dumps(line)
    assert [error["type"] for error in line["error"]] == [
        "builtins.RuntimeError", "builtins.ValueError",
    ]  # fmt: skip
    assert line["error"][1]["at"][-1].endswith(" read")


def test_production_writes_so(tmp_path: Path) -> None:
    script = (
        "import django; django.setup(); import logging;"
        "logging.getLogger('x').error('for ann@westshire.example')"
    )
    answer = subprocess.run(
        [sys.executable, "-c", script],
        env={
            **FIT, "DJANGO_SETTINGS_MODULE": "goldenthread.config.settings", "PATH": "/usr/bin",
            "PYTHONPATH": str(ROOT / "src"), "GOLDENTHREAD_DATA_DIR": str(tmp_path),
        },
        capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    assert json.loads(answer.stderr)["event"] == "for [address]"
