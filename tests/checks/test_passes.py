"""The passes of `make test`: their order, where they stop, and what a skipped test means."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import test_all
from tests.conftest import ROOT

SAMPLE = "tests/checks/samples/reference_use.py"


@pytest.fixture
def passes(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """Exit codes of the passes by a word of their titles; those that ran are moved to the end."""
    codes = {"PostgreSQL": 0, "SQLite": 0, "browser": 0}

    @contextmanager
    def postgres() -> Iterator[str]:
        yield "postgresql://here"

    def run_pass(title: str, options: list[str], settings: dict[str, str]) -> int:
        word = next(word for word in ("PostgreSQL", "browser", "SQLite") if word in title)
        assert ("DATABASE_URL" in settings) == (word == "PostgreSQL")
        codes[f"{word} ran"] = len(codes)
        return codes[word]

    monkeypatch.setattr(test_all, "need_packages", lambda names: codes.get("packages", 0))
    monkeypatch.setattr(test_all, "throwaway_postgres", postgres)
    monkeypatch.setattr(test_all, "run_pass", run_pass)
    monkeypatch.setattr(test_all, "end_on_termination", lambda: None)
    return codes


def ran(codes: dict[str, int]) -> list[str]:
    return [name.removesuffix(" ran") for name in codes if name.endswith(" ran")]


def test_all_three_run_in_order(passes: dict[str, int]) -> None:
    assert test_all.main() == 0
    assert ran(passes) == ["PostgreSQL", "SQLite", "browser"]


@pytest.mark.parametrize(
    ("failing", "before"),
    [
        ("packages", []),
        ("PostgreSQL", ["PostgreSQL"]),
        ("SQLite", ["PostgreSQL", "SQLite"]),
        ("browser", ["PostgreSQL", "SQLite", "browser"]),
    ],
)
def test_the_first_failure_stops_the_rest(
    passes: dict[str, int], failing: str, before: list[str]
) -> None:
    passes[failing] = 1
    assert test_all.main() == 1
    assert ran(passes) == before


def run_sample(reference: Path) -> subprocess.CompletedProcess[str]:
    command = [*test_all.PYTEST, "-q", "-p", "no:cacheprovider", SAMPLE]
    environment = {
        name: text
        for name, text in os.environ.items()
        if name not in test_all.NOT_PASSED_ON and not name.startswith("PYTEST_")
    }
    return subprocess.run(
        command,
        cwd=ROOT,
        env=environment | {"GOLDENTHREAD_REFERENCE": str(reference)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_the_reference_its_tests_are_skipped_by_name(tmp_path: Path) -> None:
    answer = run_sample(tmp_path / "nowhere")
    lines = answer.stdout.splitlines()
    assert answer.returncode == 0, answer.stdout
    assert [line for line in lines if line.startswith("SKIPPED") and f"{SAMPLE}::test_uses" in line]
    assert lines[-1].startswith("2 skipped")


def test_with_the_reference_a_skip_for_lack_of_it_fails_the_run(tmp_path: Path) -> None:
    answer = run_sample(tmp_path)
    assert answer.returncode == 1, answer.stdout
    assert f"WRONGLY SKIPPED {SAMPLE}::test_skips_whatever_is_there" in answer.stdout
    assert answer.stdout.splitlines()[-1].startswith("1 passed, 1 skipped")
