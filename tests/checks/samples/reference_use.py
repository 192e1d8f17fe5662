"""Run by test_passes.py only: a test that uses the reference material, and one that says it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import NO_REFERENCE


def test_uses_it(reference: Path) -> None:
    assert reference.is_dir()


def test_skips_whatever_is_there() -> None:
    pytest.skip(NO_REFERENCE)
